import type { Books, Stored } from '../books';
import { amountOf, companyOf, textOf } from '../columns';
import { converted } from '../money';
import { changeState } from '../staging/processing-state';

export interface PostedValues {
  /** Company that posted it: of lending lines not always the one whose staging table has the row. */
  readonly company: string;
  readonly voucher: string;
  /** Signed as the actual is. */
  readonly accountingAmount: string;
  /** As a factor: 1.25. */
  readonly rate: string;
  readonly tax: string;
}

const QUEUE = 'ProjActualsWriteBacks';
const PROCESS = 'WriteBack';

/**
 * What posting made of a staged row, on its way back into it. It is written after the posting is through, and stays queued when that
 * fails: the posting stands (F11). Source: domain/70-finance-accounting.md 7.
 */
export const queueWriteBack = (books: Books, staged: Stored, posted: PostedValues): void => {
  const key = { dataAreaId: textOf(staged, 'dataAreaId'), ActualsImportId: textOf(staged, 'ActualsImportId') };
  const values = {
    ...key,
    PostingCompany: posted.company,
    VoucherNumber: posted.voucher,
    AccountingAmount: posted.accountingAmount,
    ExchangeRate: posted.rate,
    SalesTaxAmount: posted.tax,
  };
  if (books.find(QUEUE, key) === undefined) books.create(QUEUE, values);
  else books.update(QUEUE, values);
  changeState(books, staged, { AmountMST: posted.accountingAmount });
};

export interface WriteBackResult {
  readonly written: number;
  readonly waiting: number;
}

/** Writes what a company posted into the staging rows. Each is written once: it leaves the queue with the write. */
export const writeBack = (books: Books, company: string): WriteBackResult => {
  const queued = books.where(QUEUE, 'PostingCompany', company).slice();
  if (isFailing(books, company)) {
    books.transaction(() => {
      for (const row of queued)
        books.update(QUEUE, {
          dataAreaId: row['dataAreaId'],
          ActualsImportId: row['ActualsImportId'],
          Attempts: Number(row['Attempts']) + 1,
          LastError: 'Unable to write data to entity msdyn_actuals.',
        });
    });
    return { written: 0, waiting: queued.length };
  }
  let written = 0;
  for (const row of queued) if (books.transaction(() => writeOne(books, row))) written += 1;
  return { written, waiting: 0 };
};

const writeOne = (books: Books, queued: Stored): boolean => {
  const key = { dataAreaId: companyOf(queued), ActualsImportId: textOf(queued, 'ActualsImportId') };
  const staged = books.find('ProjActualsImports', key);
  books.remove(QUEUE, key);
  if (staged === undefined) return false;
  books.update('ProjActualsImports', {
    ...key,
    VoucherNumber: textOf(queued, 'VoucherNumber'),
    AccountingAmount: amountOf(queued, 'AccountingAmount'),
    ExchangeRate: amountOf(queued, 'ExchangeRate'),
    SalesTaxAmount: amountOf(queued, 'SalesTaxAmount'),
    UnitPriceMST: converted(amountOf(staged, 'UnitPrice'), amountOf(queued, 'ExchangeRate'), 2),
  });
  return true;
};

export const isFailing = (books: Books, company: string): boolean =>
  books.find('ProjectPeriodicProcesses', { dataAreaId: company, Process: PROCESS })?.['Status'] === 'Failing';

export const letWriteBackFail = (books: Books, company: string, isToFail: boolean): void => {
  const key = { dataAreaId: company, Process: PROCESS };
  const values = { ...key, Status: isToFail ? 'Failing' : 'Idle' };
  if (books.find('ProjectPeriodicProcesses', key) === undefined) books.create('ProjectPeriodicProcesses', values);
  else books.update('ProjectPeriodicProcesses', values);
};
