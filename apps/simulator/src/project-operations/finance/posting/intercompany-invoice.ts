import { ActionRefused } from '../../../control/action-routes';
import type { Books, Stored } from '../books';
import { amountOf, companyOf, shownDay, textOf } from '../columns';
import { lineKey } from './post-journal';
import { PostingRefused } from '../ledger/posting-refused';
import { type LedgerEntry, pair, postVoucher } from '../ledger/voucher';
import { converted, divideDecimals, sumOf } from '../money';
import { nextNumber } from '../numbers';
import { accountingCurrencyOf, precisionOf, rateOn } from '../setup/currencies';
import { relationshipOf } from '../setup/intercompany';
import { isOpenOn } from '../setup/periods';
import { accountFor, checkedAccount } from '../setup/posting-accounts';

export interface IntercompanyInvoice {
  readonly invoice: string;
  readonly amount: string;
  readonly currency: string;
  readonly customerVoucher: string;
  readonly vendorVoucher: string;
}

/**
 * Invoices what a company lent: the customer invoice takes back the accrual in the lending company, and the vendor invoice of the same
 * number brings the cost into the borrowing one, posted at once. Neither goes to Dataverse.
 * Source: domain/70-finance-accounting.md 8 and 60-vendor-invoices.md 8.
 */
export const postIntercompanyInvoice = (books: Books, lending: string, borrowing: string, day: string): IntercompanyInvoice => {
  const relationship = relationshipOf(books, lending, borrowing);
  if (relationship === undefined)
    throw new ActionRefused(
      `Intercompany relationship has to be set up between legal entity ${lending.toUpperCase()} and ${borrowing.toUpperCase()} in Project Management and Accounting Parameters`,
    );
  for (const company of [lending, borrowing])
    if (!isOpenOn(books, company, day))
      throw new ActionRefused(`No open fiscal period was found for the specified accounting date ${shownDay(day)}.`);
  const lines = books
    .inCompany('ProjAdvancedJournalLines', lending, 'LineStatus', 'Posted')
    .filter(
      (line) =>
        line['TransactionType'] === 'InterOrgSales' &&
        line['IntercompanyBilled'] !== 'Yes' &&
        companyOf(line, 'ProjDataAreaId') === borrowing,
    );
  if (lines.length === 0)
    throw new ActionRefused(`Nothing that ${lending.toUpperCase()} lent to ${borrowing.toUpperCase()} is posted and not invoiced.`);
  const currency = textOf(lines[0]!, 'PriceCurrency');
  try {
    return books.transaction(() => {
      const invoice = nextNumber(books, lending, 'IntercompanyInvoice');
      const customerVoucher = nextNumber(books, lending, 'InvoiceVoucher');
      const header = { day, document: invoice, description: `Intercompany invoice ${invoice}`, origin: 'ProjIntercompanyInvoice' };
      const accrued = relationship['AccrueRevenue'] === 'Yes';
      postVoucher(
        books,
        { ...header, company: lending, voucher: customerVoucher, accountingCurrency: accountingCurrencyOf(books, lending) },
        lines.flatMap((line, index) => customerEntries(books, lending, relationship, line, index + 1, accrued)),
      );
      const vendorVoucher = nextNumber(books, borrowing, 'InvoiceVoucher');
      postVoucher(
        books,
        { ...header, company: borrowing, voucher: vendorVoucher, accountingCurrency: accountingCurrencyOf(books, borrowing) },
        lines.flatMap((line, index) => vendorEntries(books, borrowing, relationship, line, index + 1, day)),
      );
      for (const line of lines) books.update('ProjAdvancedJournalLines', { ...lineKey(line), IntercompanyBilled: 'Yes' });
      for (const line of lines) addCost(books, borrowing, line, { invoice, vendorVoucher, day });
      const amount = sumOf(lines.map((line) => amountOf(line, 'ExtendedPrice')));
      return { invoice, amount, currency, customerVoucher, vendorVoucher };
    });
  } catch (error) {
    throw error instanceof PostingRefused ? new ActionRefused(error.message) : error;
  }
};

const customerEntries = (
  books: Books,
  company: string,
  relationship: Stored,
  line: Stored,
  documentLine: number,
  isAccrued: boolean,
): LedgerEntry[] => {
  const money = moneyOf(books, company, line, documentLine, divideDecimals(amountOf(line, 'PriceExchangeRate'), '100', 16));
  const type = textOf(line, 'TransType');
  const category = textOf(line, 'ProjCategoryId');
  const own = (postingType: 'AccruedRevenue' | 'WipSalesValue') => ({
    account: accountFor(books, company, postingType, type, category),
    postingType,
  });
  return [
    ...pair(
      { account: accountFor(books, company, 'IntercompanyReceivable'), postingType: 'CustomerBalance' },
      { account: checkedAccount(books, company, textOf(relationship, 'IntercompanyRevenueAccount')), postingType: 'IntercompanyRevenue' },
      money,
    ),
    ...(isAccrued ? pair(own('AccruedRevenue'), own('WipSalesValue'), money) : []),
  ];
};

const vendorEntries = (
  books: Books,
  company: string,
  relationship: Stored,
  line: Stored,
  documentLine: number,
  day: string,
): LedgerEntry[] =>
  pair(
    { account: checkedAccount(books, company, textOf(relationship, 'IntercompanyCostAccount')), postingType: 'IntercompanyCost' },
    { account: accountFor(books, company, 'IntercompanyPayable'), postingType: 'VendorBalance' },
    moneyOf(books, company, line, documentLine, borrowedRate(books, company, line, day)),
  );

const borrowedRate = (books: Books, company: string, line: Stored, day: string): string => {
  const currency = textOf(line, 'PriceCurrency');
  const rate = rateOn(books, company, currency, day);
  if (rate !== undefined) return rate;
  throw new PostingRefused(
    `Exchange rate for currency ${currency} to currency ${accountingCurrencyOf(books, company)} does not exist for date ${shownDay(day)}.`,
  );
};

const moneyOf = (books: Books, company: string, line: Stored, documentLine: number, rate: string) => {
  const amount = amountOf(line, 'ExtendedPrice');
  return {
    documentLine,
    currency: textOf(line, 'PriceCurrency'),
    amount,
    accountingAmount: converted(amount, rate, precisionOf(books, accountingCurrencyOf(books, company))),
    rate,
    projectId: textOf(line, 'ProjId'),
    text: textOf(line, 'Text'),
  };
};

/** The borrowing company's project gets its cost here, and only here. */
const addCost = (
  books: Books,
  company: string,
  line: Stored,
  document: { readonly invoice: string; readonly vendorVoucher: string; readonly day: string },
): void => {
  const rate = borrowedRate(books, company, line, document.day);
  const { amount, accountingAmount, currency } = moneyOf(books, company, line, 1, rate);
  books.create('ProjectTransactions', {
    dataAreaId: company,
    TransactionId: nextNumber(books, company, 'ProjectTransaction'),
    Side: 'Cost',
    TransType: line['TransType'],
    TransStatus: 'Posted',
    LedgerStatus: 'Operations',
    Origin: 'ProjIntercompanyVendorInvoice',
    ActualId: line['ActualId'],
    ProjectId: line['ProjId'],
    ActivityNumber: line['ActivityNumber'],
    TransDate: line['ProjTransDate'],
    AccountingDate: `${document.day}T12:00:00Z`,
    Voucher: document.vendorVoucher,
    Quantity: line['Quantity'],
    CurrencyCode: currency,
    Amount: amount,
    ExchangeRate: rate,
    AccountingAmount: accountingAmount,
    InvoiceId: document.invoice,
  });
};
