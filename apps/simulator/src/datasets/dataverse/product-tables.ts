import { amount, choice, currency, flag, int32, lookup, memo, table, text } from './columns';

/** Units and products. Source: domain/10-prerequisites.md 10.12, 10.13. */
export const productTables: readonly Record<string, unknown>[] = [
  table('uomschedule', { primaryName: 'name', columns: [text('name', 200), text('baseuomname')] }),
  table('uom', {
    primaryName: 'name',
    columns: [
      text('name'),
      text('msdyn_symbol', 30),
      text('msdyn_externalunitclassname'),
      int32('msdyn_decimalprecision'),
      flag('msdyn_isbaseunit'),
      flag('msdyn_issystemunit'),
      choice('msdyn_systemofunits', { None: 192350000, Metric: 192350001, US: 192350002 }),
      text('msdyn_description', 200),
    ],
    lookups: [lookup('uomscheduleid', 'uomschedule'), lookup('baseuom', 'uom')],
    alternateKeys: [{ name: 'msdyn_symbol_key', columns: ['msdyn_symbol'] }],
  }),
  table('product', {
    primaryName: 'name',
    columns: [
      text('name'),
      text('productnumber'),
      text('msdyn_productnumber', 70),
      text('msdyn_itemnumber', 20),
      memo('description'),
      amount('price'),
      amount('currentcost'),
      choice('producttypecode', { Item: 1, Service: 3 }),
      int32('quantitydecimal'),
      flag('msdyn_isstockedproduct'),
      flag('msdyn_iscatchweightproduct'),
      choice('msdyn_fieldserviceproducttype', { Inventory: 690970000, 'Non-inventory': 690970001, Service: 690970002 }), // [inferred]
    ],
    lookups: [currency, lookup('defaultuomid', 'uom'), lookup('defaultuomscheduleid', 'uomschedule')],
    alternateKeys: [{ name: 'msdyn_productnumber_key', columns: ['msdyn_productnumber'] }],
  }),
];
