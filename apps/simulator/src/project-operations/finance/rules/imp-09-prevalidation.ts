import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import { stateOf } from '../staging/processing-state';

const MINUTES_TO_WAIT = 5;

/** What prevalidation says of a row: too young rows wait without a word, rolled back ones are marked and never come into a journal. */
export type Prevalidation = 'valid' | 'too-young' | 'not-in-dataverse';

/**
 * IMP-09: rows are looked for in Dataverse when they are five minutes old. Finance cannot see Dataverse here: which actuals were rolled
 * back there is told by the action `mark-actuals-rolled-back`.
 */
export const prevalidate = (books: Books, staged: Stored, actualId: string): Prevalidation => {
  const stagedAt = Date.parse(textOf(stateOf(books, staged), 'StagedDateTime'));
  if (books.now() - stagedAt < MINUTES_TO_WAIT * 60_000) return 'too-young';
  return isRolledBack(books, actualId) ? 'not-in-dataverse' : 'valid';
};

export const isRolledBack = (books: Books, actualId: string): boolean =>
  books.find('ProjRolledBackActuals', { ActualId: actualId }) !== undefined;
