import type { TableRead } from './initial-sync.repository';

export interface ReadProgress {
  readonly rowsDone: number;
  readonly rowsTotal: number | null;
  /** Null: nothing to tell it by yet. */
  readonly secondsLeft: number | null;
}

/**
 * A table is done when its rows are read and their links are no longer on their way. Time left is what the rest takes at the pace so far. Pure.
 *
 * @param onTheWay links of the map that are pending
 */
export const timeLeft = (
  read: Pick<TableRead, 'status' | 'rowsRead' | 'rowsTotal' | 'startedAt'>,
  onTheWay: number,
  now: number,
): ReadProgress => {
  const rowsTotal = read.status === 'read' ? read.rowsRead : read.rowsTotal;
  const rowsDone = Math.max(0, read.rowsRead - onTheWay);
  if (read.status === 'failed' || rowsTotal === null || read.startedAt === null) return { rowsDone, rowsTotal, secondsLeft: null };
  const rest = Math.max(0, rowsTotal - rowsDone);
  if (rest === 0) return { rowsDone, rowsTotal, secondsLeft: 0 };
  if (rowsDone === 0) return { rowsDone, rowsTotal, secondsLeft: null };
  const elapsed = Math.max(1, now - read.startedAt.getTime()) / 1000;
  return { rowsDone, rowsTotal, secondsLeft: Math.ceil((elapsed * rest) / rowsDone) };
};
