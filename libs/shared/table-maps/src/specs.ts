// For the specs of areas: rules that every map of theirs keeps. Imported by specs only.
export { AllThere } from './specs/all-there';
export { comesBackTheSame, survivesAnyRow } from './specs/map-rules';
