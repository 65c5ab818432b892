import { bindColumn, bindFilter } from '../../odata/bind-expression';
import type { BoundCondition } from '../../odata/bound-expression';
import type { Row, TableModel } from '../../odata/model';
import { matchingRows, type SortTerm } from '../../odata/query';
import type { QueryOptions } from '../../odata/query-options';
import type { TableStore } from '../../odata/table-store';
import type { FinanceTable } from '../definitions/finance-table';
import type { FinanceState } from '../finance-state';
import type { FinanceUser } from '../ports';
import { isVisible } from '../write/record-writer';
import { financeDialect } from './finance-dialect';

export interface ReadScope {
  readonly user: FinanceUser;
  readonly crossCompany: boolean;
  readonly allowFunctions: boolean;
}

interface Kept {
  readonly revision: number;
  readonly rows: readonly Row[];
}

/** More would keep rows of many queries alive; a sweep needs one. */
const KEPT_RESULTS = 8;

/**
 * Finds the rows of a read in their order. Pages are cut by `$skip`, so a sweep asks for the same rows again and again: the sorted
 * result of a query is kept until anything is written.
 */
export class CollectionReader {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly state: FinanceState) {}

  /** Rows before `$skip` and `$top`, visible ones only. */
  rows(table: FinanceTable, options: QueryOptions, scope: ReadScope, text: string): readonly Row[] {
    const id = `${table.entitySet}?${text} ${scope.crossCompany ? (scope.user.companies?.join() ?? '*') : scope.user.defaultCompany}`;
    const known = this.kept.get(id);
    if (known?.revision === this.state.revision) return known.rows;
    const rows = [...this.find(table, options, scope)];
    this.kept.delete(id);
    if (this.kept.size >= KEPT_RESULTS) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(id, { revision: this.state.revision, rows });
    return rows;
  }

  /** The first rows only, without looking at more of them than it must. */
  firstRows(table: FinanceTable, options: QueryOptions, scope: ReadScope, limit: number): Row[] {
    const rows: Row[] = [];
    for (const row of this.find(table, options, scope)) {
      if (rows.length >= limit) break;
      rows.push(row);
    }
    return rows;
  }

  /** Rows among the given ones, e.g. of a collection that is expanded. */
  among(table: FinanceTable, rows: readonly Row[], options: QueryOptions, scope: ReadScope): Row[] {
    const { condition, sort } = this.bind(table, options, scope);
    return [...matchingRows(this.state.database, { table: this.state.storeOf(table), condition, sort, among: rows })];
  }

  forget(): void {
    this.kept.clear();
  }

  private *find(table: FinanceTable, options: QueryOptions, scope: ReadScope): Generator<Row> {
    const { condition, sort } = this.bind(table, options, scope);
    const found = matchingRows(this.state.database, {
      table: this.state.storeOf(table),
      condition,
      sort: isKeyOrder(table, sort) ? [] : sort,
    });
    const { user, crossCompany } = scope;
    const all = !table.companySpecific || (crossCompany && user.companies === undefined);
    for (const row of found) if (all || isVisible(table, row, user, crossCompany)) yield row;
  }

  private bind(table: FinanceTable, options: QueryOptions, scope: ReadScope): { condition?: BoundCondition; sort: SortTerm[] } {
    const dialect = financeDialect(scope.allowFunctions);
    const tables = (name: string): TableModel | undefined => this.tableOf(name)?.model;
    return {
      condition: options.filter && bindFilter(options.filter, table.model, tables, dialect),
      sort: (options.orderby ?? []).map(({ segments, descending }) => ({
        column: bindColumn(segments, table.model, tables, dialect),
        descending,
      })),
    };
  }

  private tableOf(entitySet: string): TableStore | undefined {
    return this.state.database.table(entitySet);
  }
}

/** Whether rows come in this order anyway: that of the key, all of whose parts compare as text. */
const isKeyOrder = ({ model, columns }: FinanceTable, sort: readonly SortTerm[]): boolean =>
  sort.every(
    ({ column, descending }, index) => !descending && column.path.length === 0 && column.column.name === model.key.columns[index],
  ) && model.key.columns.every((name) => columns.get(name)?.type === 'String' || columns.get(name)?.type === 'DateTime');
