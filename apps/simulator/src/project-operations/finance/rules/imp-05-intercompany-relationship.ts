import { type ImportCheck, unable } from '../import/import-check';
import { relationshipOf } from '../setup/intercompany';

/** IMP-05: who lends resources has the borrowing company set up. */
export const relationshipIsSetUp: ImportCheck = {
  code: 'IMP-05',
  refusal: (actual, { books }) =>
    actual.isLending && relationshipOf(books, actual.lineCompany, actual.projectCompany) === undefined
      ? unable(
          actual,
          `Intercompany relationship has to be set up between legal entity ${actual.lineCompany.toUpperCase()} and ` +
            `${actual.projectCompany.toUpperCase()} in Project Management and Accounting Parameters`,
        )
      : undefined,
};
