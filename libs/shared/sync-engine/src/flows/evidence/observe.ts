import type { FlowSource, Observed } from '../language/flow';
import { seenDeleted, seenFirst, troubleKey, type Evidence } from './evidence';
import type { Read } from './read-row';

/** Evidence that one message is. Pure. */
export const observe = (
  source: string,
  place: Pick<FlowSource, 'in' | 'table'>,
  { record, version, at, row }: Observed,
  read: (row: object) => Read,
): Evidence => {
  const about = { source, record, in: place.in, table: place.table, version };
  if (row === null) return { ...about, isThere: false, reading: null, readVersion: -1n, firsts: { [seenFirst]: at, [seenDeleted]: at } };
  const { reading, times } = read(row);
  const firsts: Record<string, number> = { [seenFirst]: at };
  for (const stage of Object.keys(reading.proves)) firsts[stage] = times[stage] ?? at;
  for (const { code } of reading.troubles) firsts[troubleKey(code)] = at;
  return { ...about, isThere: true, reading, readVersion: version, firsts };
};
