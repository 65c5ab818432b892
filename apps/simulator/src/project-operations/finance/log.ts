import type { Books } from './books';
import { instantOfTime, textOf } from './columns';
import { nextNumber } from './numbers';

export interface LogEntry {
  readonly code: string;
  readonly message: string;
  readonly actualId?: string;
  readonly journal?: string;
  readonly proposal?: string;
}

const DAYS_KEPT = 90;

/** The integration log of one process in one company, as the accountant reads it (F10). */
export class ProcessLog {
  readonly entries: LogEntry[] = [];

  constructor(
    private readonly books: Books,
    private readonly company: string,
    private readonly process: string,
  ) {}

  /** Entries of earlier runs go, and everything older than 90 days. */
  start(): void {
    const oldest = instantOfTime(this.books.now() - DAYS_KEPT * 86_400_000);
    this.books.transaction(() => {
      for (const entry of this.books.where('ProjectIntegrationLogs', 'dataAreaId', this.company)) {
        if (entry['Process'] !== this.process && textOf(entry, 'LoggedDateTime') >= oldest) continue;
        this.books.remove('ProjectIntegrationLogs', { dataAreaId: this.company, LogNumber: entry['LogNumber'] });
      }
    });
  }

  add(entry: LogEntry): void {
    this.entries.push(entry);
    this.books.create('ProjectIntegrationLogs', {
      dataAreaId: this.company,
      LogNumber: Number(nextNumber(this.books, this.company, 'IntegrationLog')),
      Process: this.process,
      Code: entry.code,
      Message: entry.message,
      LoggedDateTime: instantOfTime(this.books.now()),
      ActualId: entry.actualId,
      ProjAdvancedJournalId: entry.journal,
      InvoiceProposalId: entry.proposal,
    });
  }
}
