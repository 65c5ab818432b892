import { type ImportCheck, unable } from '../import/import-check';

/** IMP-01: the project exists in its company. */
export const projectExists: ImportCheck = {
  code: 'IMP-01',
  refusal: (actual, { books }) =>
    books.find('ProjectsV2', { dataAreaId: actual.projectCompany, ProjectId: actual.projectId }) === undefined
      ? unable(actual, `Project ${actual.projectId} does not exist in legal entity ${actual.projectCompany.toUpperCase()}.`)
      : undefined,
};
