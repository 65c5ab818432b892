import type { Books, Stored } from '../books';
import { dayOf, instantOf, textOf } from '../columns';
import { nextNumber } from '../numbers';
import type { PeriodUnit, ProjectParameters } from '../setup/parameters';

/** First day of the period that a transaction date falls into. Source: domain/70-finance-accounting.md 3.3. */
export const periodStart = (unit: PeriodUnit, day: string): string | undefined => {
  switch (unit) {
    case 'All':
      return undefined;
    case 'Days':
      return day;
    case 'Months':
      return `${day.slice(0, 7)}-01`;
    case 'Years':
      return `${day.slice(0, 4)}-01-01`;
  }
};

interface OpenJournal {
  readonly id: string;
  lines: number;
  lastLine: number;
}

/** Draft journals of one import run: lines of a period go into the newest one that has room. */
export class DraftJournals {
  private readonly open = new Map<string, OpenJournal>();

  constructor(
    private readonly books: Books,
    private readonly company: string,
    private readonly parameters: ProjectParameters,
  ) {}

  /** Journal and line number of the next line of this transaction date. */
  nextLine(day: string): { readonly journal: string; readonly line: number } {
    const start = periodStart(this.parameters.periodUnit, day);
    const key = start ?? '';
    let journal = this.open.get(key) ?? this.newestDraft(start);
    if (journal === undefined || journal.lines >= this.parameters.lineLimit) journal = this.create(start);
    this.open.set(key, journal);
    journal.lines += 1;
    journal.lastLine += 1;
    return { journal: journal.id, line: journal.lastLine };
  }

  /** After a row was taken back: what was counted may not be there. */
  forget(): void {
    this.open.clear();
  }

  private newestDraft(start: string | undefined): OpenJournal | undefined {
    const drafts = this.books
      .inCompany('ProjAdvancedJournals', this.company, 'PeriodStartDate', instantOf(start ?? '1900-01-01'))
      .filter((journal) => journal['Status'] === 'Draft')
      .sort((left, right) => Number(right['@recId']) - Number(left['@recId']));
    for (const draft of drafts) {
      const found = this.countOf(draft);
      if (found.lines < this.parameters.lineLimit) return found;
    }
    return undefined;
  }

  private countOf(journal: Stored): OpenJournal {
    const id = textOf(journal, 'ProjAdvancedJournalId');
    const lines = linesOf(this.books, this.company, id);
    return { id, lines: lines.length, lastLine: Math.max(0, ...lines.map((line) => Number(line['LineNumber']))) };
  }

  private create(start: string | undefined): OpenJournal {
    const id = createJournal(this.books, this.company, start);
    return { id, lines: 0, lastLine: 0 };
  }
}

export const createJournal = (
  books: Books,
  company: string,
  start: string | undefined,
  more: { readonly original?: string } = {},
): string => {
  const id = nextNumber(books, company, 'IntegrationJournal');
  const created = books.create('ProjAdvancedJournals', {
    dataAreaId: company,
    ProjAdvancedJournalId: id,
    Description: `Project Operations integration journal${start === undefined ? '' : ` ${start}`}`,
    PeriodStartDate: start === undefined ? undefined : instantOf(start),
    Status: more.original === undefined ? 'Draft' : 'Error',
    OriginalProjAdancedJournalId: more.original,
  });
  books.update('ProjAdvancedJournals', { dataAreaId: company, ProjAdvancedJournalId: id, JournalRecId: Number(created['@recId']) });
  return id;
};

/** In the order of their numbers. */
export const linesOf = (books: Books, company: string, journal: string): Stored[] =>
  books
    .inCompany('ProjAdvancedJournalLines', company, 'ProjAdvancedJournalId', journal)
    .slice()
    .sort((left, right) => Number(left['LineNumber']) - Number(right['LineNumber']));

export const periodOf = (journal: Stored): string | undefined => dayOf(journal, 'PeriodStartDate');
