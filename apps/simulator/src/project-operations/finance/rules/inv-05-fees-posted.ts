import { textOf } from '../columns';
import { lineOfActual } from '../import/related-vouchers';
import type { ProposalCheck } from '../import/proposal-check';
import { classes } from '../staging/transaction-classes';

/** INV-05: fee lines that belong to the invoice are posted. */
export const feesArePosted: ProposalCheck = {
  code: 'INV-05',
  refusal: ({ books, company, proposal }) => {
    const open = books
      .inCompany('ProjActualsImports', company, 'InvoiceProposalId', textOf(proposal, 'InvoiceProposalId'))
      .find(
        (row) =>
          row['TransactionType'] === 'Sales' &&
          Number(row['TransactionClassification']) === classes.fee &&
          lineOfActual(books, textOf(row, 'ActualId'))?.['LineStatus'] !== 'Posted',
      );
    return open && `Fee ${textOf(open, 'ActualId')} of invoice proposal ${textOf(proposal, 'InvoiceProposalId')} is not posted yet.`;
  },
};
