import { ActionRefused } from '../../../control/action-routes';
import type { Books, Stored } from '../books';
import { companyOf, instantOf, instantOfTime, textOf } from '../columns';
import { createJournal, linesOf, periodOf } from '../import/journals';
import { PostingRefused } from '../ledger/posting-refused';
import { postVoucher } from '../ledger/voucher';
import { ProcessLog } from '../log';
import { nextNumber } from '../numbers';
import { isRolledBack } from '../rules/imp-09-prevalidation';
import { accountingCurrencyOf } from '../setup/currencies';
import { parametersFor, type ProjectParameters } from '../setup/parameters';
import { changeState } from '../staging/processing-state';
import { stagedOfLine } from '../staging/staged-actual';
import { type PreparedLine, prepareLine } from './prepare-line';
import { queueWriteBack } from './write-back';

export interface PostingResult {
  readonly journal: string;
  readonly status: string;
  readonly vouchers: readonly string[];
  /** Reasons by voucher of the lines that could not be posted. */
  readonly failed: readonly { readonly voucher: string; readonly reason: string }[];
  /** Journal that the failed lines were moved to. */
  readonly errorJournal?: string;
}

/**
 * Posts the lines of an integration journal, one voucher each. With the feature to transfer lines with errors the good ones are posted and
 * the bad ones move to a new journal; without it one bad line stops all. Source: domain/70-finance-accounting.md 4.
 */
export const postJournal = (
  books: Books,
  company: string,
  id: string,
  log: ProcessLog,
  options: { readonly stopAfter?: number } = {},
): PostingResult => {
  const parameters = parametersFor(books, company);
  const journal = books.find('ProjAdvancedJournals', { dataAreaId: company, ProjAdvancedJournalId: id });
  if (journal === undefined) throw new ActionRefused(`Integration journal ${id} does not exist in legal entity ${company.toUpperCase()}.`);
  refuseUnlessDraft(journal, id);
  const lines = linesOf(books, company, id).filter((line) => line['LineStatus'] === 'Draft');
  setStatus(books, journal, lines, 'Processing');
  const { good, bad } = sort(books, lines, parameters);
  for (const { line, reason } of bad)
    log.add({
      code: 'POST',
      message: `Integration journal (${id}): Line with RecId (${Number(line['@recId'])}) and Voucher (${textOf(line, 'Voucher')}) failed to post due to (${reason}).`,
      actualId: textOf(line, 'ActualId'),
      journal: id,
    });
  const failed = bad.map(({ line, reason }) => ({ voucher: textOf(line, 'Voucher'), reason }));
  if (bad.length > 0 && (!parameters.transfersErrorLines || good.length === 0)) {
    stopWhole(books, journal, good, bad);
    return { journal: id, status: 'Error', vouchers: [], failed };
  }
  const toPost = options.stopAfter === undefined ? good : good.slice(0, options.stopAfter);
  const vouchers = toPost.map((prepared) => books.transaction(() => postLine(books, prepared, id)));
  if (toPost.length < good.length) return { journal: id, status: 'Processing', vouchers, failed };
  return books.transaction(() => {
    const errorJournal = bad.length === 0 ? undefined : moveToNewJournal(books, journal, bad);
    books.update('ProjAdvancedJournals', { ...headerKey(journal), Status: 'Posted', PostedDateTime: instantOfTime(books.now()) });
    return { journal: id, status: 'Posted', vouchers, failed, errorJournal };
  });
};

const refuseUnlessDraft = (journal: Stored, id: string): void => {
  const status = textOf(journal, 'Status');
  if (status === 'Posted') throw new ActionRefused(`Integration journal ${id} is already posted.`);
  if (status === 'Processing') throw new ActionRefused(`Integration journal ${id} is being posted. If it is stuck, reset it to draft.`);
  if (status === 'Error') throw new ActionRefused(`Integration journal ${id} has errors. Mend them, then use Update to draft.`);
};

interface BadLine {
  readonly line: Stored;
  readonly reason: string;
}

