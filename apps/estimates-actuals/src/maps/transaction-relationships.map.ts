import { DataverseTransactionConnection, FinanceTransactionRelationship } from '@concord/contracts';
import { asGuid, defineTableMap, type Filter } from '@concord/table-maps';

/** Journal lines and invoice lines have no record in Finance to connect. */
export const transactionRelationships: Filter<DataverseTransactionConnection> = {
  only: 'connections of two actuals',
  test: ({ msdyn_transaction1type, msdyn_transaction2type }) =>
    msdyn_transaction1type === 'msdyn_actual' && msdyn_transaction2type === 'msdyn_actual',
};

/**
 * Facts made in Dataverse. Either half may come later, and one that Finance never gets is named all the same: so the ids are ids, and nothing waits for
 * them. Source: 30.5.
 */
// prettier-ignore
export const transactionRelationshipsMap = defineTableMap<FinanceTransactionRelationship, DataverseTransactionConnection>({
  name:           'Integration entity for project transaction relationships',
  version:        '1.0.0.1',
  finance:        FinanceTransactionRelationship,
  dataverse:      DataverseTransactionConnection,
  integrationKey: [['ConnectionId', 'msdyn_transactionconnectionid']],
  filter:         { dataverse: transactionRelationships },
  prerequisites:  ['msdyn_actuals'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'keep', // a fact that Finance has worked with stays one
  fields: (field) => [
    //    Finance             map   Dataverse                  transform
    field('Transaction1Id',   '<<', 'msdyn_transaction1',      asGuid()),
    field('Transaction1Role', '<',  'msdyn_transaction1role'),
    field('Transaction1Type', '<',  'msdyn_transaction1type'),
    field('Transaction2Id',   '<<', 'msdyn_transaction2',      asGuid()),
    field('Transaction2Role', '<',  'msdyn_transaction2role'),
    field('Transaction2Type', '<',  'msdyn_transaction2type'),
  ],
});
