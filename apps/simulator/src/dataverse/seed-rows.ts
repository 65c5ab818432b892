import type { JsonValue } from '../odata/json-reader';
import type { Row, Value } from '../odata/model';
import { DuplicateKey } from '../odata/table-store';
import { parseInstant } from '../odata/tokens';
import { columnValue } from './column-values';
import type { DataverseTable } from './dataverse-model';
import { type Environment, fixedIds } from './environment';
import { DataverseError } from './errors';
import { parseGuid, sequentialGuid } from './guids';
import { InvalidControlCall } from './ports';
import { deriveComputed, deriveMoney, deriveOwner, deriveState } from './row-columns';

type Raw = Readonly<Record<string, unknown>>;

/** Rows of `/_sim/seed`: no rules, no references, no events. All or none. */
export const seedRows = (environment: Environment, table: DataverseTable, rows: unknown): void => {
  if (!Array.isArray(rows)) throw new InvalidControlCall('rows must be a list.');
  const store = environment.store(table);
  environment.database.transaction(() => {
    for (const [index, raw] of rows.entries()) {
      const at = `rows[${index}]`;
      const values = readSeedValues(environment, table, raw, at);
      const id = String(values.get(table.primaryId) ?? environment.newId());
      const known = store.get(id);
      guarded(at, () => {
        const row = completeRow(environment, table, id, values, known);
        if (known === undefined) store.insert(row, false);
        else store.replace(row, false);
      });
    }
  });
};

/** Rows of `/_sim/generate`: `{n}` and `{n:5}` in texts count. Returns at the first row that does not fit, with none of them left. */
export const generateRows = (environment: Environment, table: DataverseTable, count: number, template: unknown, firstId: number): void => {
  if (!Number.isInteger(count) || count < 0) throw new InvalidControlCall('count must be a whole number.');
  const pattern = objectOf(template, 'template');
  const counting = Object.keys(pattern).filter((name) => typeof pattern[name] === 'string' && counter.test(pattern[name]));
  const numbered = (n: number): Raw => ({
    ...pattern,
    ...Object.fromEntries(counting.map((name) => [name, fill(String(pattern[name]), n)])),
  });
  const model = guarded('template', () =>
    completeRow(environment, table, fixedIds.baseCurrency, readSeedValues(environment, table, numbered(1), 'template'), undefined),
  );
  // Only texts may be filled in without being read again; any other counting column goes the long way, row by row.
  const isQuick = counting.every((name) => table.columns.get(name)?.kind === 'string') && table.computedColumns.length === 0;
  const store = environment.store(table);
  const space = spaceOf(table.logicalName);
  const added: string[] = [];
  try {
    for (let n = 1; n <= count; n += 1) {
      const id = sequentialGuid(space, firstId + n);
      let row: Row;
      if (isQuick) {
        row = { ...model, [table.primaryId]: id };
        for (const name of counting) row[name] = fill(String(pattern[name]), n);
      } else {
        const values = readSeedValues(environment, table, numbered(n), 'template');
        row = completeRow(environment, table, String(values.get(table.primaryId) ?? id), values, undefined);
      }
      store.insert(row, false);
      added.push(String(row[table.primaryId]));
    }
  } catch (error) {
    for (const id of added) store.delete(id, false);
    throw error instanceof DuplicateKey ? new InvalidControlCall(`template: ${error.message}`) : error;
  }
};

/** Columns, lookups as `_x_value` with `_x_value@type`, or in `@odata.bind` syntax; read-only columns may be given. */
export const readSeedValues = (environment: Environment, table: DataverseTable, raw: unknown, at: string): Map<string, Value> => {
  const values = new Map<string, Value>();
  for (const [name, value] of Object.entries(objectOf(raw, at))) {
    if (value === undefined) continue;
    if (name.endsWith('@odata.bind')) bindSeed(environment, table, name.slice(0, -'@odata.bind'.length), value, values, at);
    else if (table.columns.has(name)) {
      values.set(
        name,
        guarded(`${at}.${name}`, () => seedValue(table, name, value)),
      );
    } else if (name.endsWith('@type'))
      throw new InvalidControlCall(`${at}.${name}: '${name.slice(0, -5)}' is not polymorphic, or not a lookup.`);
    else if (!name.includes('@')) throw new InvalidControlCall(`${at}.${name} is no column of '${table.logicalName}'.`);
  }
  for (const { column, typeColumn, targets } of table.lookups) {
    if (typeColumn === undefined || (values.get(column) ?? null) === null || values.has(typeColumn)) continue;
    values.set(typeColumn, targets[0]!.table);
  }
  return values;
};

