import type { BoundCondition } from './bound-expression';
import type { Row, TableModel, Value } from './model';
import { keyText, rowKey } from './row-key';
import type { TableStore } from './table-store';

/**
 * Rows among which all that satisfy the condition are, when an index can name them cheaply; `undefined` when the table must be walked.
 * In no particular order, without doubles.
 */
export const candidates = (table: TableStore, condition: BoundCondition | undefined): Row[] | undefined => {
  if (condition === undefined) return undefined;
  const conjuncts = condition.kind === 'and' ? condition.operands : [condition];
  const equalities = new Map<string, readonly Value[]>();
  for (const conjunct of conjuncts) {
    const equality = equalityOf(conjunct);
    if (equality !== undefined && !equalities.has(equality.column)) equalities.set(equality.column, equality.values);
  }
  if (equalities.size === 0) return undefined;

  return byWholeKey(table, equalities) ?? byColumn(table, equalities);
};

const byWholeKey = (table: TableStore, equalities: ReadonlyMap<string, readonly Value[]>): Row[] | undefined => {
  const single = (column: string): Value | undefined => {
    const values = equalities.get(column);
    return values?.length === 1 ? values[0] : undefined;
  };
  const { model } = table;
  if (model.key.columns.length === 1) {
    const values = equalities.get(model.key.columns[0]!);
    if (values !== undefined) {
      const keys = new Set(values.map((value) => keyText(model, model.key.columns, () => value)));
      return [...keys].map((key) => (key === undefined ? undefined : table.get(key))).filter((row) => row !== undefined);
    }
  } else {
    const key = keyText(model, model.key.columns, single);
    if (key !== undefined) {
      const row = table.get(key);
      return row === undefined ? [] : [row];
    }
  }
  for (const alternate of model.alternateKeys) {
    if (keyText(model, alternate.columns, single) === undefined) continue;
    const row = table.byAlternateKey(alternate, single);
    return row === undefined ? [] : [row];
  }
  return undefined;
};

const byColumn = (table: TableStore, equalities: ReadonlyMap<string, readonly Value[]>): Row[] | undefined => {
  const { model } = table;
  for (const [column, values] of equalities) {
    if (!isIndexed(model, column)) continue;
    const rows = new Map<string, Row>();
    for (const value of values) for (const row of table.where(column, value)) rows.set(rowKey(model, row)!, row);
    return [...rows.values()];
  }
  return undefined;
};

/** Companies and states are shared by too many rows for an index to help; keys and lookups are not. */
const isIndexed = (model: TableModel, column: string): boolean => {
  const { indexed, kind } = model.columns.get(column) ?? {};
  return indexed ?? (kind === 'guid' || model.alternateKeys.some((key) => key.columns[key.columns.length - 1] === column));
};

const equalityOf = (condition: BoundCondition): { column: string; values: readonly Value[] } | undefined => {
  if (condition.kind === 'compare' && condition.operator === 'eq' && condition.right.kind === 'constant') {
    const { left, right } = condition;
    return left.kind === 'column' && left.slot === 0 && left.path.length === 0
      ? { column: left.column.name, values: [right.value] }
      : undefined;
  }
  if (condition.kind === 'test' && condition.equals !== undefined) {
    const { operand } = condition;
    return operand.kind === 'column' && operand.slot === 0 && operand.path.length === 0
      ? { column: operand.column.name, values: condition.equals }
      : undefined;
  }
  if (condition.kind === 'or') {
    const parts = condition.operands.map(equalityOf);
    const column = parts[0]?.column;
    if (column === undefined || parts.some((part) => part?.column !== column)) return undefined;
    return { column, values: parts.flatMap((part) => [...part!.values]) };
  }
  return undefined;
};
