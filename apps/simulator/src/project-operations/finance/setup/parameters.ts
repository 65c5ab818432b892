import type { Books, Stored } from '../books';
import { dayOf, isYes, textOf } from '../columns';
import { ActionRefused } from '../../../control/action-routes';

export type PeriodUnit = 'All' | 'Days' | 'Months' | 'Years';

/** Project management and accounting parameters of one company. Source: domain/70-finance-accounting.md 1. */
export interface ProjectParameters {
  readonly isIntegrationEnabled: boolean;
  readonly periodUnit: PeriodUnit;
  readonly lineLimit: number;
  readonly movesToOpenPeriod: boolean;
  readonly transfersErrorLines: boolean;
  readonly isPrevalidating: boolean;
  readonly row: Stored;
  /** Actuals up to this day belong to the beginning balance journal. */
  readonly beginningBalanceDay?: string;
}

const LINES_WHEN_OFF = 200;

export const parametersOf = (books: Books, company: string): ProjectParameters | undefined => {
  const row = books.find('ProjectParameters', { dataAreaId: company });
  if (row === undefined) return undefined;
  return {
    isIntegrationEnabled: isYes(row, 'IsIntegrationEnabled'),
    periodUnit: textOf(row, 'PeriodUnit') as PeriodUnit,
    lineLimit: Number(row['JournalLineLimit']) || LINES_WHEN_OFF,
    movesToOpenPeriod: isYes(row, 'MoveToOpenPeriod'),
    transfersErrorLines: isYes(row, 'TransferErrorLinesToNewJournal'),
    isPrevalidating: isYes(row, 'IsPrevalidationEnabled'),
    row,
    beginningBalanceDay: isYes(row, 'CreateBeginningBalances') ? dayOf(row, 'BeginningBalanceDate') : undefined,
  };
};

/** For actions: without parameters nothing can be done. */
export const parametersFor = (books: Books, company: string): ProjectParameters => {
  const parameters = parametersOf(books, company);
  if (parameters !== undefined) return parameters;
  throw new ActionRefused(
    `Project management and accounting parameters of legal entity ${company.toUpperCase()} are not set up (action set-up-project-accounting).`,
  );
};
