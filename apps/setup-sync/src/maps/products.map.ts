import { DataverseProduct, FinanceProduct } from '@concord/contracts';
import { defaultTo, defineTableMap, reference, rounded, valueMap } from '@concord/table-maps';

/** Released per legal entity in Finance; one row in Dataverse, which the companies share. Source: 10.13. */
// prettier-ignore
export const productsMap = defineTableMap<FinanceProduct, DataverseProduct>({
  name:           'CDS released distinct products',
  version:        '1.0.0.3',
  finance:        FinanceProduct,
  dataverse:      DataverseProduct,
  perLegalEntity: true,
  integrationKey: [['ProductNumber', 'msdyn_productnumber']],
  prerequisites:  ['cdm_companies', 'uoms', 'transactioncurrencies'],
  initialSync:    { required: true, master: 'finance' },
  creates:        'finance', onDelete: 'keep', // other companies, estimates and actuals refer to it
  fields: (field) => [
    //    Finance                    map   Dataverse                transform
    field('ProductName',               '>',  'name'),
    field('ProductDescription',        '>',  'description'),
    field('ItemNumber',                '>',  'msdyn_itemnumber'),
    field('CurrencyCode',              '>>', 'transactioncurrencyid',  reference('transactioncurrencies')),
    field('SalesUnitSymbol',           '>>', 'defaultuomid',           reference('uoms')),
    field('SalesPrice',                '>>', 'price',                  rounded(4)), // money of Dataverse holds 4
    field('UnitCost',                  '>>', 'currentcost',            rounded(4)),
    field('ProductType',               '>>', 'producttypecode',        valueMap({ Item: 1, Service: 3 })),
    field('SalesUnitDecimalPrecision', '>>', 'quantitydecimal',        defaultTo(0)),
    field('IsStockedProduct',          '>>', 'msdyn_isstockedproduct', valueMap({ No: false, Yes: true })),
  ],
});
