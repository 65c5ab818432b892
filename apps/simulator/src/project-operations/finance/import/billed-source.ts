import type { Books, Stored } from '../books';
import { companyOf, dayOf, textOf } from '../columns';
import { compareDecimals, isNegative } from '../money';
import { connectedWith } from '../staging/connections';
import type { StagedActual } from '../staging/staged-actual';
import type { BilledSource } from './proposal-check';

/** A billed sale leads over its connection to the posted unbilled sale, to an on-account transaction, or to what it credits. */
export const billedSource = (books: Books, billed: StagedActual, taken: ReadonlySet<string>): BilledSource | undefined => {
  if (isNegative(billed.amount)) {
    const creditedLine = creditedLineOf(books, billed);
    return creditedLine && { kind: 'credit', creditedLine };
  }
  if (billed.lineType === 'OnAccount') {
    const onAccount = openOnAccount(books, billed, taken);
    return onAccount && { kind: 'on-account', onAccount };
  }
  for (const transaction of unbilledTransactions(books, billed)) return { kind: 'transaction', transaction };
  return undefined;
};

/** Posted sales transactions of the unbilled sales that a billed sale is connected with. */
export const unbilledTransactions = (books: Books, billed: StagedActual): Stored[] =>
  connectedWith(books, billed.actualId, 'Billed Sales', 'Unbilled Sales').flatMap((unbilled) =>
    books
      .where('ProjectTransactions', 'ActualId', unbilled)
      .filter((transaction) => transaction['Side'] === 'Sales' && companyOf(transaction) === billed.company),
  );

/** The line of a posted invoice that a negative billed sale reverses. */
export const creditedLineOf = (books: Books, billed: StagedActual): Stored | undefined => {
  for (const original of connectedWith(books, billed.actualId, 'Reversing', 'Original'))
    for (const line of books.where('ProjInvoiceProposalLines', 'ActualId', original)) {
      if (companyOf(line) !== billed.company) continue;
      const proposal = books.find('ProjectInvoiceProposalsV2', {
        dataAreaId: billed.company,
        InvoiceProposalId: textOf(line, 'InvoiceProposalId'),
      });
      if (proposal?.['ProposalState'] === 'Posted') return line;
    }
  return undefined;
};

/**
 * Nothing names the milestone on its billed sale: it is an open one of the contract line over the same amount; of several the one with its text and
 * its day, so that each is linked to its own (1:1, 30.6); of equals the oldest. [inferred]
 */
const openOnAccount = (books: Books, billed: StagedActual, taken: ReadonlySet<string>): Stored | undefined => {
  const contract = textOf(billed.row, 'ContractId');
  const contractLine = textOf(billed.row, 'ContractLineId');
  return books
    .where('ProjectOnAccountTransactions', 'dataAreaId', billed.company)
    .filter(
      (transaction) =>
        transaction['TransStatus'] === 'Posted' &&
        !taken.has(textOf(transaction, 'TransactionId')) &&
        compareDecimals(textOf(transaction, 'Amount'), billed.amount) === 0 &&
        (contract === '' || textOf(transaction, 'ProjectContractId') === contract) &&
        (contractLine === '' || textOf(transaction, 'ContractLineId') === contractLine) &&
        (billed.projectId === '' || textOf(transaction, 'ProjectId') === billed.projectId),
    )
    .sort((left, right) => likeness(right, billed) - likeness(left, billed) || Number(left['@recId']) - Number(right['@recId']))[0];
};

const likeness = (transaction: Stored, billed: StagedActual): number =>
  (textOf(transaction, 'Description') === textOf(billed.row, 'Description') ? 2 : 0) +
  (dayOf(transaction, 'TransDate') === billed.day ? 1 : 0);
