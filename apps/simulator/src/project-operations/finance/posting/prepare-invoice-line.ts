import type { Books, Stored } from '../books';
import { amountOf, shownDay, textOf } from '../columns';
import { PostingRefused } from '../ledger/posting-refused';
import { type LedgerEntry, pair } from '../ledger/voucher';
import { converted, plus, sumOf } from '../money';
import { accountingCurrencyOf, fixedRateOf, precisionOf, rateOn } from '../setup/currencies';
import { accountFor, checkedAccount, type PostingType } from '../setup/posting-accounts';
import { billingOf } from '../setup/profiles';
import { taxLines } from './line-tax';

/** What posting an invoice line writes; nothing is written yet. */
export interface PreparedInvoiceLine {
  readonly line: Stored;
  readonly entries: readonly LedgerEntry[];
  readonly net: string;
  readonly tax: string;
  readonly accountingAmount: string;
  readonly rate: string;
}

/** Revenue, tax and the end of the accrual of one line. Throws `PostingRefused`. Source: domain/70-finance-accounting.md 5. */
export const prepareInvoiceLine = (books: Books, company: string, proposal: Stored, line: Stored, day: string): PreparedInvoiceLine => {
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
  const transaction = invoicedTransaction(books, company, line);
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

/** The project transaction that a line invoices or credits. */
export const invoicedTransaction = (books: Books, company: string, line: Stored): Stored | undefined => {
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
