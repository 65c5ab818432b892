import { DataverseExchangeRate, FinanceExchangeRate } from '@concord/contracts';
import { defineTableMap, rounded, through } from '@concord/table-maps';

/** Maintained in Finance. In Dataverse a rate hangs on its currency pair, which holds the other three parts of the key. Source: 10.2. */
// prettier-ignore
export const exchangeRatesMap = defineTableMap<FinanceExchangeRate, DataverseExchangeRate>({
  name:           'CDS Exchange Rates',
  version:        '1.0.0.0',
  finance:        FinanceExchangeRate,
  dataverse:      DataverseExchangeRate,
  integrationKey: [
    ['ExchangeRateTypeName', through('msdyn_currencyexchangeratepair', 'msdyn_currencyexchangeratepairs', 'ExchangeRateTypeName')],
    ['FromCurrencyCode',     through('msdyn_currencyexchangeratepair', 'msdyn_currencyexchangeratepairs', 'FromCurrencyCode')],
    ['ToCurrencyCode',       through('msdyn_currencyexchangeratepair', 'msdyn_currencyexchangeratepairs', 'ToCurrencyCode')],
    ['ValidFrom',            'msdyn_validfrom'],
  ],
  prerequisites:  ['transactioncurrencies', 'msdyn_exchangeratetypes', 'msdyn_currencyexchangeratepairs'],
  initialSync:    { required: true, master: 'finance' },
  creates:        'finance', onDelete: 'delete',
  fields: (field) => [
    //    Finance    map   Dataverse             transform
    field('Rate',    '>>', 'msdyn_exchangerate', rounded(10)), // decimal columns of Dataverse hold 10
    field('ValidTo', '>',  'msdyn_validto'),
  ],
});
