import type { RecordClass } from './columns';
import type { System } from './scalar';

/** Which table a record class describes. */
export interface Table {
  readonly system: System;
  /** Entity set in Dataverse; public collection name, physical name or label in Finance. */
  readonly table: string;
  /** `[<primary key>]` in Dataverse, `dataAreaId` first in Finance where the table is company-specific. */
  readonly key: readonly string[];
}

const tables = new WeakMap<object, Table>();

/** A class whose rows have these columns, whatever else: the compiler then refuses a key column that the class does not declare. */
type WithColumns<K extends string> = new () => { readonly [P in K]: unknown };

/** Names the Finance collection of a record class and its key columns, in the order record ids are made of. */
export const FinanceTable =
  <const K extends string>(table: string, key: readonly K[]) =>
  (record: WithColumns<K>): void => {
    tables.set(record, { system: 'finance', table, key });
  };

/** Names the Dataverse entity set of a record class and its primary key. */
export const DataverseTable =
  <const K extends string>(table: string, primaryKey: K) =>
  (record: WithColumns<K>): void => {
    tables.set(record, { system: 'dataverse', table, key: [primaryKey] });
  };

/** Throws a sentence that says what to add: found at boot, never at the first row. */
export const tableOf = (record: RecordClass): Table => {
  const table = tables.get(record);
  if (table) return table;
  throw new TypeError(`${record.name} names no table: decorate it with @FinanceTable(...) or @DataverseTable(...)`);
};
