import type { Books } from '../books';
import { textOf } from '../columns';
import { PostingRefused } from '../ledger/posting-refused';
import { ledgerOf } from './currencies';

export type PostingType =
  | 'Cost'
  | 'PayrollAllocation'
  | 'ExpenseOffset'
  | 'CostItem'
  | 'WipCostValue'
  | 'WipCostValueItem'
  | 'WipSalesValue'
  | 'AccruedRevenue'
  | 'InvoicedRevenue'
  | 'InvoicedRevenueOnAccount'
  | 'WipInvoicedOnAccount'
  | 'CustomerBalance'
  | 'VendorBalance'
  | 'RecoverableSalesTax'
  | 'IntercompanyReceivable'
  | 'IntercompanyPayable';

/** The main account of a posting, by the most specific row of the ledger posting setup: category, transaction type, all. */
export const accountFor = (books: Books, company: string, postingType: PostingType, transType = 'None', categoryId = ''): string => {
  const attempts = [
    [transType, categoryId],
    [transType, ''],
    ['None', ''],
  ] as const;
  for (const [type, category] of attempts) {
    const definition = books.find('ProjectLedgerPostingDefinitions', {
      dataAreaId: company,
      PostingType: postingType,
      TransType: type,
      CategoryId: category,
    });
    if (definition !== undefined) return checkedAccount(books, company, textOf(definition, 'MainAccountId'));
  }
  throw new PostingRefused(
    `Account number for transaction type ${postingType} does not exist in the ledger posting setup of ${company.toUpperCase()}.`,
  );
};

export const checkedAccount = (books: Books, company: string, account: string): string => {
  const ledger = ledgerOf(books, company);
  const chart = ledger === undefined ? '' : textOf(ledger, 'ChartOfAccounts');
  const known = books.find('MainAccounts', { ChartOfAccounts: chart, MainAccountId: account });
  if (known === undefined) throw new PostingRefused(`Main account ${account} does not exist in chart of accounts ${chart}.`);
  if (known['IsSuspended'] === 'Yes') throw new PostingRefused(`Main account ${account} is suspended.`);
  return account;
};
