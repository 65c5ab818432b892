import type { BoundColumn, BoundCondition } from './bound-expression';
import { compareNullable } from './compare-values';
import { compileColumn, compileCondition } from './evaluate';
import type { ColumnKind, Row, Value } from './model';
import { candidates } from './query-plan';
import { rowKey } from './row-key';
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
  const { table, condition, sort = [] } = query;
  const passes = condition === undefined ? () => true : compileCondition(condition, database);
  const few = query.among ?? candidates(table, condition);
  if (few === undefined && sort.length === 0) return filtered(table.scan(after?.key), passes);

  const found = few === undefined ? [...filtered(table.scan(), passes)] : few.filter(passes);
  const order = ordering(database, query);
  const sorted = found.map(order.decorate).sort(order.compare);
  const first = after === undefined ? 0 : firstAfter(sorted, order, after);

  return sorted.slice(first).map(({ row }) => row);
};

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
  const columns = sort.map((term) => ({
    ...term,
    kind: term.by?.kind ?? term.column.type,
    read: term.by?.read ?? compileColumn(term.column, database),
  }));
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
