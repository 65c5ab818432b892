import { unbilledTransactions } from '../import/billed-source';
import type { ProposalCheck } from '../import/proposal-check';
import { isNegative } from '../money';

/** INV-02: every billed sale is connected with an unbilled sale that is posted. */
export const unbilledSalesArePosted: ProposalCheck = {
  code: 'INV-02',
  refusal: ({ books, billed }) =>
    billed.some(
      (actual) => actual.lineType !== 'OnAccount' && !isNegative(actual.amount) && unbilledTransactions(books, actual).length === 0,
    )
      ? "Project transaction hasn't been posted yet. Verify that you have posted all of the related integration journals and try again."
      : undefined,
};
