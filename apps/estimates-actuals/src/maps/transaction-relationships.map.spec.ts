import { guid, known } from '../../test/known-records';
import { transactionRelationshipsMap as map } from './transaction-relationships.map';

const connection = {
  msdyn_transactionconnectionid: guid(80),
  msdyn_transaction1: guid(70).toUpperCase(),
  msdyn_transaction1role: 'Reversing',
  msdyn_transaction1type: 'msdyn_actual',
  msdyn_transaction2: guid(71),
  msdyn_transaction2role: 'Original',
  msdyn_transaction2type: 'msdyn_actual',
};

describe('transaction relationships', () => {
  it('name both halves by id, of no legal entity, and wait for neither: one may come later, and one with Skip Sync never does', () => {
    expect(map.map('dataverse', connection, '', () => undefined)).toEqual({
      kind: 'mapped',
      financeKey: { ConnectionId: guid(80) },
      values: {
        Transaction1Id: guid(70),
        Transaction1Role: 'Reversing',
        Transaction1Type: 'msdyn_actual',
        Transaction2Id: guid(71),
        Transaction2Role: 'Original',
        Transaction2Type: 'msdyn_actual',
      },
      createValues: {},
      match: {},
    });
    expect(map.referencesOf('dataverse', connection, '')).toEqual([]);
  });

  it.each(['msdyn_journalline', 'msdyn_invoicelinetransaction'])('of a %s stay in Dataverse', (msdyn_transaction1type) =>
    expect(map.map('dataverse', { ...connection, msdyn_transaction1type }, '', known)).toMatchObject({ kind: 'excluded' }),
  );

  it('that name no record fail, and say what to correct', () =>
    expect(map.map('dataverse', { ...connection, msdyn_transaction2: 'A-1' }, '', known)).toMatchObject({
      kind: 'failed',
      code: 'INVALID_VALUE',
    }));

  it('are facts: nothing comes back, nothing is deleted', () =>
    expect(map).toMatchObject({ creates: 'dataverse', onDelete: 'keep', writes: { dataverse: false } }));
});
