import { textOf } from '../columns';
import { type ImportCheck, unable } from '../import/import-check';
import { lineCategory } from '../import/line-category';
import { typeNames } from '../staging/transaction-classes';

/** IMP-03: the transaction category has a project category of the right type in the company, or the parameters have a default. */
export const categoryExists: ImportCheck = {
  code: 'IMP-03',
  refusal: (actual, { books, parameters }) =>
    lineCategory(books, actual, parameters) === undefined
      ? unable(
          actual,
          `Transaction category '${textOf(actual.row, 'TransactionCategoryId')}' has no project category of type ` +
            `${typeNames[actual.lineType]} in legal entity ${actual.lineCompany.toUpperCase()}, and the project parameters have no default.`,
        )
      : undefined,
};
