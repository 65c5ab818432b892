import { textOf } from '../columns';
import { billedSource } from '../import/billed-source';
import type { ProposalCheck } from '../import/proposal-check';
import { isNegative } from '../money';

/** INV-06: of a milestone or retainer, the on-account transaction exists and is open. */
export const onAccountIsOpen: ProposalCheck = {
  code: 'INV-06',
  refusal: ({ books, billed }) => {
    const taken = new Set<string>();
    for (const actual of billed) {
      if (actual.lineType !== 'OnAccount' || isNegative(actual.amount)) continue;
      const source = billedSource(books, actual, taken);
      if (source?.kind !== 'on-account')
        return `No open on-account transaction over ${actual.amount} ${actual.currency} exists for billed sale ${actual.actualId}.`;
      taken.add(textOf(source.onAccount, 'TransactionId'));
    }
    return undefined;
  },
};
