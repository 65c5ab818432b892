import { DataverseTransactionCategory, FinanceTransactionCategory } from '@concord/contracts';
import { defineTableMap } from '@concord/table-maps';

/** Made in Dataverse; Finance makes shared categories of each, one per transaction type. Source: 20.7. */
// prettier-ignore
export const transactionCategoriesMap = defineTableMap<FinanceTransactionCategory, DataverseTransactionCategory>({
  name:           'Project transaction categories',
  version:        '1.0.0.0',
  finance:        FinanceTransactionCategory,
  dataverse:      DataverseTransactionCategory,
  integrationKey: [['CategoryId', 'msdyn_transactioncategorynumber']],
  prerequisites:  [],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  fields: (field) => [
    //    Finance  map  Dataverse    transform
    field('Name',  '<', 'msdyn_name'),
  ],
});
