import { RuleRefusal } from '../../../odata/rules';
import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import { ProcessLog } from '../log';
import { isDuplicate } from '../rules/imp-11-duplicate';
import { prevalidate } from '../rules/imp-09-prevalidation';
import { type ProjectParameters, parametersFor } from '../setup/parameters';
import { changeState, waitingRows } from '../staging/processing-state';
import { costPostedBy } from '../staging/cost-posted';
import { readStaged, type StagedActual } from '../staging/staged-actual';
import { classes } from '../staging/transaction-classes';
import { queueWriteBack } from '../posting/write-back';
import { buildLine } from './build-line';
import { importChecks } from './import-checks';
import { type ImportContext, unable } from './import-check';
import { DraftJournals } from './journals';
import { relateSales } from './related-vouchers';

export interface ImportResult {
  /** Journal id to the number of lines it got. */
  readonly journals: ReadonlyMap<string, number>;
  readonly lines: number;
  readonly log: ProcessLog;
  /** Whether the run ended by itself. */
  readonly isComplete: boolean;
}

/**
 * Import from staging, its part of journal lines: each row by itself, so that a bad one stops no other; running it again changes
 * nothing. Source: domain/70-finance-accounting.md 3.
 */
export const importActuals = (
  books: Books,
  company: string,
  log: ProcessLog,
  options: { readonly only?: (actual: StagedActual) => boolean; readonly stopAfter?: number } = {},
): ImportResult => {
  const parameters = parametersFor(books, company);
  const drafts = new DraftJournals(books, company, parameters);
  const journals = new Map<string, number>();
  let lines = 0;
  for (const staged of waitingRows(books)) {
    const actual = readStaged(staged);
    if (actual.lineCompany !== company || actual.type === 'BilledSales' || options.only?.(actual) === false) continue;
    if (options.stopAfter !== undefined && lines >= options.stopAfter) return { journals, lines, log, isComplete: false };
    const journal = importSafely(actual, { books, parameters }, drafts, log);
    if (journal === undefined) continue;
    lines += 1;
    journals.set(journal, (journals.get(journal) ?? 0) + 1);
  }
  return { journals, lines, log, isComplete: true };
};

/** One bad row never stops the run, whatever is wrong with it. */
const importSafely = (actual: StagedActual, context: ImportContext, drafts: DraftJournals, log: ProcessLog): string | undefined => {
  const { books } = context;
  try {
    return books.transaction(() => importRow(actual, context, drafts, log));
  } catch (error) {
    if (!(error instanceof RuleRefusal)) throw error;
    drafts.forget();
    books.transaction(() => {
      log.add({ code: 'IMP', message: unable(actual, error.message), actualId: actual.actualId });
      changeState(books, actual.row, { LastError: error.message });
    });
    return undefined;
  }
};

/** The journal that got a line of it, if one did. */
const importRow = (actual: StagedActual, context: ImportContext, drafts: DraftJournals, log: ProcessLog): string | undefined => {
  const { books, parameters } = context;
  const { row: staged, actualId } = actual;
  const done = (changes: Record<string, unknown>) => changeState(books, staged, { IsProcessed: 'Yes', LastError: '', ...changes });
  const waits = (code: string, message: string): undefined => {
    log.add({ code, message, actualId });
    changeState(books, staged, { LastError: message });
    return undefined;
  };

  if (actual.type === 'Tax' || actual.classification === classes.tax) {
    done({});
    return undefined;
  }
  if (parameters.beginningBalanceDay !== undefined && actual.day <= parameters.beginningBalanceDay)
    return waits('BB', `Actual ${actualId} is dated on or before the beginning balance date: it belongs to a beginning balance journal.`);
  const validity = parameters.isPrevalidating ? prevalidate(books, staged, actualId) : 'valid';
  if (validity === 'too-young') return undefined;
  if (validity === 'not-in-dataverse') {
    done({ IsInvalid: 'Yes' });
    log.add({
      code: 'IMP-09',
      message: `Actual ${actualId} does not exist in Dataverse; it is marked as invalid and not imported.`,
      actualId,
    });
    return undefined;
  }
  if (isDuplicate(books, actual)) {
    done({ IsDuplicate: 'Yes' });
    return undefined;
  }
  for (const check of importChecks) {
    const refusal = check.refusal(actual, context);
    if (refusal !== undefined) return waits(check.code, refusal);
  }
  const source = costPostedBy(books, actual);
  if (source !== undefined) {
    done({});
    queueWriteBack(books, staged, {
      company: actual.lineCompany,
      voucher: textOf(source, 'Voucher'),
      accountingAmount: textOf(source, 'AccountingAmount'),
      rate: textOf(source, 'ExchangeRate'),
      tax: actual.taxAmount,
    });
    return undefined;
  }
  return addLine(actual, books, parameters, drafts);
};

const addLine = (actual: StagedActual, books: Books, parameters: ProjectParameters, drafts: DraftJournals): string => {
  const place = drafts.nextLine(actual.day);
  books.create('ProjAdvancedJournalLines', buildLine(books, actual, parameters, place));
  if (actual.type === 'Cost') relateSales(books, actual.actualId);
  markJournalized(books, actual.row, { company: actual.lineCompany, ...place });
  return place.journal;
};

const markJournalized = (
  books: Books,
  staged: Stored,
  line: { readonly company: string; readonly journal: string; readonly line: number },
) => {
  const count = Number(books.find('ProjCDSActualsImports', keyOf(staged))?.['IntegrationCount'] ?? 0);
  changeState(books, staged, {
    JournalDataAreaId: line.company,
    ProjAdvancedJournalId: line.journal,
    ProjAdvancedJournalLine: line.line,
    IntegrationCount: count + 1,
    LastError: '',
  });
  books.update('ProjActualsImports', { ...keyOf(staged), IsJournalized: 'Yes' });
};

const keyOf = (staged: Stored) => ({ dataAreaId: staged['dataAreaId']!, ActualsImportId: staged['ActualsImportId']! });