const sort = (books: Books, lines: readonly Stored[], parameters: ProjectParameters): { good: PreparedLine[]; bad: BadLine[] } => {
  const good: PreparedLine[] = [];
  const bad: BadLine[] = [];
  for (const line of lines) {
    if (parameters.isPrevalidating && isRolledBack(books, textOf(line, 'ActualId'))) {
      books.update('ProjAdvancedJournalLines', { ...lineKey(line), LineStatus: 'InvalidActuals' });
      continue;
    }
    try {
      good.push(prepareLine(books, line, parameters));
    } catch (error) {
      if (!(error instanceof PostingRefused)) throw error;
      bad.push({ line, reason: error.message });
    }
  }
  return { good, bad };
};

const postLine = (books: Books, prepared: PreparedLine, journal: string): string => {
  const { line, day, transaction } = prepared;
  const company = companyOf(line);
  const voucher = textOf(line, 'Voucher');
  postVoucher(
    books,
    {
      company,
      voucher,
      day,
      origin: 'ProjAdvancedJournal',
      document: journal,
      description: textOf(line, 'Text'),
      accountingCurrency: accountingCurrencyOf(books, company),
    },
    prepared.entries,
  );
  const transactionId = transaction && nextNumber(books, company, 'ProjectTransaction');
  if (transaction !== undefined) books.create('ProjectTransactions', { dataAreaId: company, TransactionId: transactionId, ...transaction });
  books.update('ProjAdvancedJournalLines', {
    ...lineKey(line),
    LineStatus: 'Posted',
    PostError: 'No',
    PostErrorText: '',
    AccountingDate: instantOf(day),
    ProjTransId: transactionId,
  });
  const staged = stagedOfLine(books, line);
  if (staged !== undefined) {
    changeState(books, staged, { IsProcessed: 'Yes', LastError: '' });
    queueWriteBack(books, staged, {
      company,
      voucher,
      accountingAmount: prepared.accountingAmount,
      rate: prepared.rate,
      tax: prepared.tax,
    });
  }
  return voucher;
};

const stopWhole = (books: Books, journal: Stored, good: readonly PreparedLine[], bad: readonly BadLine[]): void => {
  books.transaction(() => {
    for (const { line } of good) books.update('ProjAdvancedJournalLines', { ...lineKey(line), LineStatus: 'Draft' });
    for (const { line, reason } of bad) markError(books, line, reason);
    books.update('ProjAdvancedJournals', { ...headerKey(journal), Status: 'Error' });
  });
};

const markError = (books: Books, line: Stored, reason: string): void => {
  books.update('ProjAdvancedJournalLines', { ...lineKey(line), LineStatus: 'Error', PostError: 'Yes', PostErrorText: reason });
};

const moveToNewJournal = (books: Books, journal: Stored, bad: readonly BadLine[]): string => {
  const company = companyOf(journal);
  const id = createJournal(books, company, periodOf(journal), { original: textOf(journal, 'ProjAdvancedJournalId') });
  bad.forEach(({ line, reason }, index) => {
    const place = { ProjAdvancedJournalId: id, LineNumber: index + 1 };
    books.create('ProjAdvancedJournalLines', { ...line, ...place, LineStatus: 'Error', PostError: 'Yes', PostErrorText: reason });
    const staged = stagedOfLine(books, line);
    if (staged !== undefined) changeState(books, staged, { ProjAdvancedJournalId: id, ProjAdvancedJournalLine: place.LineNumber });
    books.remove('ProjAdvancedJournalLines', lineKey(line));
  });
  return id;
};

const setStatus = (books: Books, journal: Stored, lines: readonly Stored[], status: string): void => {
  books.transaction(() => {
    books.update('ProjAdvancedJournals', { ...headerKey(journal), Status: status });
    for (const line of lines) books.update('ProjAdvancedJournalLines', { ...lineKey(line), LineStatus: status });
  });
};

export const headerKey = (journal: Stored) => ({
  dataAreaId: journal['dataAreaId'],
  ProjAdvancedJournalId: journal['ProjAdvancedJournalId'],
});

export const lineKey = (line: Stored) => ({ ...headerKey(line), LineNumber: line['LineNumber'] });
