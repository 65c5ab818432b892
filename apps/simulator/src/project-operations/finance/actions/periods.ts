import { ActionRefused } from '../../../control/action-routes';
import type { Books, Stored } from '../books';
import { dayOf, textOf } from '../columns';
import { companyGiven, dayGiven, type FinanceAction } from './finance-action';

const periodsAt = (books: Books, company: string, day: string): Stored[] => {
  const found = books
    .where('LedgerFiscalPeriods', 'LegalEntityId', company)
    .filter((period) => (dayOf(period, 'StartDate') ?? '') <= day && day <= (dayOf(period, 'EndDate') ?? ''));
  if (found.length === 0)
    throw new ActionRefused(`The fiscal calendar of legal entity ${company.toUpperCase()} has no period with ${day}.`);
  return found;
};

const setPeriod = (name: string, status: 'Open' | 'Closed', summary: string): FinanceAction => ({
  name,
  summary,
  parameters: { company: 'legal entity', date: 'a day of the first period', until: 'optional: a day of the last period' },
  run: (books, given) => {
    const company = companyGiven(given);
    const from = periodsAt(books, company, dayGiven(books, given))[0]!;
    const last = given['until'] === undefined ? from : periodsAt(books, company, dayGiven(books, given, 'until'))[0]!;
    const periods = books
      .where('LedgerFiscalPeriods', 'LegalEntityId', company)
      .filter(
        (period) => textOf(period, 'StartDate') >= textOf(from, 'StartDate') && textOf(period, 'StartDate') <= textOf(last, 'StartDate'),
      );
    books.transaction(() => {
      for (const { LedgerName, Calendar, YearName, PeriodName } of periods)
        books.update('LedgerFiscalPeriods', { LedgerName, Calendar, YearName, PeriodName, PeriodStatus: status });
    });
    return { company, periods: periods.map((period) => `${textOf(period, 'YearName')} ${textOf(period, 'PeriodName')}`).sort(), status };
  },
});

export const openPeriod = setPeriod('open-period', 'Open', 'Open a fiscal period, or those from one day to another');
export const closePeriod = setPeriod('close-period', 'Closed', 'Close a fiscal period, or those from one day to another');
