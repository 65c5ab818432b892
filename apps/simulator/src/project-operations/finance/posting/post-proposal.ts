import { ActionRefused } from '../../../control/action-routes';
import type { Books, Stored } from '../books';
import { amountOf, companyOf, dayOf, dayOfTime, instantOf, shownDay, textOf } from '../columns';
import { PostingRefused } from '../ledger/posting-refused';
import { postVoucher } from '../ledger/voucher';
import { isNegative, negated, plus, sumOf } from '../money';
import { nextNumber } from '../numbers';
import { accountingCurrencyOf } from '../setup/currencies';
import { isOpenOn } from '../setup/periods';
import { stagedOfLine } from '../staging/staged-actual';
import { invoicedTransaction, type PreparedInvoiceLine, prepareInvoiceLine } from './prepare-invoice-line';
import { queueWriteBack } from './write-back';

export interface PostedInvoice {
  readonly invoice: string;
  readonly voucher: string;
  readonly amount: string;
  readonly tax: string;
}

/**
 * Posts a proposal: one customer invoice, one voucher, tax per line, accrued revenue taken back at the amounts it was booked with.
 * Source: domain/70-finance-accounting.md 5 and 7, 40-invoicing.md 7 and 8.
 */
export const postProposal = (books: Books, company: string, id: string, date?: string): PostedInvoice => {
  const proposal = books.find('ProjectInvoiceProposalsV2', { dataAreaId: company, InvoiceProposalId: id });
  if (proposal === undefined) throw new ActionRefused(`Invoice proposal ${id} does not exist in legal entity ${company.toUpperCase()}.`);
  if (proposal['ProposalState'] === 'Posted') throw new ActionRefused(`Invoice proposal ${id} is already posted.`);
  const lines = books
    .inCompany('ProjInvoiceProposalLines', company, 'InvoiceProposalId', id)
    .slice()
    .sort((left, right) => Number(left['LineNumber']) - Number(right['LineNumber']));
  if (lines.length === 0) throw new ActionRefused(`Invoice proposal ${id} has no lines. Run Import from staging first.`);
  const day = date ?? dayOf(proposal, 'InvoiceDate') ?? dayOfTime(books.now());
  if (!isOpenOn(books, company, day))
    throw new ActionRefused(`No open fiscal period was found for the specified accounting date ${shownDay(day)}.`);
  try {
    return books.transaction(() => postLines(books, company, proposal, lines, day));
  } catch (error) {
    throw error instanceof PostingRefused ? new ActionRefused(`Invoice proposal ${id} was not posted: ${error.message}`) : error;
  }
};

const postLines = (books: Books, company: string, proposal: Stored, lines: readonly Stored[], day: string): PostedInvoice => {
  const id = textOf(proposal, 'InvoiceProposalId');
  const invoice = nextNumber(books, company, 'CustomerInvoice');
  const voucher = nextNumber(books, company, 'InvoiceVoucher');
  const posted = lines.map((line) => prepareInvoiceLine(books, company, proposal, line, day));
  postVoucher(
    books,
    {
      company,
      voucher,
      day,
      origin: 'ProjInvoiceProposal',
      document: invoice,
      description: `Project invoice ${invoice}`,
      accountingCurrency: accountingCurrencyOf(books, company),
    },
    posted.flatMap(({ entries }) => entries),
  );
  for (const one of posted) settle(books, company, one, { id, invoice, voucher, day });
  const tax = sumOf(posted.map((one) => one.tax));
  const amount = plus(sumOf(posted.map((one) => one.net)), tax);
  books.update('ProjectInvoiceProposalsV2', {
    dataAreaId: company,
    InvoiceProposalId: id,
    ProposalState: 'Posted',
    Invoice: invoice,
    InvoiceAmount: amount,
    SumTax: tax,
    LedgerVoucher: voucher,
  });
  books.create('ProjInvoiceProposalsExport', {
    dataAreaId: company,
    ProjInvoiceId: invoice,
    ProposalId: id,
    ProjectContractId: proposal['ProjectContractId'],
    InvoiceAccount: proposal['InvoiceAccount'],
    InvoiceDate: instantOf(day),
    CurrencyId: textOf(lines[0]!, 'CurrencyCode'),
    InvoiceAmount: amount,
    SumTax: tax,
    LedgerVoucher: voucher,
  });
  return { invoice, voucher, amount, tax };
};

interface PostedDocument {
  readonly id: string;
  readonly invoice: string;
  readonly voucher: string;
  readonly day: string;
}

/** What the posting means to the transactions behind a line, and to the billed sale. */
const settle = (books: Books, company: string, posted: PreparedInvoiceLine, document: PostedDocument): void => {
  const { line } = posted;
  const isCredit = textOf(line, 'CreditedProposalId') !== '';
  const transaction = invoicedTransaction(books, company, line);
  const invoiced = { TransStatus: 'Invoiced', InvoiceProposalId: document.id, InvoiceId: document.invoice };
  if (isCredit && transaction !== undefined) addCredit(books, company, transaction, posted, document);
  else if (transaction !== undefined)
    books.update('ProjectTransactions', { dataAreaId: company, TransactionId: transaction['TransactionId'], ...invoiced });
  const onAccount = textOf(line, 'OnAccountTransactionId');
  if (onAccount !== '') {
    // A credited milestone is open again: it may be invoiced anew.
    const change = isCredit
      ? { TransStatus: 'Posted', InvoiceProposalId: '', InvoiceId: '', Voucher: '' }
      : { ...invoiced, Voucher: document.voucher };
    books.update('ProjectOnAccountTransactions', { dataAreaId: company, TransactionId: onAccount, ...change });
  }
  books.update('ProjInvoiceProposalLines', {
    dataAreaId: company,
    InvoiceProposalId: document.id,
    LineNumber: line['LineNumber'],
    ExchangeRate: posted.rate,
    AccountingAmount: posted.accountingAmount,
    TaxAmount: posted.tax,
  });
  const staged = stagedOfLine(books, line);
  if (staged !== undefined)
    queueWriteBack(books, staged, {
      company,
      voucher: document.voucher,
      accountingAmount: posted.accountingAmount,
      rate: posted.rate,
      tax: posted.tax,
    });
};

/** The invoiced transaction stays; its credit is a negative invoiced one (F7). */
const addCredit = (books: Books, company: string, original: Stored, posted: PreparedInvoiceLine, document: PostedDocument): void => {
  books.create('ProjectTransactions', {
    ...original,
    dataAreaId: companyOf(original),
    TransactionId: nextNumber(books, company, 'ProjectTransaction'),
    Origin: 'ProjInvoiceProposal',
    ActualId: posted.line['ActualId'],
    TransStatus: 'Invoiced',
    Quantity: isNegative(amountOf(posted.line, 'Quantity')) ? posted.line['Quantity'] : negated(amountOf(posted.line, 'Quantity')),
    Amount: posted.net,
    AccountingAmount: posted.accountingAmount,
    ExchangeRate: posted.rate,
    IsRevenueAccrued: 'No',
    LedgerStatus: 'Operations',
    AccountingDate: instantOf(document.day),
    Voucher: document.voucher,
    InvoiceProposalId: document.id,
    InvoiceId: document.invoice,
  });
};
