import { shownDay } from '../columns';
import { type ImportCheck, unable } from '../import/import-check';
import { lineRate } from '../import/line-rate';
import { accountingCurrencyOf } from '../setup/currencies';

/** IMP-04 and F14: there is an exchange rate for the day. */
export const exchangeRateExists: ImportCheck = {
  code: 'IMP-04',
  refusal: (actual, { books }) =>
    lineRate(books, actual) === undefined
      ? unable(
          actual,
          `Exchange rate for currency ${actual.currency} to currency ${accountingCurrencyOf(books, actual.lineCompany)} ` +
            `does not exist for date ${shownDay(actual.rateDay)}.`,
        )
      : undefined,
};
