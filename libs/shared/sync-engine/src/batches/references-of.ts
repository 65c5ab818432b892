import type { Row, System } from '@concord/contracts';
import { otherSystem } from '@concord/contracts';
import type { Reference, TableMap } from '@concord/table-maps';
import type { Change } from '../changes/decide-change';
import { isInFlight, systems, type Link } from '../links/link';
import type { LinkIndex } from '../links/link-index';
import { planOf } from '../reconcile/map-plan';
import { expectedOf } from '../reconcile/draft';
import { referencesToResolve } from '../reconcile/map-rows';

/** References that deciding this change may ask for. */
export const referencesOfChange = (index: LinkIndex, map: TableMap, change: Change, scope: string): readonly Reference[] => {
  const { system, row } = change;
  const link = index.ofRecord(map.id, system, scope, change.id) ?? (system === 'finance' ? index.ofKey(map.id, change.id) : undefined);
  if (!link) return row === null ? [] : map.referencesOf(system, row, scope);
  if (isInFlight(link[system])) return [];
  // A delete may make the record again from its other half.
  if (row === null) return referencesOfLink(link, map);
  const held: Link = { ...link, [system]: { ...link[system], held: { version: change.version, row } } };
  const needed = referencesToResolve(held, map, planOf(map), false);
  return link.integrationKey === null ? [...needed, ...map.referencesOf(system, row, scope)] : needed;
};

/** References of all that is known of a link, and of one more row. */
export const referencesOfLink = (link: Link, map: TableMap, also?: { readonly system: System; readonly row: Row }): readonly Reference[] =>
  systems.flatMap((system) => {
    const side = link[system];
    if (!map.writes[otherSystem(system)] && link.integrationKey !== null && !planOf(map).isLookup) return [];
    const rows = [expectedOf(side), side.known, side.held?.row, also?.system === system ? also.row : null];
    return [...new Set(rows)].flatMap((row) => (row ? map.referencesOf(system, row, link.scope) : []));
  });
