import type { Books } from '../books';
import { companyOf } from '../columns';
import { isTaken, knownStateOf } from '../staging/processing-state';
import type { StagedActual } from '../staging/staged-actual';

/** IMP-11: another row of the same actual was taken already; this one is marked as a duplicate and makes no line. */
export const isDuplicate = (books: Books, actual: StagedActual): boolean =>
  books
    .where('ProjActualsImports', 'ActualId', actual.actualId)
    .some((row) => companyOf(row) === actual.company && row['ActualsImportId'] !== actual.importId && isTaken(knownStateOf(books, row)));
