import { textOf } from '../columns';
import { unbilledTransactions } from '../import/billed-source';
import type { ProposalCheck } from '../import/proposal-check';
import { isNegative } from '../money';

/** INV-04: the transactions are posted, and on no other proposal. */
export const transactionsAreFree: ProposalCheck = {
  code: 'INV-04',
  refusal: ({ books, billed }) => {
    for (const actual of billed) {
      if (actual.lineType === 'OnAccount' || isNegative(actual.amount)) continue;
      const transactions = unbilledTransactions(books, actual);
      if (transactions.some((transaction) => transaction['TransStatus'] === 'Posted')) continue;
      const held = transactions[0]!;
      return `Project transaction ${textOf(held, 'TransactionId')} is ${textOf(held, 'TransStatus') === 'Invoiced' ? 'invoiced' : 'on invoice proposal'} ${
        textOf(held, 'InvoiceId') || textOf(held, 'InvoiceProposalId')
      } already.`;
    }
    return undefined;
  },
};
