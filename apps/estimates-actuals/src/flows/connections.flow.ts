import { DataverseTransactionConnection, FinanceTransactionRelationship, type LinkMessage } from '@concord/contracts';
import { defineFlow, isWhole, linksOf, provenBy, recordsOf, stage, type Flow } from '@concord/sync-engine';
import { transactionRelationships } from '../maps/transaction-relationships.map';

/**
 * A connection of two actuals, and whether both are there: those that Finance must not have count, those that nobody knows are named.
 *
 * @param patience milliseconds that one side, or one half, may be ahead of the other
 */
export const connectionsFlowWith = (patience: number): Flow => {
  const connection = recordsOf(DataverseTransactionConnection, {
    document: (row) => (transactionRelationships.test(row) ? row.msdyn_transactionconnectionid : null),
    needs: {
      flow: 'actuals',
      within: patience,
      documents: (row) => ({ 'transaction 1': row.msdyn_transaction1, 'transaction 2': row.msdyn_transaction2 }),
      remedy: 'Find out in Dataverse what became of the actual; Finance cannot relate the vouchers of the two without it.',
    },
  });
  const link = linksOf('msdyn_transactionconnections', { document: ({ dataverseId }: LinkMessage) => dataverseId });
  const relationship = recordsOf(FinanceTransactionRelationship, { document: (row) => row.ConnectionId });
  return defineFlow({
    name: 'connections',
    noun: 'connection',
    revision: 1,
    dimensions: [],
    sources: [connection, link, relationship],
    original: {
      within: patience,
      cause: 'It was rolled back or deleted in Dataverse after it had been sent.',
      remedy: 'Nothing, unless Finance has posted by it: then reverse what was posted.',
    },
    stages: [
      stage('created', { title: 'created in Dataverse' }, provenBy(connection)),
      stage(
        'sent',
        {
          title: 'sent to Finance',
          within: patience,
          late: { cause: 'Finance refused it, or one of the systems is away.', remedy: 'Look at its link, which names what was refused.' },
        },
        provenBy(link, { when: isWhole }),
      ),
      stage(
        'staged',
        {
          title: 'staged in Finance',
          within: patience,
          late: {
            code: 'NEVER_ARRIVED',
            cause: 'Finance accepted it, and does not show it.',
            remedy: 'Look for the row in Finance: if it was deleted there, retry the link.',
          },
        },
        provenBy(relationship),
      ),
    ],
  });
};
