import type { Column, Row, Scalar } from '@concord/contracts';
import type { RawRow } from '../dataverse/dataverse-client';
import { UnwritableValue } from '../dataverse/dataverse-values';
import { canonicalDecimal } from '../values/decimal-text';
import { dayText, instantText } from '../values/instants';
import type { FinanceProperty, FinanceTable } from './finance-metadata';

const unsetGuid = '00000000-0000-0000-0000-000000000000';

/** One value as read, numbers as their digits. Finance has no nulls: empty text, 1900 and the zero Guid are its "no value". */
export const financeScalar = (column: Column, value: unknown): Scalar => {
  if (value === null || value === undefined) return null;
  const text = String(value);
  switch (column.kind) {
    case 'boolean':
      return value === true || text === 'true';
    case 'integer':
    case 'choice':
      return Number(text);
    case 'decimal':
      return canonicalDecimal(text);
    case 'date':
      return text === '' || text.startsWith('1900-01-01') ? null : dayText(text);
    case 'instant':
      return text === '' || text.startsWith('1900-01-01') ? null : instantText(text);
    case 'guid':
    case 'lookup':
      return text === '' || text === unsetGuid ? null : text.toLowerCase();
    case 'text':
    case 'enum': {
      const trimmed = text.trimEnd(); // Finance compares text without its trailing blanks
      if (trimmed === '') return null;
      return column.name === 'dataAreaId' ? trimmed.toLowerCase() : trimmed;
    }
    default:
      return column.kind satisfies never;
  }
};

export const financeRow = (columns: readonly Column[], raw: RawRow): Row => {
  const row: Record<string, Scalar> = {};
  for (const column of columns) row[column.name] = financeScalar(column, raw[column.name]);
  return row;
};

const noon = (day: string): string => `${day}T12:00:00Z`;
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const decimalLiteral = /^-?\d+(?:\.\d+)?$/;

/**
 * Finance refuses null here, and no member means "none" in every enum: the first may be `None`, or `FixedPrice`. Which it is, only the map knows;
 * left out, the record would keep its value and be called applied.
 */
const emptyEnum = ({ typeName }: FinanceProperty, name: string): UnwritableValue =>
  new UnwritableValue(
    `${name} cannot be emptied: Finance's enum ${typeName.slice(typeName.lastIndexOf('.') + 1)} always holds one of its members.`,
    `Name the member that stands for no value in the value map of ${name} (empty), or give the record a value in the other system.`,
  );

/** A day is noon, because that is how Finance pins days; the unset day is noon of 1900-01-01. */
const jsonOf = (property: FinanceProperty, name: string, value: Scalar): string => {
  switch (property.spelling) {
    case 'text':
      return JSON.stringify(value === null ? '' : String(value));
    case 'enum':
      if (value === null) throw emptyEnum(property, name);
      return JSON.stringify(String(value));
    case 'decimal':
      if (value === null) return '0';
      if (!decimalLiteral.test(String(value))) throw new UnwritableValue(`${name} must be a decimal number and is "${value}".`);
      return String(value);
    case 'number':
      if (value === null) return '0';
      if (!/^-?\d+$/.test(String(value))) throw new UnwritableValue(`${name} must be a whole number and is "${value}".`);
      return String(value);
    case 'boolean':
      return String(value === true);
    case 'day':
      return JSON.stringify(noon(value === null ? '1900-01-01' : String(value).slice(0, 10)));
    case 'instant':
      return JSON.stringify(value === null ? '1900-01-01T00:00:00Z' : isDay(String(value)) ? noon(String(value)) : String(value));
    case 'guid':
      return JSON.stringify(value === null ? unsetGuid : String(value));
    default:
      return property.spelling satisfies never;
  }
};

/** Body of a POST or PATCH: members of all the rows. Throws `UnwritableValue`. */
export const financeBody = (table: FinanceTable, ...rows: readonly Row[]): string => {
  let members = '';
  for (const row of rows) {
    for (const name of Object.keys(row)) {
      const property = table.properties.get(name);
      if (!property) throw new UnwritableValue(`Entity ${table.entitySet} has no property ${name}.`);
      members += `${members === '' ? '' : ','}"${name}":${jsonOf(property, name, row[name] ?? null)}`;
    }
  }
  return `{${members}}`;
};

const literalOf = (table: FinanceTable, name: string, value: Scalar | undefined): string => {
  const property = table.properties.get(name);
  if (!property) throw new UnwritableValue(`Entity ${table.entitySet} has no property ${name}.`);
  const given = value ?? null;
  switch (property.spelling) {
    case 'text':
      return `'${String(given ?? '').replaceAll("'", "''")}'`;
    case 'enum':
      return `${property.typeName}'${String(given ?? '')}'`;
    case 'day':
      return noon(given === null ? '1900-01-01' : String(given).slice(0, 10));
    case 'instant':
      return given === null ? '1900-01-01T00:00:00Z' : isDay(String(given)) ? noon(String(given)) : String(given);
    case 'guid':
      return given === null ? unsetGuid : String(given);
    case 'boolean':
      return String(given === true);
    case 'decimal':
    case 'number':
      return String(given ?? 0);
    default:
      return property.spelling satisfies never;
  }
};

/** `Set(dataAreaId='usmf',ProjectId='P-1')`, encoded: a key must be given whole. */
export const financeKeyPath = (table: FinanceTable, key: Row): string =>
  `${table.entitySet}(${table.key.map((name) => `${name}=${encodeURIComponent(literalOf(table, name, key[name]))}`).join(',')})`;

/** One record's term in a `$filter`, not yet encoded; undefined when a value holds `*`, which `eq` does not take literally. */
export const financeKeyTerm = (table: FinanceTable, key: Row): string | undefined => {
  const literals = table.key.map((name) => ({ name, literal: literalOf(table, name, key[name]) }));
  return literals.some(({ literal }) => literal.includes('*'))
    ? undefined
    : `(${literals.map(({ name, literal }) => `${name} eq ${literal}`).join(' and ')})`;
};
