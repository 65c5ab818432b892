import type { Books, NewRow, Stored } from '../books';
import { amountOf, instantOf, textOf } from '../columns';
import type { ProcessLog } from '../log';
import { plus } from '../money';
import { openProposal } from '../rules/inv-01-open-proposal';
import { changeState, waitingRows } from '../staging/processing-state';
import { isCharged, readStaged, type StagedActual } from '../staging/staged-actual';
import { prevalidate } from '../rules/imp-09-prevalidation';
import type { ProjectParameters } from '../setup/parameters';
import { taxOfLine } from '../posting/line-tax';
import { billedSource } from './billed-source';
import { proposalChecks } from './proposal-checks';
import type { BilledSource } from './proposal-check';

/** Import from staging, its part of invoice proposals: number of lines by proposal. */
export const importProposals = (
  books: Books,
  company: string,
  parameters: ProjectParameters,
  log: ProcessLog,
  onlyProposal?: string,
): ReadonlyMap<string, number> => {
  const byProposal = new Map<string, StagedActual[]>();
  for (const staged of waitingRows(books)) {
    const actual = readStaged(staged);
    if (actual.type !== 'BilledSales' || actual.company !== company) continue;
    if (onlyProposal !== undefined && actual.proposalId !== onlyProposal) continue;
    const validity = parameters.isPrevalidating ? prevalidate(books, staged, actual.actualId) : 'valid';
    if (validity === 'not-in-dataverse') {
      books.transaction(() => {
        changeState(books, staged, { IsProcessed: 'Yes', IsInvalid: 'Yes' });
        log.add({
          code: 'IMP-09',
          message: `Actual ${actual.actualId} does not exist in Dataverse; it is marked as invalid and not imported.`,
          actualId: actual.actualId,
        });
      });
      continue;
    }
    const held = byProposal.get(actual.proposalId);
    if (held === undefined) byProposal.set(actual.proposalId, [actual]);
    else held.push(actual);
  }
  const lines = new Map<string, number>();
  for (const [id, billed] of byProposal) {
    const count = books.transaction(() => importProposal(books, company, id, billed, log));
    if (count > 0) lines.set(id, count);
  }
  return lines;
};

const importProposal = (books: Books, company: string, id: string, billed: readonly StagedActual[], log: ProcessLog): number => {
  const proposal = openProposal(books, company, id);
  const refuse = (code: string, message: string): number => {
    log.add({ code, message, proposal: id });
    for (const { row } of billed) changeState(books, row, { LastError: message });
    return 0;
  };
  if (proposal === undefined)
    return refuse('INV-01', `Invoice proposal ${id} does not exist in legal entity ${company.toUpperCase()}, or is posted already.`);
  for (const check of proposalChecks) {
    const refusal = check.refusal({ books, company, proposal, billed });
    if (refusal !== undefined) return refuse(check.code, refusal);
  }
  const before = books.inCompany('ProjInvoiceProposalLines', company, 'InvoiceProposalId', id).length;
  const taken = new Set<string>();
  billed.forEach((actual, index) => {
    const source = billedSource(books, actual, taken)!;
    if (source.kind === 'on-account') taken.add(textOf(source.onAccount, 'TransactionId'));
    addLine(books, proposal, actual, source, before + index + 1);
  });
  totalProposal(books, company, id);
  return billed.length;
};

const addLine = (books: Books, proposal: Stored, actual: StagedActual, source: BilledSource, lineNumber: number): void => {
  const company = actual.company;
  const proposalId = textOf(proposal, 'InvoiceProposalId');
  const origin = originOf(source);
  const amount = isCharged(actual) ? actual.amount : '0';
  const groups = { SalesTaxGroup: textOf(origin, 'SalesTaxGroup'), ItemSalesTaxGroup: textOf(origin, 'ItemSalesTaxGroup') };
  books.create('ProjInvoiceProposalLines', {
    dataAreaId: company,
    InvoiceProposalId: proposalId,
    LineNumber: lineNumber,
    TransType: actual.lineType,
    ...sourceColumns(source),
    ActualId: actual.actualId,
    ActualsImportId: actual.importId,
    ProjectId: actual.projectId || textOf(origin, 'ProjectId'),
    ActivityNumber: textOf(actual.row, 'TaskNumber'),
    CategoryId: textOf(origin, 'CategoryId'),
    Description: textOf(actual.row, 'Description'),
    TransDate: instantOf(actual.day),
    Quantity: actual.quantity,
    SalesPrice: actual.unitPrice,
    LineAmount: amount,
    CurrencyCode: actual.currency,
    ...groups,
    TaxAmount: taxOfLine(books, company, { amount, currency: actual.currency, ...groups }),
    DefaultDimension: textOf(origin, 'DefaultDimension'),
  });
  if (source.kind === 'transaction')
    books.update('ProjectTransactions', { ...idOf(source.transaction), TransStatus: 'InvoiceProposal', InvoiceProposalId: proposalId });
  if (source.kind === 'on-account')
    books.update('ProjectOnAccountTransactions', {
      ...idOf(source.onAccount),
      TransStatus: 'InvoiceProposal',
      InvoiceProposalId: proposalId,
    });
  changeState(books, actual.row, { IsProcessed: 'Yes', LastError: '', InvoiceProposalLineTransId: textOf(origin, 'TransactionId') });
};

const originOf = (source: BilledSource): Stored =>
  source.kind === 'transaction' ? source.transaction : source.kind === 'on-account' ? source.onAccount : source.creditedLine;

const sourceColumns = (source: BilledSource): NewRow => {
  switch (source.kind) {
    case 'transaction':
      return { ProjectTransactionId: source.transaction['TransactionId'] };
    case 'on-account':
      return { OnAccountTransactionId: source.onAccount['TransactionId'] };
    case 'credit':
      return {
        ProjectTransactionId: source.creditedLine['ProjectTransactionId'],
        OnAccountTransactionId: source.creditedLine['OnAccountTransactionId'],
        CreditedProposalId: source.creditedLine['InvoiceProposalId'],
        CreditedLineNumber: source.creditedLine['LineNumber'],
      };
  }
};

const idOf = (transaction: Stored) => ({ dataAreaId: transaction['dataAreaId'], TransactionId: transaction['TransactionId'] });

/** State and totals of the header, as its lines make them. */
export const totalProposal = (books: Books, company: string, id: string): void => {
  let net = '0';
  let tax = '0';
  const lines = books.inCompany('ProjInvoiceProposalLines', company, 'InvoiceProposalId', id);
  for (const line of lines) {
    net = plus(net, amountOf(line, 'LineAmount'));
    tax = plus(tax, amountOf(line, 'TaxAmount'));
  }
  books.update('ProjectInvoiceProposalsV2', {
    dataAreaId: company,
    InvoiceProposalId: id,
    ProposalState: lines.length === 0 ? 'HeaderOnly' : 'Ready',
    InvoiceAmount: plus(net, tax),
    SumTax: tax,
  });
};
