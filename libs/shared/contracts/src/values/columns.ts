import type { Column, ColumnKind } from './scalar';

/** What a value decorator says of a column, besides its validation. */
export interface ColumnFacts {
  readonly kind: ColumnKind;
  /** Lookup columns: entity set they point into. */
  readonly target?: string;
}

/** A record class: what a table's rows look like. */
export type RecordClass<T extends object = object> = new () => T;

const facts = new WeakMap<object, Map<string, ColumnFacts>>();

/** Called by the value decorators only. */
export const markColumn = (prototype: object, name: string, column: ColumnFacts): void => {
  const known = facts.get(prototype) ?? new Map<string, ColumnFacts>();
  known.set(name, column);
  facts.set(prototype, known);
};

const factsOf = (record: RecordClass): ReadonlyMap<string, ColumnFacts> => facts.get(record.prototype) ?? new Map();

/** Columns of a record class in order of declaration, with what the gateway must know to read them truly. */
export const columnsOf = (record: RecordClass): readonly Column[] => [...factsOf(record)].map(([name, { kind }]) => ({ name, kind }));

/** Entity set each lookup column of a record class points into. */
export const lookupsOf = (record: RecordClass): Readonly<Record<string, string>> =>
  Object.fromEntries([...factsOf(record)].flatMap(([name, { target }]) => (target === undefined ? [] : [[name, target]])));
