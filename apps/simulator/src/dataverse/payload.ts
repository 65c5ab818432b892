import { isJsonObject, type JsonObject, type JsonValue } from '../odata/json-reader';
import type { Value } from '../odata/model';
import { resolveReference } from './addresses';
import { columnValue } from './column-values';
import type { DataverseNavigation, DataverseTable } from './dataverse-model';
import { failures } from './errors';
import type { Operation } from './operation';

/** What a body asks to be stored, names and types checked. */
export interface Payload {
  /** Columns sent, lookups as `_x_value` (and `_x_value@type`). */
  readonly values: Map<string, Value>;
  /** Deep insert: rows to be created along, by navigation property. */
  readonly nested: { readonly navigation: DataverseNavigation; readonly bodies: readonly JsonObject[] }[];
  /** Rows to be associated by a collection's `@odata.bind`. */
  readonly linked: { readonly navigation: DataverseNavigation; readonly ids: readonly string[] }[];
}

/** Reads the body of a create or an update. Throws the error that the Web API answers with. */
export const readPayload = (operation: Operation, table: DataverseTable, body: JsonObject): Payload => {
  const payload: Payload = { values: new Map(), nested: [], linked: [] };
  for (const [name, value] of Object.entries(body)) {
    const at = name.indexOf('@');
    if (at < 0) readProperty(operation, table, name, value, payload);
    else if (at > 0) readAnnotation(operation, table, name.slice(0, at), name.slice(at + 1), value, payload, body);
  }
  return payload;
};

const readProperty = (operation: Operation, table: DataverseTable, name: string, value: JsonValue, payload: Payload): void => {
  const column = table.columns.get(name);
  if (column !== undefined && column.hidden !== true) {
    if (column.lookup !== undefined) {
      throw failures.payload(
        table.entitySet,
        `CRM do not support direct update of Entity Reference properties, Use Navigation properties instead. The property is '${name}'.`,
      );
    }
    const stored = columnValue(table, column, value);
    // Read-only columns are ignored: a client may send back what it read.
    if (column.readOnly !== true) payload.values.set(name, stored);
    return;
  }
  const navigation = table.navigations.get(name);
  if (navigation === undefined) throw failures.bodyPropertyUnknown(name, table.logicalName);
  if (value === null && navigation.cardinality === 'one') setLookup(operation, table, navigation, null, payload);
  else if (isJsonObject(value) && navigation.cardinality === 'one') payload.nested.push({ navigation, bodies: [value] });
  else if (Array.isArray(value) && value.every(isJsonObject) && navigation.cardinality === 'many') {
    payload.nested.push({ navigation, bodies: value });
  } else {
    throw failures.payload(
      table.entitySet,
      `The value of the navigation property '${name}' is neither an object nor a list of objects, as its type requires.`,
    );
  }
};

const readAnnotation = (
  operation: Operation,
  table: DataverseTable,
  name: string,
  annotation: string,
  value: JsonValue,
  payload: Payload,
  body: JsonObject,
): void => {
  if (annotation !== 'odata.bind') {
    const known = table.columns.has(name) || table.navigations.has(name) || name in body;
    if (!known) throw failures.undeclaredNavigation(table.entitySet, name);
    return;
  }
  const navigation = table.navigations.get(name);
  if (navigation === undefined) throw failures.undeclaredNavigation(table.entitySet, name);
  if (navigation.cardinality === 'one') {
    if (value !== null && typeof value !== 'string')
      throw failures.payload(table.entitySet, `The value of '${name}@odata.bind' must be a text.`);
    setLookup(operation, table, navigation, value, payload);
    return;
  }
  if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string')) {
    throw failures.payload(table.entitySet, `The value of '${name}@odata.bind' must be a list of texts.`);
  }
  payload.linked.push({ navigation, ids: value.map((item) => boundId(operation, table, navigation, item)) });
};

/** Sets or clears the lookup behind a single-valued navigation property. Throws when the target is missing or of another type. */
export const setLookup = (
  operation: Operation,
  table: DataverseTable,
  navigation: DataverseNavigation,
  reference: string | null,
  payload: Pick<Payload, 'values'>,
): void => {
  const lookup = navigation.lookup!;
  if (table.columns.get(lookup.column)?.readOnly === true && !operation.isSystem) {
    throw failures.payload(table.entitySet, `The property '${navigation.name}' is read-only.`);
  }
  if (reference === null) {
    // Clearing through one target's property leaves a value of another target alone when the same body sets it.
    if (!payload.values.has(lookup.column)) payload.values.set(lookup.column, null);
    if (lookup.typeColumn !== undefined && !payload.values.has(lookup.typeColumn)) payload.values.set(lookup.typeColumn, null);
    return;
  }
  const { table: target, row } = resolveReference(operation, reference);
  const allowed = lookup.targets.some(
    ({ table: name, navigation: property }) => name === target.logicalName && property === navigation.name,
  );
  if (!allowed) {
    throw failures.payload(table.entitySet, `The navigation property '${navigation.name}' cannot refer to a row of '${target.entitySet}'.`);
  }
  payload.values.set(lookup.column, row[target.primaryId] ?? null);
  if (lookup.typeColumn !== undefined) payload.values.set(lookup.typeColumn, target.logicalName);
};

const boundId = (operation: Operation, table: DataverseTable, navigation: DataverseNavigation, reference: string): string => {
  const { table: target, row } = resolveReference(operation, reference);
  if (target.logicalName !== navigation.targetType) {
    throw failures.payload(table.entitySet, `The collection '${navigation.name}' cannot hold a row of '${target.entitySet}'.`);
  }
  return String(row[target.primaryId]);
};
