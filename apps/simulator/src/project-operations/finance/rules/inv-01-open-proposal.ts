import type { Books, Stored } from '../books';

/** INV-01: billed sales wait for the header of their proposal in their company, and for one that is not posted. */
export const openProposal = (books: Books, company: string, proposalId: string): Stored | undefined => {
  const proposal = books.find('ProjectInvoiceProposalsV2', { dataAreaId: company, InvoiceProposalId: proposalId });
  return proposal === undefined || proposal['ProposalState'] === 'Posted' ? undefined : proposal;
};
