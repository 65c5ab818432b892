import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import type { LineType } from '../staging/transaction-classes';
import type { ProjectParameters } from './parameters';

const defaults: Readonly<Record<LineType, string>> = {
  Hour: 'HourCategoryId',
  Cost: 'ExpenseCategoryId',
  Item: 'ItemCategoryId',
  Revenue: 'FeeCategoryId',
  OnAccount: 'OnAccountCategoryId',
};

/** The number at the end of a shared category's id, by transaction type. Source: domain/20-setup.md 20.7. */
export const sharedCategorySuffixes: Readonly<Record<LineType, number>> = { Hour: 1, Revenue: 2, Item: 3, Cost: 4, OnAccount: 5 };

export const categoryOf = (books: Books, company: string, categoryId: string): Stored | undefined =>
  categoryId === '' ? undefined : books.find('ProjectCategories', { dataAreaId: company, CategoryId: categoryId });

/** The project category of a transaction category in this company, else the default of the type; of the right type either way. */
export const projectCategoryFor = (
  books: Books,
  company: string,
  parameters: ProjectParameters,
  transactionCategory: string,
  type: LineType,
): Stored | undefined => {
  const own =
    transactionCategory === ''
      ? undefined
      : books
          .inCompany('ProjectCategories', company, 'TransactionCategoryId', transactionCategory)
          .find((category) => category['TransType'] === type);
  const category = own ?? categoryOf(books, company, textOf(parameters.row, defaults[type]));
  return category?.['TransType'] === type ? category : undefined;
};
