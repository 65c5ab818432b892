import type { ChangeMessage, Row, System } from '@concord/contracts';
import type { Batch, Incoming } from '@concord/messaging';
import type { TableMap } from '@concord/table-maps';
import type { Change } from './decide-change';

export interface ReadChange extends Change {
  readonly message: Incoming<ChangeMessage>;
}

/** The newest version of each record in a batch: older ones would be superseded within the same transaction. */
export const collapse = (batch: Batch<ChangeMessage>, system: System): { changes: ReadChange[]; collapsed: number } => {
  const newest = new Map<string, ReadChange>();
  for (const message of batch.messages) {
    const { id, key, op, row, version } = message.value;
    const change: ReadChange = { system, id, key, version: BigInt(version), row: op === 'delete' ? null : (row ?? null), message };
    const before = newest.get(id);
    if (!before || change.version > before.version) newest.set(id, change);
  }
  return { changes: [...newest.values()], collapsed: batch.messages.length - newest.size };
};

/** A change reduced to the columns of one map; a column that nobody captures yet has no value. */
export const projected = (change: ReadChange, map: TableMap): ReadChange => {
  if (change.row === null) return change;
  const row: Record<string, Row[string]> = {};
  for (const { name } of map[change.system].columns) row[name] = change.row[name] ?? null;
  return { ...change, row };
};
