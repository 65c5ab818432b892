import type { Books, Stored } from '../books';
import { dayOf, textOf } from '../columns';

const openPeriods = (books: Books, company: string): Stored[] =>
  books.where('LedgerFiscalPeriods', 'LegalEntityId', company).filter((row) => textOf(row, 'PeriodStatus') === 'Open');

const startOf = (period: Stored): string => dayOf(period, 'StartDate') ?? '';
const endOf = (period: Stored): string => dayOf(period, 'EndDate') ?? '';

export const isOpenOn = (books: Books, company: string, day: string): boolean =>
  openPeriods(books, company).some((period) => startOf(period) <= day && day <= endOf(period));

/** The day itself when its period is open, else the first day of the next open period; `undefined` when there is none. */
export const nextOpenDay = (books: Books, company: string, day: string): string | undefined => {
  let first: string | undefined;
  for (const period of openPeriods(books, company)) {
    if (endOf(period) < day) continue;
    const candidate = startOf(period) <= day ? day : startOf(period);
    if (first === undefined || candidate < first) first = candidate;
  }
  return first;
};