const seedValue = (table: DataverseTable, name: string, value: unknown): Value => {
  const column = table.columns.get(name)!;
  const instant =
    column.kind === 'dateTime' && typeof value === 'string' ? parseInstant(value.length === 10 ? `${value}T00:00:00Z` : value) : undefined;
  if (instant !== undefined) return instant;
  const isAmount = column.kind === 'decimal' && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);

  return isAmount ? value : columnValue(table, { ...column, options: undefined }, value as JsonValue);
};

const bindSeed = (
  environment: Environment,
  table: DataverseTable,
  name: string,
  value: unknown,
  values: Map<string, Value>,
  at: string,
): void => {
  const navigation = table.navigations.get(name);
  const lookup = navigation?.lookup;
  if (lookup === undefined)
    throw new InvalidControlCall(`${at}.${name}@odata.bind: '${name}' is no navigation property of '${table.logicalName}' to one row.`);
  if (value === null) {
    values.set(lookup.column, null);
    return;
  }
  const match = /([A-Za-z_]\w*)\(([^)]*)\)$/.exec(String(value));
  const target = match === null ? undefined : environment.bySetName(match[1]!);
  const id = match === null ? undefined : (parseGuid(match[2]!) ?? idByKey(environment, target, match[2]!));
  if (target === undefined || id === undefined) throw new InvalidControlCall(`${at}.${name}@odata.bind '${String(value)}' names no row.`);
  values.set(lookup.column, id);
  if (lookup.typeColumn !== undefined) values.set(lookup.typeColumn, target.logicalName);
};

const idByKey = (environment: Environment, target: DataverseTable | undefined, text: string): string | undefined => {
  const parts = new Map(
    [...text.matchAll(/(\w+)\s*=\s*(?:'((?:[^']|'')*)'|([^,]+))/g)].map((part) => [part[1]!, (part[2] ?? part[3]!).replaceAll("''", "'")]),
  );
  if (target === undefined) return undefined;
  const key = target.alternateKeys.find(({ columns }) => columns.length === parts.size && columns.every((column) => parts.has(column)));
  const row = key && environment.store(target).byAlternateKey(key, (column) => parts.get(column));
  const id = row?.[target.primaryId] ?? parts.get(target.primaryId);

  return typeof id === 'string' ? id : undefined;
};

const completeRow = (
  environment: Environment,
  table: DataverseTable,
  id: string,
  values: ReadonlyMap<string, Value>,
  known: Row | undefined,
): Row => {
  const row: Row = { ...(known ?? environment.systemRow(table.logicalName, id)) };
  if (known === undefined) for (const { name, default: preset } of table.columns.values()) if (preset !== undefined) row[name] ??= preset;
  for (const [name, value] of values) if (value !== null || row[name] !== undefined) row[name] = value;
  row[table.primaryId] = id;
  if (values.has('_ownerid_value')) deriveOwner(environment, row);
  if (known === undefined && !values.has('statecode') && !values.has('statuscode'))
    deriveState(table, Object.assign(row, { statecode: null }), values, true);
  else if (values.has('statecode') && !values.has('statuscode')) deriveState(table, row, values, false);
  deriveMoney(environment, table, row, new Set(values.keys()));
  for (const [name, value] of values) if (table.columns.get(name)?.baseOf !== undefined || name === 'exchangerate') row[name] = value;
  const given = new Map(table.computedColumns.map(({ name }) => [name, values.get(name)]));
  deriveComputed(table, row);
  for (const [name, value] of given) if (value !== undefined && row[name] === null) row[name] = value;

  return row;
};

const counter = /\{n(?::(\d{1,3}))?\}/;

const fill = (text: string, n: number): string =>
  text.replace(/\{n(?::(\d{1,3}))?\}/g, (_match, width: string | undefined) => String(n).padStart(Number(width ?? 0), '0'));

/** The first group of generated ids, by table. */
const spaceOf = (logicalName: string): number => {
  let hash = 7;
  for (const character of logicalName) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;

  return hash;
};

const objectOf = (value: unknown, at: string): Raw => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidControlCall(`${at} must be an object.`);

  return value as Raw;
};

const guarded = <T>(at: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof DataverseError || error instanceof DuplicateKey) throw new InvalidControlCall(`${at}: ${error.message}`);
    throw error;
  }
};
