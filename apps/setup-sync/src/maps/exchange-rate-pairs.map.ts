import { DataverseExchangeRatePair, FinanceExchangeRatePair } from '@concord/contracts';
import { defineTableMap, valueMap } from '@concord/table-maps';

/** Both ways; the three parts of the key are three lookups in Dataverse. Source: 10.4. */
// prettier-ignore
export const exchangeRatePairsMap = defineTableMap<FinanceExchangeRatePair, DataverseExchangeRatePair>({
  name:           'Exchange rate currency pair',
  version:        '1.0.0.0',
  finance:        FinanceExchangeRatePair,
  dataverse:      DataverseExchangeRatePair,
  integrationKey: [
    ['ExchangeRateTypeName', 'msdyn_currencyexchangeratetypeid'],
    ['FromCurrencyCode',     'msdyn_fromtransactioncurrencyid'],
    ['ToCurrencyCode',       'msdyn_totransactioncurrencyid'],
  ],
  prerequisites:  ['transactioncurrencies', 'msdyn_exchangeratetypes'],
  initialSync:    { required: true, master: 'finance' },
  creates:        'both', onDelete: 'delete',
  fields: (field) => [
    //    Finance                      map   Dataverse              transform
    field('ExchangeRateDisplayFactor', '><', 'msdyn_displayfactor', valueMap({
      One: 192350000, Ten: 192350001, Hundred: 192350002, Thousand: 192350003, TenThousand: 192350004,
    }, { empty: 'One' })),
  ],
});
