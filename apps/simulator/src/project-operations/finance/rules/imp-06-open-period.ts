import { shownDay } from '../columns';
import type { ImportCheck } from '../import/import-check';
import { nextOpenDay } from '../setup/periods';

/** IMP-06: the line of a closed period is created and its posting refused; only a date that has to be moved and cannot be keeps it out. */
export const periodCanBeMoved: ImportCheck = {
  code: 'IMP-06',
  refusal: (actual, { books, parameters }) =>
    parameters.movesToOpenPeriod && nextOpenDay(books, actual.lineCompany, actual.accountingDay) === undefined
      ? `No open fiscal period was found in or after the specified accounting date ${shownDay(actual.accountingDay)}.`
      : undefined,
};
