import { ODataProblem } from '../odata/http';
import { literalFor } from '../odata/literal-types';
import type { KeyModel, Row, Value } from '../odata/model';
import { parsePath, type SegmentArguments } from '../odata/resource-path';
import type { DataverseTable } from './dataverse-model';
import type { Environment } from './environment';
import { failures } from './errors';
import { parseGuid } from './guids';
import type { Operation } from './operation';
import { lookupColumn } from './schema';

/** What a key predicate names: a row by its id, or by an alternate key. */
export type Address =
  | { readonly kind: 'id'; readonly id: string; readonly text: string }
  | { readonly kind: 'alternate'; readonly key: KeyModel; readonly values: ReadonlyMap<string, Value>; readonly text: string };

/** Reads `(guid)`, `(accountid=guid)`, `(a='x',_b_value=guid)`. Throws when that is no declared key. */
export const readAddress = (table: DataverseTable, given: SegmentArguments): Address => {
  const { unnamed, named, text } = given;
  if (unnamed !== undefined) {
    const id = unnamed.type === 'guid' ? String(unnamed.value) : undefined;
    if (id === undefined) throw failures.keyNotDeclared(table.logicalName);
    return { kind: 'id', id, text };
  }
  // Users and teams share the key of `principal`: by name it is `ownerid`, never their own.
  const primary = named.get(table.definition.baseType === 'principal' ? 'ownerid' : table.primaryId);
  if (named.size === 1 && primary !== undefined) {
    const id = primary.type === 'guid' || primary.type === 'string' ? parseGuid(String(primary.value)) : undefined;
    if (id === undefined) throw failures.keyNotDeclared(table.logicalName);
    return { kind: 'id', id, text };
  }
  const key = table.alternateKeys.find(({ columns }) => columns.length === named.size && columns.every((column) => partOf(named, column)));
  if (key === undefined) throw failures.keyNotDeclared(table.logicalName);
  const values = new Map<string, Value>();
  for (const name of key.columns) {
    const column = table.columns.get(name)!;
    const value = literalFor(column, partOf(named, name)!);
    if (value === undefined) throw failures.keyNotDeclared(table.logicalName);
    values.set(name, value);
  }
  return { kind: 'alternate', key, values, text };
};

const partOf = <T>(named: ReadonlyMap<string, T>, column: string): T | undefined =>
  named.get(column) ?? (column.startsWith('_') ? named.get(column.slice(1, -'_value'.length)) : undefined);

export const findRow = (environment: Environment, table: DataverseTable, address: Address): Row | undefined => {
  const store = environment.store(table);
  return address.kind === 'id' ? store.get(address.id) : store.byAlternateKey(address.key, (column) => address.values.get(column));
};

/** Throws 404 with the code that fits the kind of key. */
export const requireRow = (environment: Environment, table: DataverseTable, address: Address): Row => {
  const row = findRow(environment, table, address);
  if (row === undefined) throw missing(table, address);

  return row;
};

export const missing = (table: DataverseTable, address: Address) =>
  address.kind === 'id' ? failures.rowMissing(table.logicalName, address.id) : failures.keyMatchesNothing(table.logicalName);

/** The characters that make a path with an alternate key fail even when they are escaped: section 8. */
export const forbiddenInKeys = /[/<>*%&:\\?+]/;

/** Where `@odata.bind`, `@odata.id` and `$id` lead: `/accounts(guid)`, absolute, with an alternate key, or `$1` in a change set. */
export const resolveReference = (operation: Operation, text: string): { table: DataverseTable; row: Row } => {
  const { environment } = operation;
  const referred = /^\/?\$(\w+)$/.exec(text);
  const url = referred === null ? text : operation.references.get(referred[1]!);
  if (url === undefined) throw failures.batch(`Content-ID Reference: '${text}' does not exist in the batch context.`);
  const path = url
    .replace(/^https?:\/\/[^/]+/i, '')
    .replace(/^\/?api\/data\/v\d+\.\d+\//i, '')
    .replace(/^\//, '');
  const [segment, ...rest] = parsePath(path.split('?')[0]!);
  const table = segment && environment.bySetName(segment.name);
  if (segment === undefined || table === undefined) throw failures.segmentUnknown(segment?.name ?? text);
  if (segment.arguments === undefined || rest.length > 0) {
    throw new ODataProblem('bad-json', `The reference '${text.slice(0, 200)}' does not name one row.`);
  }
  return { table, row: requireRow(environment, table, readAddress(table, segment.arguments)) };
};

/** `_x_value` for a lookup's attribute name, the name itself for a column. */
export const storedName = (table: DataverseTable, name: string): string | undefined =>
  table.columns.has(name) ? name : table.columns.has(lookupColumn(name)) ? lookupColumn(name) : undefined;
