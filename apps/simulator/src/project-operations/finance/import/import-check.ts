import type { Books } from '../books';
import type { ProjectParameters } from '../setup/parameters';
import type { StagedActual } from '../staging/staged-actual';

export interface ImportContext {
  readonly books: Books;
  /** Of the company whose journal gets the line. */
  readonly parameters: ProjectParameters;
}

/** Why a staged row waits. It stays unprocessed, is tried again by the next run, and stops no other row. */
export interface ImportCheck {
  /** As domain/70-finance-accounting.md 3.4 names it. */
  readonly code: string;
  /** The text of the log, or nothing when all is well. */
  readonly refusal: (actual: StagedActual, context: ImportContext) => string | undefined;
}

export const unable = (actual: StagedActual, reason: string): string => `Unable to import actual ${actual.actualId}. ${reason}`;
