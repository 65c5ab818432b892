import type { BoundColumn, BoundCondition } from './bound-expression';
import { compareNullable } from './compare-values';
import { compileColumn, compileCondition } from './evaluate';
import type { ColumnKind, Row, Value } from './model';
import { candidates } from './query-plan';
import { foldText, rowKey } from './row-key';
import type { Database } from './store';
import type { TableStore } from './table-store';

export interface SortTerm {
  readonly column: BoundColumn;
  readonly descending: boolean;
  /** Sorts by something else than the column's own value, e.g. by the name behind a lookup. */
  readonly by?: { readonly kind: ColumnKind; readonly read: (row: Row) => Value };
}

/** A question to one table, names resolved. */
export interface Query {
  readonly table: TableStore;
  readonly condition?: BoundCondition;
  readonly sort?: readonly SortTerm[];
  /** Only these rows, e.g. the members of a collection; all of the table when absent. */
  readonly among?: readonly Row[];
  /** Text that tells this query from others: later pages of a sorted query then need no second sorting while nothing was written. */
  readonly identity?: string;
}

/** Where a page ended: the values its last row was sorted by, and its key. */
export interface Position {
  readonly values: readonly Value[];
  readonly key: string;
}

/**
 * Rows that satisfy the query, in its order, after a position; without `sort` in key order. Walks lazily when it can, so that a page in
 * key order costs about what it returns.
 */
export const matchingRows = (database: Database, query: Query, after?: Position): Iterable<Row> => {
  const { table, condition } = query;
  const passes = condition === undefined ? () => true : compileCondition(condition, database);
  const few = query.among ?? candidates(table, condition);
  if (few === undefined && isKeyOrder(query)) return filtered(table.scan(after?.key), passes);

  const order = ordering(database, query);
  const sort = () => (few === undefined ? [...filtered(table.scan(), passes)] : few.filter(passes)).map(order.decorate).sort(order.compare);
  const sorted =
    after === undefined ? remembered(database, query, sort()) : (recalled(database, query) ?? remembered(database, query, sort()));
  const first = after === undefined ? 0 : firstAfter(sorted, order, after);

  return rowsFrom(sorted, first);
};

/** Whether walking the table in key order gives the order that is asked for. */
const isKeyOrder = ({ table, sort = [] }: Query): boolean => {
  const keys = table.model.key.columns;
  return sort
    .slice(0, keys.length) // behind the whole key nothing is left to be sorted
    .every(
      ({ column, descending, by }, index) =>
        !descending && by === undefined && column.path.length === 0 && column.column.name === keys[index],
    );
};

interface Sorted {
  readonly version: number;
  readonly rows: readonly Decorated[];
}

const lastSorted = new WeakMap<Database, Map<string, Sorted>>();
const mostRemembered = 4;

const remembered = (database: Database, { identity }: Query, rows: readonly Decorated[]): readonly Decorated[] => {
  if (identity === undefined || rows.length < 1_000) return rows;
  let known = lastSorted.get(database);
  if (known === undefined) lastSorted.set(database, (known = new Map()));
  known.delete(identity);
  known.set(identity, { version: database.currentVersion, rows });
  if (known.size > mostRemembered) known.delete(known.keys().next().value!);

  return rows;
};

const recalled = (database: Database, { identity }: Query): readonly Decorated[] | undefined => {
  const known = identity === undefined ? undefined : lastSorted.get(database)?.get(identity);

  return known?.version === database.currentVersion ? known.rows : undefined;
};

function* rowsFrom(sorted: readonly Decorated[], first: number): Generator<Row> {
  for (let index = first; index < sorted.length; index += 1) yield sorted[index]!.row;
}

/** How many rows satisfy the query, counted no further than `limit`. */
export const countRows = (database: Database, query: Query, limit = Infinity): number => {
  if (query.condition === undefined && query.among === undefined) return Math.min(query.table.size, limit);
  const passes = query.condition === undefined ? () => true : compileCondition(query.condition, database);
  let count = 0;
  for (const row of query.among ?? candidates(query.table, query.condition) ?? query.table.scan()) {
    if (passes(row)) count += 1;
    if (count >= limit) break;
  }
  return count;
};

export const positionOf = (database: Database, query: Query, row: Row): Position => {
  const { decorate } = ordering(database, query);
  const { values, key } = decorate(row);

  return { values, key };
};

interface Decorated extends Position {
  readonly row: Row;
}

const ordering = (database: Database, { table, sort = [] }: Query) => {
  const columns = sort.map(({ column, by, descending }) => {
    const kind = by?.kind ?? column.type;
    const read = by?.read ?? compileColumn(column, database);
    // Text is folded once per row, not once per comparison; folded text compares as it stands.
    return kind === 'string' ? { descending, kind: 'guid' as const, read: folded(read) } : { descending, kind, read };
  });
  const compare = (left: Position, right: Position): number => {
    for (let index = 0; index < columns.length; index += 1) {
      const { kind, descending } = columns[index]!;
      const result = compareNullable(kind, left.values[index], right.values[index]);
      if (result !== 0) return descending ? -result : result;
    }
    return table.compareKeys(left.key, right.key);
  };
  const decorate = (row: Row): Decorated => ({ row, values: columns.map(({ read }) => read(row)), key: rowKey(table.model, row)! });

  return { compare, decorate };
};

const folded =
  (read: (row: Row) => Value | undefined) =>
  (row: Row): Value => {
    const value = read(row) ?? null;
    return value === null ? null : foldText(String(value));
  };

const firstAfter = (sorted: readonly Decorated[], { compare }: ReturnType<typeof ordering>, position: Position): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle]!, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

function* filtered(rows: Iterable<Row>, passes: (row: Row) => boolean): Generator<Row> {
  for (const row of rows) if (passes(row)) yield row;
}
