import { compareDecimals } from '../../../odata/decimal';
import type { Books, Stored } from '../books';
import { dayOf, textOf } from '../columns';
import { divideDecimals } from '../money';

export const ledgerOf = (books: Books, company: string): Stored | undefined => books.find('Ledgers', { LegalEntityId: company });

export const accountingCurrencyOf = (books: Books, company: string): string => {
  const ledger = ledgerOf(books, company);
  return ledger === undefined ? '' : textOf(ledger, 'AccountingCurrency');
};

/** Digits after the point that amounts of a currency are rounded to: of its rounding rule, e.g. 0.01; two when it has none. */
export const precisionOf = (books: Books, currency: string): number => {
  const row = books.find('Currencies', { CurrencyCode: currency });
  const rule = row === undefined ? '0' : textOf(row, 'GeneralRoundingRule');
  if (rule === '' || rule === '0') return 2;
  return rule.includes('.') ? rule.length - rule.indexOf('.') - 1 : 0;
};

const units: Readonly<Record<string, string>> = { One: '1', Ten: '10', Hundred: '100', Thousand: '1000', TenThousand: '10000' };

/** Digits kept of a rate that is the reciprocal of the quoted one. */
const RECIPROCAL_DIGITS = 16;

/**
 * How much of the accounting currency one unit of a currency is worth on a day (1.25, where the journal shows 125): by the rate type of
 * the ledger, quoted one way or the other. `undefined`: there is no rate (F14).
 */
export const rateOn = (books: Books, company: string, currency: string, day: string): string | undefined => {
  const ledger = ledgerOf(books, company);
  const accounting = ledger === undefined ? '' : textOf(ledger, 'AccountingCurrency');
  if (accounting === '' || currency === '') return undefined;
  if (currency.toUpperCase() === accounting.toUpperCase()) return '1';
  const type = textOf(ledger!, 'ExchangeRateType') || 'Default';
  const quoted = quotation(books, type, currency, accounting, day);
  if (quoted !== undefined) return divideDecimals(quoted.rate, quoted.unit, RECIPROCAL_DIGITS);
  const reverse = quotation(books, type, accounting, currency, day);
  return reverse === undefined ? undefined : divideDecimals(reverse.unit, reverse.rate, RECIPROCAL_DIGITS);
};

interface Quotation {
  readonly rate: string;
  /** For so many units of the currency; 100 unless the pair says otherwise. */
  readonly unit: string;
}

const quotation = (books: Books, type: string, from: string, to: string, day: string): Quotation | undefined => {
  const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();
  const row = newest(
    books
      .where('ExchangeRateCDSs', 'FromCurrencyCode', from)
      .filter((rate) => same(textOf(rate, 'ToCurrencyCode'), to) && same(textOf(rate, 'ExchangeRateTypeName'), type)),
    'ValidFrom',
    'ValidTo',
    day,
  );
  if (row !== undefined) {
    const pair = books.find('ExchangeRateCurrencyPairs', { ExchangeRateTypeName: type, FromCurrencyCode: from, ToCurrencyCode: to });
    return usable(textOf(row, 'Rate'), pair === undefined ? '' : textOf(pair, 'ExchangeRateDisplayFactor'));
  }
  const classic = newest(
    books
      .where('ExchangeRates', 'FromCurrency', from)
      .filter((rate) => same(textOf(rate, 'ToCurrency'), to) && same(textOf(rate, 'RateTypeName'), type)),
    'StartDate',
    'EndDate',
    day,
  );
  return classic && usable(textOf(classic, 'Rate'), textOf(classic, 'ConversionFactor'));
};

const usable = (rate: string, factor: string): Quotation | undefined =>
  compareDecimals(rate, '0') > 0 ? { rate, unit: units[factor] ?? '100' } : undefined;

const newest = (rates: readonly Stored[], from: string, to: string, day: string): Stored | undefined =>
  rates
    .filter((rate) => (dayOf(rate, from) ?? '') <= day && day <= (dayOf(rate, to) ?? '9999-12-31'))
    .sort((left, right) => textOf(right, from).localeCompare(textOf(left, from)))[0];

/** Per 100 units, as journals show rates. */
export const fixedRateOf = (books: Books, company: string, contract: string, currency: string): string | undefined => {
  const agreement =
    contract === ''
      ? undefined
      : books.find('ProjectFixedRateAgreements', { dataAreaId: company, ProjectContractId: contract, CurrencyCode: currency });
  return agreement === undefined ? undefined : divideDecimals(textOf(agreement, 'Rate'), '100', RECIPROCAL_DIGITS);
};
