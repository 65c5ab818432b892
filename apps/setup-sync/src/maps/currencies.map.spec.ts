import { guid, nothingThere } from '../../test/known-links';
import { currenciesMap } from './currencies.map';

const finance = { CurrencyCode: 'EUR', Name: 'Euro', Symbol: '€' };
const dataverse = {
  transactioncurrencyid: guid(12),
  isocurrencycode: 'EUR',
  currencyname: 'Euro',
  currencysymbol: '€',
  exchangerate: '0.92',
  currencyprecision: 2,
};

describe('Currencies', () => {
  it('get from Finance what a new row needs, once', () =>
    expect(currenciesMap.map('finance', finance, '', nothingThere)).toEqual({
      kind: 'mapped',
      financeKey: { CurrencyCode: 'EUR' },
      values: { isocurrencycode: 'EUR', currencyname: 'Euro', currencysymbol: '€' },
      createValues: { exchangerate: '1', currencyprecision: 2 },
      match: { isocurrencycode: 'EUR' },
    }));

  it("leave Dataverse's own rate in Dataverse", () =>
    expect(currenciesMap.map('dataverse', dataverse, '', nothingThere)).toEqual({
      kind: 'mapped',
      financeKey: { CurrencyCode: 'EUR' },
      values: { Name: 'Euro', Symbol: '€' },
      createValues: {},
      match: {},
    }));

  it('leave out the pseudo currency 999', () =>
    expect(currenciesMap.map('finance', { ...finance, CurrencyCode: '999' }, '', nothingThere)).toEqual({
      kind: 'excluded',
      by: 'filter: only real currencies (CurrencyCode other than 999)',
    }));
});
