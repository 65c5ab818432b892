import { ActionRefused } from '../../../control/action-routes';
import type { Books, Stored } from '../books';
import { amountOf, companyOf, shownDay, textOf } from '../columns';
import { PostingRefused } from '../ledger/posting-refused';
import { pair, postVoucher } from '../ledger/voucher';
import { nextNumber } from '../numbers';
import { accountingCurrencyOf } from '../setup/currencies';
import { isOpenOn } from '../setup/periods';
import { accountFor } from '../setup/posting-accounts';
import { billingOf } from '../setup/profiles';

const offsets = { Hour: 'PayrollAllocation', Cost: 'ExpenseOffset', Item: 'CostItem' } as const;

/**
 * Post costs: what was kept on the balance sheet, or out of the ledger, goes to profit and loss. Time and material and internal projects
 * only. Source: domain/70-finance-accounting.md 5.1 and 5.3. Answers the vouchers.
 */
export const postCosts = (books: Books, company: string, projectId: string, day: string): string[] => {
  const project = books.find('ProjectsV2', { dataAreaId: company, ProjectId: projectId });
  if (project === undefined) throw new ActionRefused(`Project ${projectId} does not exist in legal entity ${company.toUpperCase()}.`);
  if (billingOf(books, company, project).billingMethod === 'FixedPrice')
    throw new ActionRefused(`Post costs applies to time and material and internal projects; project ${projectId} is fixed price.`);
  if (!isOpenOn(books, company, day))
    throw new ActionRefused(`No open fiscal period was found for the specified accounting date ${shownDay(day)}.`);
  const open = books
    .inCompany('ProjectTransactions', company, 'ProjectId', projectId)
    .filter(({ Side, LedgerStatus }) => Side === 'Cost' && (LedgerStatus === 'BalanceSheet' || LedgerStatus === 'None'));
  try {
    return books.transaction(() => open.map((transaction) => postOne(books, company, transaction, day)));
  } catch (error) {
    throw error instanceof PostingRefused ? new ActionRefused(error.message) : error;
  }
};

const postOne = (books: Books, company: string, transaction: Stored, day: string): string => {
  const type = textOf(transaction, 'TransType') as keyof typeof offsets;
  const category = textOf(transaction, 'CategoryId');
  const account = (postingType: Parameters<typeof accountFor>[2]) => ({
    account: accountFor(books, company, postingType, type, category),
    postingType,
  });
  const held = type === 'Item' ? 'WipCostValueItem' : 'WipCostValue';
  const voucher = nextNumber(books, company, 'PostCosts');
  postVoucher(
    books,
    {
      company: companyOf(transaction),
      voucher,
      day,
      origin: 'PostCosts',
      document: textOf(transaction, 'TransactionId'),
      description: 'Post costs',
      accountingCurrency: accountingCurrencyOf(books, company),
    },
    pair(account('Cost'), account(transaction['LedgerStatus'] === 'BalanceSheet' ? held : offsets[type]), {
      documentLine: 1,
      currency: textOf(transaction, 'CurrencyCode'),
      amount: amountOf(transaction, 'Amount'),
      accountingAmount: amountOf(transaction, 'AccountingAmount'),
      rate: amountOf(transaction, 'ExchangeRate'),
      projectId: textOf(transaction, 'ProjectId'),
    }),
  );
  books.update('ProjectTransactions', { dataAreaId: company, TransactionId: transaction['TransactionId'], LedgerStatus: 'Operations' });
  return voucher;
};
