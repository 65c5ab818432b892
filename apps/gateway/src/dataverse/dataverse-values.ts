import type { Column, Row, Scalar } from '@concord/contracts';
import { canonicalDecimal } from '../values/decimal-text';
import { dayText, instantText } from '../values/instants';
import type { RawRow } from './dataverse-client';
import type { AttributeSpelling, DataverseTable } from './dataverse-metadata';

/** Name under which a column is read: a lookup is `_x_value`. */
export const readName = (column: Column): string => (column.kind === 'lookup' ? `_${column.name}_value` : column.name);

/** One value as read, numbers as their digits, as it travels on topics. */
export const dataverseScalar = (kind: Column['kind'], value: unknown): Scalar => {
  if (value === null || value === undefined || value === '') return null;
  switch (kind) {
    case 'boolean':
      return value === true || value === 'true';
    case 'integer':
    case 'choice':
      return Number(value);
    case 'decimal':
      return canonicalDecimal(String(value));
    case 'date':
      return dayText(String(value));
    case 'instant':
      return instantText(String(value));
    case 'guid':
    case 'lookup':
      return String(value).toLowerCase();
    case 'text':
    case 'enum':
      return String(value);
    default:
      return kind satisfies never;
  }
};

export const dataverseRow = (columns: readonly Column[], raw: RawRow): Row => {
  const row: Record<string, Scalar> = {};
  for (const column of columns) row[column.name] = dataverseScalar(column.kind, raw[readName(column)]);
  return row;
};

/** A value that cannot be written as it is: the write is refused before it is sent. */
export class UnwritableValue extends Error {
  constructor(
    message: string,
    readonly remedy = 'Correct the map, or the value in the other system.',
  ) {
    super(message);
    this.name = 'UnwritableValue';
  }
}

const decimalLiteral = /^-?\d+(?:\.\d+)?$/;

const jsonOf = (spelling: AttributeSpelling, name: string, value: Scalar): string => {
  if (value === null) return 'null';
  switch (spelling) {
    case 'decimal': // the digits themselves: through a float they would not all survive
      if (!decimalLiteral.test(String(value))) throw new UnwritableValue(`${name} must be a decimal number and is "${value}".`);
      return String(value);
    case 'number':
      if (!Number.isInteger(Number(value)) || value === '') throw new UnwritableValue(`${name} must be a whole number and is "${value}".`);
      return String(Number(value));
    case 'boolean':
      if (typeof value !== 'boolean') throw new UnwritableValue(`${name} must be true or false and is "${value}".`);
      return String(value);
    case 'day':
      return JSON.stringify(String(value).slice(0, 10));
    case 'instant':
      return JSON.stringify(/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? `${value}T00:00:00Z` : String(value));
    case 'text':
    case 'guid':
    case 'lookup':
      return JSON.stringify(String(value));
    default:
      return spelling satisfies never;
  }
};

/**
 * Body of a PATCH that sets these columns. Lookups are bound through the navigation property of the table they point into; `targets` gives the
 * entity set and logical name of each lookup's target. Throws `UnwritableValue`.
 */
export const dataverseBody = (
  table: DataverseTable,
  values: Row,
  targets: Readonly<Record<string, { readonly entitySet: string; readonly logicalName: string }>>,
): string => {
  const members = Object.entries(values).flatMap(([name, value]) => {
    const spelling = table.attributes.get(name);
    if (spelling === undefined) throw new UnwritableValue(`Table ${table.entitySet} has no column ${name}.`);
    if (spelling !== 'lookup') return [`${JSON.stringify(name)}:${jsonOf(spelling, name, value)}`];
    return boundLookup(table, name, value, targets[name]);
  });
  return `{${members.join(',')}}`;
};

const boundLookup = (
  table: DataverseTable,
  name: string,
  value: Scalar,
  target: { readonly entitySet: string; readonly logicalName: string } | undefined,
): string[] => {
  const navigation = table.navigation.get(name);
  if (!navigation || navigation.size === 0) throw new UnwritableValue(`Column ${name} of ${table.entitySet} has no navigation property.`);
  if (value === null) {
    const [first] = [...navigation.values()]; // clearing one of a polymorphic lookup's properties clears the lookup
    const property = (target && navigation.get(target.logicalName)) ?? first;
    return [`${JSON.stringify(`${property}@odata.bind`)}:null`];
  }
  if (!target) throw new UnwritableValue(`The write does not say which table ${name} points into: its map must name the lookup's table.`);
  const property = navigation.get(target.logicalName);
  if (property === undefined) throw new UnwritableValue(`Column ${name} of ${table.entitySet} cannot point into ${target.entitySet}.`);
  return [`${JSON.stringify(`${property}@odata.bind`)}:${JSON.stringify(`/${target.entitySet}(${String(value)})`)}`];
};

/** A literal in `$filter`, not yet URL-encoded. */
export const dataverseLiteral = (spelling: AttributeSpelling, value: Scalar): string => {
  if (value === null) return 'null';
  return spelling === 'text' ? `'${String(value).replaceAll("'", "''")}'` : String(value);
};
