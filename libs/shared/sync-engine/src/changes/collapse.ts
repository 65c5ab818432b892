import type { ChangeMessage, Column, Row, System } from '@concord/contracts';
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
  const { row } = change;
  const { columns } = map[change.system];
  if (row === null || isOf(row, columns)) return change;
  const own: Record<string, Row[string]> = {};
  for (const { name } of columns) own[name] = row[name] ?? null;
  return { ...change, row: own };
};

/** Most tables have one map, and the row is what it wants already. */
const isOf = (row: Row, columns: readonly Column[]): boolean => {
  const names = Object.keys(row);
  return names.length === columns.length && columns.every(({ name }) => row[name] !== undefined);
};
