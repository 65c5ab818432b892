import { otherSystem, type Scalar, type System } from '@concord/contracts';
import type { Conflict, Held } from '../links/link';
import type { Draft } from './draft';
import { noteConflict } from './merge-columns';
import { wasSentByUs } from './own-values';

/**
 * A row held while our write was on its way turns out to have been read before it. What in it is neither what the record was known to hold nor
 * one of our own values was somebody's edit: columns that our write did not touch hold it still; columns that it overwrote are a conflict,
 * settled by the master. Undefined columns and one-way columns are no conflict: they are not the other system's to set.
 *
 * Called before the write's values become known. Null: it was an old read.
 */
export const overwrittenEdits = (draft: Draft, system: System, version: bigint): Held | null => {
  const { link, plan } = draft;
  const side = link[system];
  const row = side.held?.row;
  if (!row || !side.desired) return null;
  const same = plan.same[system];
  const written = side.desired.values;
  const merged: Record<string, Scalar> = { ...side.known, ...written };
  const lost: string[] = [];
  const conflicts: Conflict['fields'][number][] = [];
  let isEdited = false;
  for (const column of Object.keys(row)) {
    const value = row[column] ?? null;
    const known = side.known?.[column];
    if ((side.known !== null && column in side.known && same(column, value, known)) || wasSentByUs(plan, system, side, column, value))
      continue;
    if (!(column in written)) {
      merged[column] = value;
      isEdited = true;
      continue;
    }
    const planned = plan.to[system].columns.get(column);
    if (!planned?.twoWay || planned.source === undefined) continue;
    const wins = planned.master === system;
    const ours = written[column] ?? null;
    const names = system === 'dataverse' ? { dataverse: column, finance: planned.source } : { dataverse: planned.source, finance: column };
    conflicts.push({ ...names, winner: wins ? system : otherSystem(system), kept: wins ? value : ours, overruled: wins ? ours : value });
    if (!wins) continue;
    merged[column] = value;
    lost.push(column);
    isEdited = true;
  }
  noteConflict(draft, conflicts);
  return isEdited ? { version: version > side.version ? version : side.version, row: merged, lost } : null;
};
