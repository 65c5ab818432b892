import { type ImportCheck, unable } from '../import/import-check';
import { hasSource, sourceOf } from '../staging/source-documents';

/** IMP-08: the Finance document that an actual names is found and posted. */
export const sourceDocumentIsPosted: ImportCheck = {
  code: 'IMP-08',
  refusal: (actual, { books }) =>
    hasSource(actual) && sourceOf(books, actual) === undefined
      ? unable(actual, `Source document ${actual.sourceId} is not posted in legal entity ${actual.lineCompany.toUpperCase()}.`)
      : undefined,
};
