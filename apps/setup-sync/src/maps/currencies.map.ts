import { DataverseCurrency, FinanceCurrency } from '@concord/contracts';
import { defaultTo, defineTableMap, none } from '@concord/table-maps';

/** Both ways. The base currency is in Dataverse from the first day, and is met by its code, never made again. Source: 10.5. */
// prettier-ignore
export const currenciesMap = defineTableMap<FinanceCurrency, DataverseCurrency>({
  name:           'Currencies',
  version:        '1.0.0.0',
  finance:        FinanceCurrency,
  dataverse:      DataverseCurrency,
  integrationKey: [['CurrencyCode', 'isocurrencycode']],
  filter:         { finance: { only: 'real currencies (CurrencyCode other than 999)', test: ({ CurrencyCode }) => CurrencyCode !== '999' } },
  prerequisites:  [],
  initialSync:    { required: true, master: 'finance' },
  creates:        'both', onDelete: 'keep', // amounts on both sides are in it
  fields: (field) => [
    //    Finance   map   Dataverse            transform
    field('Name',   '=',  'currencyname'),
    field('Symbol', '=',  'currencysymbol'),
    field(none,     '>>', 'exchangerate',      defaultTo('1')), // Dataverse keeps its own rates; a row needs one
    field(none,     '>>', 'currencyprecision', defaultTo(2)),   // not in the sheet; Dataverse refuses a row without it
  ],
});
