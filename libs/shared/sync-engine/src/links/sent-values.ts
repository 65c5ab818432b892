import type { Scalar } from '@concord/contracts';
import type { Sent, SentByColumn } from './link';

/** At most so many values of one column are remembered: a record edited faster than its system answers must not grow its link. */
const remembered = 12;

export const sentByColumn = ({ last, earlier }: Sent): SentByColumn => {
  const values: Record<string, readonly Scalar[]> = { ...earlier };
  for (const column of Object.keys(last)) {
    const value = last[column] ?? null;
    const before = values[column] ?? [];
    if (!before.includes(value)) values[column] = [...before.slice(1 - remembered), value];
  }
  return values;
};

/** Whether some revision gave the column a value that `isSame` takes for its own. */
export const hasSent = ({ last, earlier }: Sent, column: string, isSame: (sent: Scalar) => boolean): boolean =>
  (column in last && isSame(last[column] ?? null)) || (earlier?.[column]?.some(isSame) ?? false);
