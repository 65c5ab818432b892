import { creditedLineOf } from '../import/billed-source';
import type { ProposalCheck } from '../import/proposal-check';
import { isNegative } from '../money';

/** INV-07: a credit is connected with a billed sale whose invoice is posted. */
export const creditedInvoiceIsPosted: ProposalCheck = {
  code: 'INV-07',
  refusal: ({ books, billed }) => {
    const open = billed.find((actual) => isNegative(actual.amount) && creditedLineOf(books, actual) === undefined);
    return open && `The invoice that billed sale ${open.actualId} credits is not posted.`;
  },
};
