import type { Books, Stored } from '../books';
import { textOf } from '../columns';

/** The line property that a billing type stands for in this company; empty when none is set. */
export const linePropertyFor = (books: Books, company: string, billingType: string): string => {
  const row = books.find('ProjBillingTypeLinePropertyDefaults', { dataAreaId: company, BillingType: billingType });
  return row === undefined ? '' : textOf(row, 'LinePropertyId');
};

export const linePropertyOf = (books: Books, company: string, id: string): Stored | undefined =>
  id === '' ? undefined : books.find('ProjectLineProperties', { dataAreaId: company, LinePropertyId: id });
