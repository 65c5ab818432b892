import { ActionRefused } from '../../../control/action-routes';
import type { Books } from '../books';
import { instantOf, shownDay, textOf } from '../columns';
import { PostingRefused } from '../ledger/posting-refused';
import { type LedgerEntry, postVoucher } from '../ledger/voucher';
import { converted, negated, plus } from '../money';
import { nextNumber } from '../numbers';
import { accountingCurrencyOf, precisionOf, rateOn } from '../setup/currencies';
import { parametersFor } from '../setup/parameters';
import { isOpenOn } from '../setup/periods';
import { accountFor, checkedAccount } from '../setup/posting-accounts';

export interface SourceDocument {
  readonly id: string;
  readonly kind: 'ExpenseReport' | 'VendorInvoice' | 'GeneralJournal' | 'PackingSlip' | 'StockedVendorInvoice';
  readonly projectId: string;
  readonly currency: string;
  readonly net: string;
  readonly recoverableTax: string;
  readonly nonRecoverableTax: string;
  readonly day: string;
}

/**
 * A line of a document that Finance posts itself: expense report and vendor invoice debit their integration account with net cost and the
 * tax that cannot be recovered; the others post the project cost at once. Source: domain/70-finance-accounting.md 6 and 9.
 */
export const postSourceDocument = (
  books: Books,
  company: string,
  document: SourceDocument,
): { readonly voucher: string; readonly amount: string } => {
  const { id, kind, currency, day } = document;
  if (books.find('ProjectSourceDocumentLines', { dataAreaId: company, SourceTransactionId: id }) !== undefined)
    throw new ActionRefused(`Document line ${id} is posted already.`);
  if (!isOpenOn(books, company, day))
    throw new ActionRefused(`No open fiscal period was found for the specified accounting date ${shownDay(day)}.`);
  const rate = rateOn(books, company, currency, day);
  const accounting = accountingCurrencyOf(books, company);
  if (rate === undefined)
    throw new ActionRefused(`Exchange rate for currency ${currency} to currency ${accounting} does not exist for date ${shownDay(day)}.`);
  const scale = precisionOf(books, accounting);
  const cost = plus(document.net, document.nonRecoverableTax);
  const money = (amount: string) => ({
    documentLine: 1,
    currency,
    amount,
    accountingAmount: converted(amount, rate, scale),
    rate,
    projectId: document.projectId,
  });
  try {
    return books.transaction(() => {
      const debits: LedgerEntry[] = [{ ...money(cost), ...costAccount(books, company, kind), matchKey: id }];
      if (Number(document.recoverableTax) !== 0)
        debits.push({
          ...money(document.recoverableTax),
          account: accountFor(books, company, 'RecoverableSalesTax'),
          postingType: 'SalesTax',
        });
      const owed = debits.reduce(
        (sum, entry) => ({ amount: plus(sum.amount, entry.amount), accountingAmount: plus(sum.accountingAmount, entry.accountingAmount) }),
        {
          amount: '0',
          accountingAmount: '0',
        },
      );
      const voucher = nextNumber(books, company, 'SourceDocument');
      postVoucher(
        books,
        { company, voucher, day, origin: kind, document: id.slice(0, 20), description: `${kind} ${id}`, accountingCurrency: accounting },
        [
          ...debits,
          {
            ...money(negated(owed.amount)),
            accountingAmount: negated(owed.accountingAmount),
            account: accountFor(books, company, 'VendorBalance'),
            postingType: 'VendorBalance',
          },
        ],
      );
      books.create('ProjectSourceDocumentLines', {
        dataAreaId: company,
        SourceTransactionId: id,
        Document: kind,
        ProjectId: document.projectId,
        CurrencyCode: currency,
        NetAmount: document.net,
        RecoverableTax: document.recoverableTax,
        NonRecoverableTax: document.nonRecoverableTax,
        ExchangeRate: rate,
        AccountingAmount: converted(cost, rate, scale),
        AccountingDate: instantOf(day),
        Voucher: voucher,
      });
      return { voucher, amount: cost };
    });
  } catch (error) {
    throw error instanceof PostingRefused ? new ActionRefused(error.message) : error;
  }
};

const costAccount = (books: Books, company: string, kind: SourceDocument['kind']): { account: string; postingType: string } => {
  const { row } = parametersFor(books, company);
  const column =
    kind === 'ExpenseReport' ? 'ExpenseIntegrationAccount' : kind === 'VendorInvoice' ? 'ProcurementIntegrationAccount' : undefined;
  if (column === undefined) return { account: accountFor(books, company, 'Cost'), postingType: 'Cost' };
  const account = textOf(row, column);
  if (account === '')
    throw new PostingRefused(`The integration account of ${kind === 'ExpenseReport' ? 'expenses' : 'procurement'} is not set.`);
  return { account: checkedAccount(books, company, account), postingType: 'IntegrationAccount' };
};
