import type { System, WriteMessage } from '@concord/contracts';
import type { TableMap } from '@concord/table-maps';
import type { Link } from '../links/link';
import { planOf } from '../reconcile/map-plan';

/** The write a link's newest revision asks for. Null: nothing is in flight on that side. */
export const writeOf = (link: Link, system: System, map: TableMap, area: string, again = false): WriteMessage | null => {
  const { desired, key, revision } = link[system];
  if (desired === null || key === null) return null;
  const pointing = system === 'dataverse' ? lookupsIn(map, desired.values, desired.match) : {};
  return {
    area,
    map: map.id,
    link: link.id,
    revision,
    op: desired.op,
    key,
    ...(desired.op === 'create' && desired.match ? { match: desired.match } : {}),
    ...(desired.op === 'delete' ? {} : { values: desired.values }),
    ...(desired.op !== 'delete' && Object.keys(pointing).length > 0 ? { lookups: pointing } : {}),
    // An existing record is met with all it holds, or two-way fields could not be settled.
    ...(desired.op === 'create' ? { columns: planOf(map).columns[system] } : {}),
    ...(again ? { again } : {}),
  };
};

const lookupsIn = (map: TableMap, ...rows: readonly (Readonly<Record<string, unknown>> | undefined)[]): Record<string, string> =>
  Object.fromEntries(Object.entries(map.lookups).filter(([column]) => rows.some((row) => row !== undefined && column in row)));
