import type { Column, SubscriptionMessage, System } from '@concord/contracts';

/** A table to capture: what all areas together want of it. */
export interface CapturedTable {
  readonly system: System;
  /** As subscribed, and as in the names of topics. */
  readonly name: string;
  /** In the order record ids are made of. */
  readonly key: readonly string[];
  /** Union over the areas, by name, in alphabetical order; the key included. */
  readonly columns: readonly Column[];
  readonly areas: readonly string[];
  /** Tables of lower order are read before this one in a first load. */
  readonly order: number;
}

export const tableId = (table: { readonly system: System; readonly name: string }): string => `${table.system}/${table.name}`;

/** One table out of all areas' wishes. Throws when two areas disagree on the key or on what a column is: then neither can be served. */
export const mergedTable = (subscriptions: readonly SubscriptionMessage[]): CapturedTable => {
  const [first] = subscriptions;
  if (!first) throw new TypeError('A table without a subscription is not captured.');
  const columns = new Map<string, Column>();
  for (const subscription of subscriptions) {
    if (subscription.key.join('|') !== first.key.join('|'))
      throw new Error(
        `The areas ${first.area} and ${subscription.area} name different keys of ${first.table}: ${first.key.join(', ')} and ${subscription.key.join(', ')}. Give both maps the same key.`,
      );
    for (const column of subscription.columns) {
      const known = columns.get(column.name);
      if (known && known.kind !== column.kind)
        throw new Error(
          `The areas of ${first.table} disagree on column ${column.name}: ${known.kind} and ${column.kind}. Give both maps the same kind.`,
        );
      columns.set(column.name, { name: column.name, kind: column.kind });
    }
  }
  const guidKey = first.system === 'dataverse';
  for (const name of first.key) if (!columns.has(name)) columns.set(name, { name, kind: guidKey ? 'guid' : 'text' });
  return {
    system: first.system,
    name: first.table,
    key: [...first.key],
    columns: [...columns.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    areas: [...new Set(subscriptions.map((subscription) => subscription.area))].sort(),
    order: Math.min(...subscriptions.map((subscription) => subscription.order ?? 0)),
  };
};

/** Changes when a table must be read again from the start, because other columns are wanted. */
export const columnsFingerprint = (table: CapturedTable): string =>
  [table.key.join(','), ...table.columns.map((column) => `${column.name}:${column.kind}`)].join(';');
