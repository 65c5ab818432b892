import { unbilledSalesArePosted } from '../rules/inv-02-unbilled-posted';
import { allBilledSalesAreHere } from '../rules/inv-03-all-billed-sales';
import { transactionsAreFree } from '../rules/inv-04-transaction-free';
import { feesArePosted } from '../rules/inv-05-fees-posted';
import { onAccountIsOpen } from '../rules/inv-06-on-account-open';
import { creditedInvoiceIsPosted } from '../rules/inv-07-credited-invoice-posted';
import type { ProposalCheck } from './proposal-check';

/** In the order in which the first error is told. */
export const proposalChecks: readonly ProposalCheck[] = [
  allBilledSalesAreHere,
  unbilledSalesArePosted,
  transactionsAreFree,
  feesArePosted,
  onAccountIsOpen,
  creditedInvoiceIsPosted,
];
