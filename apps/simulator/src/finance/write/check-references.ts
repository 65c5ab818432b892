import type { Row, Value } from '../../odata/model';
import { foldText, keyText } from '../../odata/row-key';
import type { TableStore } from '../../odata/table-store';
import type { FinanceReference, FinanceTable } from '../definitions/finance-table';
import type { FinanceState } from '../finance-state';

/** Whether the columns of a reference name a row that exists, or name nothing at all. */
export const referenceHolds = (state: FinanceState, table: FinanceTable, reference: FinanceReference, row: Row): boolean => {
  const values = reference.columns.map((name) => row[name]);
  if (values.every((value, index) => isUnset(table, reference.columns[index]!, value))) return true;
  const target = state.catalogue.bySetName(reference.to);
  // A table that is not defined cannot be asked; refusing everything would make the referring table useless.
  if (!target) return true;
  const wanted = new Map<string, Value | undefined>(reference.by.map((name, index) => [name, values[index]]));
  if (table.companySpecific && target.companySpecific && !wanted.has('dataAreaId')) wanted.set('dataAreaId', row['dataAreaId']);
  // A customer may be its own invoice account, from its creation on.
  if (target === table && [...wanted].every(([name, value]) => sameValue(row[name], value))) return true;
  return rowsWith(state.storeOf(target), wanted).length > 0;
};

/** The first table whose rows refer to this one and forbid its delete. */
export const firstDependent = (state: FinanceState, table: FinanceTable, row: Row): FinanceTable | undefined => {
  for (const other of state.catalogue.tables()) {
    for (const reference of other.references) {
      if (reference.to !== table.entitySet || reference.onDelete !== 'restrict') continue;
      const wanted = new Map<string, Value | undefined>(reference.columns.map((name, index) => [name, row[reference.by[index]!]]));
      if ([...wanted].every(([name, value]) => isUnset(other, name, value))) continue;
      if (table.companySpecific && other.companySpecific && !wanted.has('dataAreaId')) wanted.set('dataAreaId', row['dataAreaId']);
      const others = rowsWith(state.storeOf(other), wanted).filter((found) => other !== table || !isSameKey(table, found, row));
      if (others.length > 0) return other;
    }
  }
  return undefined;
};

const isUnset = (table: FinanceTable, name: string, value: Value | undefined): boolean =>
  value === undefined || value === null || value === table.columns.get(name)?.unset;

const isSameKey = (table: FinanceTable, left: Row, right: Row): boolean =>
  table.model.key.columns.every((name) => left[name] === right[name]);

const rowsWith = (store: TableStore, wanted: ReadonlyMap<string, Value | undefined>): Row[] => {
  const { key } = store.model;
  if (key.columns.length === wanted.size && key.columns.every((name) => wanted.has(name))) {
    const text = keyText(store.model, key.columns, (name) => wanted.get(name));
    const row = text === undefined ? undefined : store.get(text);
    return row === undefined ? [] : [row];
  }
  // Companies are shared by thousands of rows: the index of any other column tells them apart better.
  const column = [...wanted.keys()].find((name) => name !== 'dataAreaId') ?? 'dataAreaId';
  return store.where(column, wanted.get(column) ?? null).filter((row) => [...wanted].every(([name, value]) => sameValue(row[name], value)));
};

const sameValue = (left: Value | undefined, right: Value | undefined): boolean =>
  typeof left === 'string' && typeof right === 'string' ? foldText(left) === foldText(right) : left === right;
