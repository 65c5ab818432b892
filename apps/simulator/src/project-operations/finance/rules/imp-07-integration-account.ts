import { textOf } from '../columns';
import { type ImportCheck, unable } from '../import/import-check';
import { integrationAccountColumn, sourceOf } from '../staging/source-documents';

/** IMP-07: the account that a cost of a Finance document clears is set. */
export const integrationAccountIsSet: ImportCheck = {
  code: 'IMP-07',
  refusal: (actual, { books, parameters }) => {
    const source = sourceOf(books, actual);
    const column = source && integrationAccountColumn(source);
    if (column === undefined || textOf(parameters.row, column) !== '') return undefined;
    const name = column === 'ExpenseIntegrationAccount' ? 'Expense' : 'Procurement';
    return unable(
      actual,
      `${name} integration account is not set in Project Management and Accounting Parameters of legal entity ${actual.lineCompany.toUpperCase()}.`,
    );
  },
};
