import { createHash } from 'node:crypto';
import { textOf } from '../columns';
import type { ProposalCheck } from '../import/proposal-check';
import { isCharged } from '../staging/staged-actual';

/** The checksum that Dataverse announces: the real one is not published. Source: domain/40-invoicing.md 2, Checksum on the header. */
export const checksumOf = (actualIds: readonly string[]): string =>
  createHash('sha256')
    .update(
      actualIds
        .map((id) => id.toLowerCase())
        .sort()
        .join(','),
    )
    .digest('hex');

/** INV-03: the chargeable billed sales that are here are those that Dataverse announced, if it announced any. */
export const allBilledSalesAreHere: ProposalCheck = {
  code: 'INV-03',
  refusal: ({ proposal, billed }) => {
    const announced = textOf(proposal, 'HashedListOfBillableSalesActualIds');
    const chargeable = billed.filter(isCharged).map(({ actualId }) => actualId);
    return announced === '' || announced.toLowerCase() === checksumOf(chargeable)
      ? undefined
      : "Invoice proposal wasn't processed because of mismatched billed sales actuals with Dataverse. Try again later. Contact your administrator if issue still exists.";
  },
};
