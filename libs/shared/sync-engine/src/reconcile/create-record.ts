import { otherSystem, recordIdOf, type Row, type System } from '@concord/contracts';
import { isInFlight } from '../links/link';
import { nameBasedUuid } from '../links/name-based-uuid';
import { issue, type Draft } from './draft';
import type { Made } from './map-rows';

/** Asks for the record that side `to` lacks, unless this side's records are not the ones that make it. */
export const createRecord = (draft: Draft, to: System, mapped: Made): void => {
  const { link, map, plan } = draft;
  if (!map.writes[to] || !plan.makes[otherSystem(to)]) return;
  const side = link[to];
  const later = mapped.later ? { later: mapped.later } : {};
  const underway = isInFlight(side) && side.desired?.op === 'create' ? side.desired : null;
  if (underway) {
    // What it is to be given afterwards is no part of the write.
    if (mapped.later && mapped.later.join() !== underway.later?.join()) side.desired = { ...underway, later: mapped.later };
    const changed = Object.keys(mapped.values).filter((column) => !plan.same[to](column, mapped.values[column], underway.values[column]));
    if (changed.length === 0) return;
    const values = Object.fromEntries(changed.map((column) => [column, mapped.values[column] ?? null]));
    return issue(draft, to, { ...underway, ...later, values: { ...underway.values, ...values } });
  }
  const key = keyOf(draft, to, mapped);
  side.key = key;
  side.id = recordIdOf(to, map[to].key, key);
  const match = to === 'dataverse' ? { match: mapped.match } : {};
  issue(draft, to, { op: 'create', values: { ...mapped.createValues, ...mapped.values }, ...match, ...later });
};

/**
 * Concord chooses the Guid, always the same for one integration key: a create whose reply was lost cannot make a second row. Where legal entities share
 * the row, it is named by what identifies it to all of them: two that bring the record at once make one row.
 */
const keyOf = ({ link, map, plan }: Draft, to: System, mapped: Made): Row => {
  if (to === 'finance') return mapped.financeKey;
  const words = plan.isRowShared
    ? Object.values(mapped.match).map((value) => String(value).toLowerCase())
    : [link.integrationKey ?? link.id];
  return { [map.dataverse.key[0] ?? '']: nameBasedUuid('dataverse', map.id, ...words) };
};
