import type { Row } from '../../../odata/model';
import type { Values } from '../office';

/** What actuals, journal lines and invoice line details have in common; the rest of a row is its own. */
const columns = [
  'msdyn_description',
  'msdyn_externaldescription',
  'msdyn_transactiontypecode',
  'msdyn_transactionclassification',
  'msdyn_billingtype',
  'msdyn_amountmethod',
  'msdyn_quantity',
  'msdyn_price',
  'msdyn_amount',
  'msdyn_tax',
  'msdyn_extendedamount',
  'msdyn_transactiondate',
  'msdyn_documentdate',
  'msdyn_accountingdate',
  'msdyn_startdatetime',
  'msdyn_enddatetime',
  'msdyn_exchangeratedate',
  'msdyn_externalreferenceid',
  'msdyn_externaloriginreference',
  'msdyn_customertype',
  ...[
    'msdyn_owningcompany',
    'msdyn_resourcingcompany',
    'transactioncurrencyid',
    'msdyn_project',
    'msdyn_task',
    'msdyn_transactioncategory',
    'msdyn_resourcecategory',
    'msdyn_bookableresource',
    'msdyn_product',
    'msdyn_unit',
    'msdyn_unitschedule',
    'msdyn_salescontract',
    'msdyn_salescontractlineid',
    'msdyn_projectcontractsplitbillingrule',
    'msdyn_contractorganizationalunitid',
    'msdyn_resourceorganizationalunitid',
    'msdyn_accountcustomer',
    'msdyn_contactcustomer',
    'msdyn_accountvendor',
  ].map((attribute) => `_${attribute}_value`),
];

export const copiedTransaction = (row: Row): Values => {
  const values: Values = {};
  for (const name of columns) {
    const value = row[name] ?? null;
    if (value !== null) values[name] = value;
  }
  return values;
};
