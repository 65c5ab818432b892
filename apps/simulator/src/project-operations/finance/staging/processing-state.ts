import type { Books, NewRow, Stored } from '../books';
import { guidOf, instantOfTime, isYes, textOf } from '../columns';

const TABLE = 'ProjCDSActualsImports';

const keyOf = (staged: Stored) => ({ dataAreaId: textOf(staged, 'dataAreaId'), ActualsImportId: textOf(staged, 'ActualsImportId') });

/** What only the table behind the staging entity knows of a row; made when missing, as a seeded row has none. */
export const stateOf = (books: Books, staged: Stored): Stored =>
  books.find(TABLE, keyOf(staged)) ??
  books.create(TABLE, {
    ...keyOf(staged),
    ActualId: guidOf(staged, 'ActualId'),
    ActivityNumber: textOf(staged, 'TaskNumber'),
    FundingSourceId: textOf(staged, 'FundingSource'),
    StagedDateTime: instantOfTime(books.now()),
  });

export const knownStateOf = (books: Books, staged: Stored): Stored | undefined => books.find(TABLE, keyOf(staged));

export const changeState = (books: Books, staged: Stored, changes: NewRow): void => {
  stateOf(books, staged);
  books.update(TABLE, { ...keyOf(staged), ...changes });
};

/** Processed rows, and rows that have a journal line: what is in them counts no longer. */
export const isTaken = (state: Stored | undefined): boolean =>
  state !== undefined && (isYes(state, 'IsProcessed') || textOf(state, 'ProjAdvancedJournalId') !== '');

/** Rows of all companies that wait for an import, in the order they came. */
export const waitingRows = (books: Books): Stored[] => {
  for (const staged of books.all('ProjActualsImports')) if (knownStateOf(books, staged) === undefined) stateOf(books, staged);
  const waiting: Stored[] = [];
  for (const state of books.where(TABLE, 'IsProcessed', 'No')) {
    if (textOf(state, 'ProjAdvancedJournalId') !== '') continue;
    const staged = books.find('ProjActualsImports', { dataAreaId: state['dataAreaId']!, ActualsImportId: state['ActualsImportId']! });
    if (staged !== undefined) waiting.push(staged);
  }
  return waiting.sort((left, right) => Number(left['@recId']) - Number(right['@recId']));
};
