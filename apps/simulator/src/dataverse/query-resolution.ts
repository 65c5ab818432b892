import { bindColumn, bindFilter } from '../odata/bind-expression';
import type { BoundCondition } from '../odata/bound-expression';
import type { Row, Value } from '../odata/model';
import type { SortTerm } from '../odata/query';
import type { OrderTerm, QueryOptions } from '../odata/query-options';
import type { DataverseColumn, DataverseTable } from './dataverse-model';
import { filterDialect } from './filter-dialect';
import { targetName } from './formatted-values';
import type { Operation } from './operation';

/** `$filter` and `$orderby` with names resolved. Throws for names and types that do not fit. */
export const resolveQuery = (
  operation: Operation,
  table: DataverseTable,
  options: QueryOptions,
): { readonly condition?: BoundCondition; readonly sort?: readonly SortTerm[] } => {
  if (options.filter === undefined && options.orderby === undefined) return {};
  const dialect = filterDialect(operation, table);
  const { lookup } = operation.environment;

  return {
    ...(options.filter === undefined ? {} : { condition: bindFilter(options.filter, table, lookup, dialect) }),
    ...(options.orderby === undefined ? {} : { sort: options.orderby.map((term) => sortTerm(operation, table, term)) }),
  };
};

/** A lookup sorts by the primary name of what it refers to; everything else by its value. */
const sortTerm = (operation: Operation, table: DataverseTable, term: OrderTerm): SortTerm => {
  const { environment } = operation;
  const single = term.segments.length === 1 ? term.segments[0]! : undefined;
  const byNavigation = single === undefined ? undefined : table.navigations.get(single)?.lookup?.column;
  const name = byNavigation ?? single;
  const column: DataverseColumn | undefined = name === undefined ? undefined : table.columns.get(name);
  const segments = name === undefined ? term.segments : [name];
  const bound = bindColumn(segments, table, environment.lookup, filterDialect(operation, table));
  if (column?.lookup === undefined) return { column: bound, descending: term.descending };
  const read = (row: Row): Value => {
    const id = row[column.name] ?? null;
    return id === null ? null : (targetName(environment, column, row, String(id)) ?? null);
  };
  return { column: bound, descending: term.descending, by: { kind: 'string', read } };
};
