import type { QueryOptions } from '../odata/query-options';
import type { DataverseColumn, DataverseTable } from './dataverse-model';
import { failures } from './errors';

/** Which columns an answer holds, and how its context spells them. */
export interface Selection {
  /** In the order they are written. */
  readonly columns: readonly DataverseColumn[];
  /** Names as selected; absent without `$select`. */
  readonly names?: readonly string[];
}

const cache = new WeakMap<DataverseTable, Map<string, Selection>>();

/** Selected columns first, then those that come by themselves: primary key, currency of money. Throws for an unknown name. */
export const selectColumns = (table: DataverseTable, select: readonly string[] | undefined, added: readonly string[] = []): Selection => {
  const text = `${select?.join(',') ?? '*'};${added.join(',')}`;
  let known = cache.get(table);
  if (known === undefined) cache.set(table, (known = new Map()));
  let selection = known.get(text);
  if (selection === undefined) {
    selection = makeSelection(table, select, added);
    if (known.size > 500) known.clear();
    known.set(text, selection);
  }
  return selection;
};

const makeSelection = (table: DataverseTable, select: readonly string[] | undefined, added: readonly string[]): Selection => {
  const isReadable = ({ hidden, writeOnly }: DataverseColumn) => hidden !== true && writeOnly !== true;
  const all = [...table.columns.values()].filter(isReadable);
  if (select === undefined || select.length === 0 || select.includes('*')) return { columns: all };
  const columns = new Map<string, DataverseColumn>();
  const put = (name: string): boolean => {
    const column = table.columns.get(name);
    if (column === undefined || column.hidden === true) return false;
    if (isReadable(column)) columns.set(name, column);
    return true;
  };
  for (const name of select) {
    if (put(name)) continue;
    const navigation = table.navigations.get(name);
    if (navigation?.lookup === undefined) throw failures.propertyUnknown(name, table.logicalName);
    put(navigation.lookup.column); // a lookup selected by its navigation property
  }
  put(table.primaryId);
  if (table.columns.get('ownerid')?.inherited === true) put('ownerid');
  if ([...columns.values()].some(({ type }) => type === 'Money')) put('_transactioncurrencyid_value');
  for (const name of added) put(name);

  return { columns: [...columns.values()], names: select };
};

/** A lookup whose reference is expanded (`nav/$ref`) comes along. */
export const referencedLookups = (table: DataverseTable, options: QueryOptions): string[] =>
  (options.expand ?? []).flatMap(({ name, suffix }) => {
    const column = suffix === '$ref' ? table.navigations.get(name)?.lookup?.column : undefined;
    return column === undefined ? [] : [column];
  });
