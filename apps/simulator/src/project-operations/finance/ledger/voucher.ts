import type { Books } from '../books';
import { instantOf } from '../columns';
import { isNegative, isZero, negated, sumOf } from '../money';

/** One account of a voucher. Amounts are signed: a debit is positive. */
export interface LedgerEntry {
  readonly account: string;
  readonly postingType: string;
  /** Line of the document the entry comes of; each balances by itself. */
  readonly documentLine: number;
  readonly currency: string;
  readonly amount: string;
  readonly accountingAmount: string;
  /** As a factor: 1.25. */
  readonly rate: string;
  readonly projectId?: string;
  /** What integration accounts are cleared by. */
  readonly matchKey?: string;
  readonly dimension?: string;
  readonly text?: string;
}

export interface VoucherHeader {
  readonly company: string;
  readonly voucher: string;
  readonly day: string;
  readonly origin: string;
  readonly document: string;
  readonly description: string;
  readonly accountingCurrency: string;
}

/** Debits one account and credits the other with the same rounded amounts. */
export const pair = (
  debit: { readonly account: string; readonly postingType: string; readonly matchKey?: string },
  credit: { readonly account: string; readonly postingType: string; readonly matchKey?: string },
  money: Omit<LedgerEntry, 'account' | 'postingType' | 'matchKey'>,
): LedgerEntry[] => [
  { ...money, ...debit },
  { ...money, ...credit, amount: negated(money.amount), accountingAmount: negated(money.accountingAmount) },
];

/** Stores a voucher with its entries; entries over nothing are left out, and a voucher without entries does not come to be. */
export const postVoucher = (books: Books, header: VoucherHeader, entries: readonly LedgerEntry[]): void => {
  const posted = entries.filter(({ amount, accountingAmount }) => !isZero(amount) || !isZero(accountingAmount));
  if (posted.length === 0) return;
  const { company, voucher, day, origin, document, description, accountingCurrency } = header;
  books.create('LedgerVouchers', {
    dataAreaId: company,
    Voucher: voucher,
    AccountingDate: instantOf(day),
    Origin: origin,
    DocumentNumber: document,
    Description: description.slice(0, 255),
    AccountingCurrency: accountingCurrency,
    AccountingAmount: sumOf(posted.map(({ accountingAmount }) => accountingAmount).filter((amount) => !isNegative(amount))),
    EntryCount: posted.length,
  });
  posted.forEach((entry, index) =>
    books.create('GeneralJournalAccountEntries', {
      dataAreaId: company,
      Voucher: voucher,
      LineNumber: index + 1,
      DocumentLine: entry.documentLine,
      AccountingDate: instantOf(day),
      MainAccountId: entry.account,
      PostingType: entry.postingType,
      IsCredit: isNegative(entry.accountingAmount) ? 'Yes' : 'No',
      TransactionCurrencyCode: entry.currency,
      TransactionCurrencyAmount: entry.amount,
      AccountingCurrencyAmount: entry.accountingAmount,
      ExchangeRate: entry.rate,
      ProjectId: entry.projectId,
      MatchKey: entry.matchKey,
      DefaultDimension: entry.dimension,
      Text: entry.text?.slice(0, 255),
    }),
  );
};
