import { companies, eur, guid, linksOf, nothingThere, usd } from '../../test/known-links';
import { exchangeRatePairsMap } from './exchange-rate-pairs.map';
import { exchangeRateTypesMap } from './exchange-rate-types.map';
import { exchangeRatesMap } from './exchange-rates.map';

const type = guid(20);
const pair = guid(21);
const links = linksOf({
  ...companies,
  msdyn_exchangeratetypes: [[type, { Name: 'Default' }]],
  msdyn_currencyexchangeratepairs: [[pair, { ExchangeRateTypeName: 'Default', FromCurrencyCode: 'EUR', ToCurrencyCode: 'USD' }]],
});
const financePair = {
  ExchangeRateTypeName: 'Default',
  FromCurrencyCode: 'EUR',
  ToCurrencyCode: 'USD',
  ExchangeRateDisplayFactor: 'Hundred',
};
const dataversePair = {
  msdyn_currencyexchangeratepairid: pair,
  msdyn_currencyexchangeratetypeid: type,
  msdyn_fromtransactioncurrencyid: eur,
  msdyn_totransactioncurrencyid: usd,
  msdyn_displayfactor: 192350002,
};
const rate = {
  ExchangeRateTypeName: 'default',
  FromCurrencyCode: 'eur',
  ToCurrencyCode: 'usd',
  ValidFrom: '2026-01-01',
  ValidTo: '2154-12-31',
  Rate: '108.123456789012',
};

describe('Exchange rate types', () => {
  it('go both ways', () => {
    expect(exchangeRateTypesMap.map('finance', { Name: 'Default', Description: 'Daily' }, '', nothingThere)).toMatchObject({
      values: { msdyn_name: 'Default', msdyn_description: 'Daily' },
      match: { msdyn_name: 'Default' },
    });
    expect(
      exchangeRateTypesMap.map(
        'dataverse',
        { msdyn_exchangeratetypeid: type, msdyn_name: 'Default', msdyn_description: null },
        '',
        nothingThere,
      ),
    ).toMatchObject({ financeKey: { Name: 'Default' }, values: { Description: null } });
  });
});

describe('Exchange rate currency pairs', () => {
  it('are three lookups in Dataverse and three texts in Finance', () => {
    expect(exchangeRatePairsMap.map('finance', financePair, '', links)).toMatchObject({
      values: {
        msdyn_currencyexchangeratetypeid: type,
        msdyn_fromtransactioncurrencyid: eur,
        msdyn_totransactioncurrencyid: usd,
        msdyn_displayfactor: 192350002,
      },
      match: { msdyn_currencyexchangeratetypeid: type, msdyn_fromtransactioncurrencyid: eur, msdyn_totransactioncurrencyid: usd },
    });
    expect(exchangeRatePairsMap.map('dataverse', dataversePair, '', links)).toMatchObject({
      financeKey: { ExchangeRateTypeName: 'Default', FromCurrencyCode: 'EUR', ToCurrencyCode: 'USD' },
      values: { ExchangeRateDisplayFactor: 'Hundred' },
    });
  });
});

describe('Exchange rates', () => {
  it('find their pair by three parts of the key, whatever their letter case, and keep the day', () =>
    expect(exchangeRatesMap.map('finance', rate, '', links)).toEqual({
      kind: 'mapped',
      financeKey: { ExchangeRateTypeName: 'default', FromCurrencyCode: 'eur', ToCurrencyCode: 'usd', ValidFrom: '2026-01-01' },
      values: {
        msdyn_currencyexchangeratepair: pair,
        msdyn_validfrom: '2026-01-01',
        msdyn_exchangerate: '108.123456789',
        msdyn_validto: '2154-12-31',
      },
      createValues: {},
      match: { msdyn_currencyexchangeratepair: pair, msdyn_validfrom: '2026-01-01' },
    }));

  it('wait for their pair (I6)', () =>
    expect(exchangeRatesMap.map('finance', rate, '', linksOf(companies))).toEqual({
      kind: 'missing',
      missing: [{ map: 'msdyn_currencyexchangeratepairs', system: 'finance', id: 'default|eur|usd' }],
    }));

  it('are told in Dataverse by what their pair says', () =>
    expect(
      exchangeRatesMap.map(
        'dataverse',
        { msdyn_currencyexchangerateid: guid(9), msdyn_currencyexchangeratepair: pair, msdyn_validfrom: '2026-01-01' },
        '',
        links,
      ),
    ).toMatchObject({
      financeKey: { ExchangeRateTypeName: 'Default', FromCurrencyCode: 'EUR', ToCurrencyCode: 'USD', ValidFrom: '2026-01-01' },
      values: {},
    }));
});
