import { billingTypes, transactionClasses, transactionTypes } from './choices';
import { amount, choice, currency, decimal, lookup, moment, table, text } from './columns';

/** Expense and material estimates: a cost line and a sales line each. Source: domain/30-estimates-actuals.md 30.2, 30.3. */
export const estimateTables: readonly Record<string, unknown>[] = [
  table('msdyn_estimate', { columns: [text('msdyn_name')], lookups: [lookup('msdyn_project', 'msdyn_project', 'msdyn_Project')] }),
  table('msdyn_estimateline', {
    primaryName: 'msdyn_description',
    columns: [
      text('msdyn_description', 450),
      text('msdyn_importid'), // [inferred]
      choice('msdyn_transactionclassification', transactionClasses),
      choice('msdyn_transactiontypecode', transactionTypes),
      choice('msdyn_billingtype', billingTypes),
      decimal('msdyn_quantity'),
      amount('msdyn_price'),
      amount('msdyn_amount'),
      moment('msdyn_startdatetime'),
      moment('msdyn_enddatetime'),
      moment('msdyn_documentdate'),
      moment('msdyn_accountingdate'),
      text('msdyn_writeinproductname', 200), // [inferred]
    ],
    lookups: [
      lookup('msdyn_estimate', 'msdyn_estimate', 'msdyn_Estimate'),
      lookup('msdyn_project', 'msdyn_project', 'msdyn_Project'),
      lookup('msdyn_task', 'msdyn_projecttask', 'msdyn_Task'),
      lookup('msdyn_transactioncategory', 'msdyn_transactioncategory', 'msdyn_TransactionCategory'),
      lookup('msdyn_resourcecategory', 'bookableresourcecategory', 'msdyn_ResourceCategory'),
      lookup('msdyn_origin', 'msdyn_estimateline', 'msdyn_Origin'),
      lookup('msdyn_unit', 'uom', 'msdyn_Unit'),
      lookup('msdyn_product', 'product', 'msdyn_Product'),
      lookup('msdyn_salescontractlineid', 'salesorderdetail', 'msdyn_SalesContractLineId'), // [inferred]
      currency,
    ],
  }),
];
