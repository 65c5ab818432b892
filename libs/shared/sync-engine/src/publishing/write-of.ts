import type { System, WriteMessage } from '@concord/contracts';
import type { TableMap } from '@concord/table-maps';
import type { Link } from '../links/link';

/** The write a link's newest revision asks for. Null: nothing is in flight on that side. */
export const writeOf = (link: Link, system: System, map: TableMap, area: string, again = false): WriteMessage | null => {
  const { desired, key, revision } = link[system];
  if (desired === null || key === null) return null;
  // Put together piece by piece: one is made for every write, and spreading what is not there costs ten times as much.
  const write: { -readonly [M in keyof WriteMessage]: WriteMessage[M] } = {
    area,
    map: map.id,
    link: link.id,
    revision,
    op: desired.op,
    key,
  };
  if (desired.op === 'create' && desired.match) write.match = desired.match;
  if (desired.op !== 'delete') {
    write.values = desired.values;
    const pointing = system === 'dataverse' ? lookupsIn(map, desired.values, desired.match) : {};
    if (Object.keys(pointing).length > 0) write.lookups = pointing;
  }
  if (again) write.again = again;
  return write;
};

const lookupsIn = (map: TableMap, ...rows: readonly (Readonly<Record<string, unknown>> | undefined)[]): Record<string, string> =>
  Object.fromEntries(Object.entries(map.lookups).filter(([column]) => rows.some((row) => row !== undefined && column in row)));
