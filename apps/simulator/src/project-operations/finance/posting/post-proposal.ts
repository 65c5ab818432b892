import { ActionRefused } from '../../../control/action-routes';
import type { Books, Stored } from '../books';
import { amountOf, companyOf, dayOf, dayOfTime, instantOf, shownDay, textOf } from '../columns';
import { PostingRefused } from '../ledger/posting-refused';
import { type LedgerEntry, pair, postVoucher } from '../ledger/voucher';
import { converted, isNegative, negated, plus, sumOf } from '../money';
import { nextNumber } from '../numbers';
import { accountingCurrencyOf, fixedRateOf, precisionOf, rateOn } from '../setup/currencies';
import { isOpenOn } from '../setup/periods';
import { accountFor, checkedAccount, type PostingType } from '../setup/posting-accounts';
import { billingOf } from '../setup/profiles';
import { stagedOfLine } from '../staging/staged-actual';
import { taxLines } from './line-tax';
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
  const posted = lines.map((line) => prepare(books, company, proposal, line, day));
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

interface PreparedInvoiceLine {
  readonly line: Stored;
  readonly entries: readonly LedgerEntry[];
  readonly net: string;
  readonly tax: string;
  readonly accountingAmount: string;
  readonly rate: string;
}

const prepare = (books: Books, company: string, proposal: Stored, line: Stored, day: string): PreparedInvoiceLine => {
  const currency = textOf(line, 'CurrencyCode');
  const project = books.find('ProjectsV2', { dataAreaId: company, ProjectId: textOf(line, 'ProjectId') });
  if (project?.['ProjectStage'] === 'Completed') throw new PostingRefused("Project stage finished doesn't allow recording in the project.");
  const credited = creditedLine(books, line);
  const rate = credited === undefined ? invoiceRate(books, company, proposal, currency, day) : amountOf(credited, 'ExchangeRate');
  const scale = precisionOf(books, accountingCurrencyOf(books, company));
  const inAccounting = (amount: string) => converted(amount, rate, scale);
  const net = amountOf(line, 'LineAmount');
  const taxes = taxLines(books, company, {
    amount: net,
    currency,
    SalesTaxGroup: textOf(line, 'SalesTaxGroup'),
    ItemSalesTaxGroup: textOf(line, 'ItemSalesTaxGroup'),
  });
  const money = (amount: string) => ({
    documentLine: Number(line['LineNumber']),
    currency,
    amount,
    accountingAmount: inAccounting(amount),
    rate,
    projectId: textOf(line, 'ProjectId'),
    dimension: textOf(line, 'DefaultDimension'),
    text: textOf(line, 'Description'),
  });
  const customer = { account: accountFor(books, company, 'CustomerBalance'), postingType: 'CustomerBalance' };
  const entries = [
    ...pair(customer, revenue(books, company, line), money(net)),
    ...taxes.flatMap(({ account, amount }) =>
      pair(customer, { account: checkedAccount(books, company, account), postingType: 'SalesTax' }, money(amount)),
    ),
    ...(credited === undefined ? accrualReversal(books, company, line) : []),
  ];
  return {
    line,
    entries: merged(entries),
    net,
    tax: sumOf(taxes.map(({ amount }) => amount)),
    accountingAmount: inAccounting(net),
    rate,
  };
};

const creditedLine = (books: Books, line: Stored): Stored | undefined =>
  textOf(line, 'CreditedProposalId') === ''
    ? undefined
    : books.find('ProjInvoiceProposalLines', {
        dataAreaId: line['dataAreaId']!,
        InvoiceProposalId: textOf(line, 'CreditedProposalId'),
        LineNumber: line['CreditedLineNumber']!,
      });

const invoiceRate = (books: Books, company: string, proposal: Stored, currency: string, day: string): string => {
  const rate = fixedRateOf(books, company, textOf(proposal, 'ProjectContractId'), currency) ?? rateOn(books, company, currency, day);
  if (rate !== undefined) return rate;
  throw new PostingRefused(
    `Exchange rate for currency ${currency} to currency ${accountingCurrencyOf(books, company)} does not exist for date ${shownDay(day)}.`,
  );
};

/** Invoiced revenue; of on-account lines by the profile: balance sheet or profit and loss. */
const revenue = (books: Books, company: string, line: Stored): { account: string; postingType: PostingType } => {
  const type = textOf(line, 'TransType');
  const category = textOf(line, 'CategoryId');
  if (type !== 'OnAccount')
    return { account: accountFor(books, company, 'InvoicedRevenue', type, category), postingType: 'InvoicedRevenue' };
  const project = books.find('ProjectsV2', { dataAreaId: company, ProjectId: textOf(line, 'ProjectId') });
  const profile = project && billingOf(books, company, project).profile;
  if (profile === undefined)
    throw new PostingRefused(`No project cost and revenue profile rule applies to project ${textOf(line, 'ProjectId')}.`);
  const postingType = profile['OnAccountInvoicing'] === 'BalanceSheet' ? 'WipInvoicedOnAccount' : 'InvoicedRevenueOnAccount';
  return { account: accountFor(books, company, postingType, type, category), postingType };
};

/** At the amounts the accrual was booked with, not at the rate of the invoice: WIP and accrued revenue return to zero. */
const accrualReversal = (books: Books, company: string, line: Stored): LedgerEntry[] => {
  const transaction = transactionOf(books, company, line);
  if (transaction?.['IsRevenueAccrued'] !== 'Yes') return [];
  const type = textOf(transaction, 'TransType');
  const category = textOf(transaction, 'CategoryId');
  return pair(
    { account: accountFor(books, company, 'AccruedRevenue', type, category), postingType: 'AccruedRevenue' },
    { account: accountFor(books, company, 'WipSalesValue', type, category), postingType: 'WipSalesValue' },
    {
      documentLine: Number(line['LineNumber']),
      currency: textOf(transaction, 'CurrencyCode'),
      amount: amountOf(transaction, 'Amount'),
      accountingAmount: amountOf(transaction, 'AccountingAmount'),
      rate: amountOf(transaction, 'ExchangeRate'),
      projectId: textOf(line, 'ProjectId'),
      text: textOf(line, 'Description'),
    },
  );
};

const transactionOf = (books: Books, company: string, line: Stored): Stored | undefined => {
  const id = textOf(line, 'ProjectTransactionId');
  return id === '' ? undefined : books.find('ProjectTransactions', { dataAreaId: company, TransactionId: id });
};

/** One entry for what goes to one account: the customer owes net and tax in one sum. */
const merged = (entries: readonly LedgerEntry[]): LedgerEntry[] => {
  const byAccount = new Map<string, LedgerEntry>();
  for (const entry of entries) {
    const key = `${entry.account} ${entry.postingType} ${entry.currency}`;
    const known = byAccount.get(key);
    byAccount.set(
      key,
      known === undefined
        ? entry
        : { ...known, amount: plus(known.amount, entry.amount), accountingAmount: plus(known.accountingAmount, entry.accountingAmount) },
    );
  }
  return [...byAccount.values()];
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
  const transaction = transactionOf(books, company, line);
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
