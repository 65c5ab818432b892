import { canonicalDecimal, compareDecimals, roundDecimal } from '../odata/decimal';
import { JsonNumber, type JsonValue } from '../odata/json-reader';
import type { Value } from '../odata/model';
import { edmTypes } from '../odata/literal-types';
import { parseDay, parseInstant } from '../odata/tokens';
import type { DataverseColumn, DataverseTable } from './dataverse-model';
import { failures } from './errors';
import { parseGuid } from './guids';

/** A JSON value as the column stores it. Throws the error that the Web API answers with. */
export const columnValue = (table: DataverseTable, column: DataverseColumn, json: JsonValue): Value => {
  if (json === null) return null;
  switch (column.kind) {
    case 'string':
      return textValue(table, column, json);
    case 'int32':
    case 'int64':
      return wholeNumber(table, column, json);
    case 'choice':
      return choiceValue(table, column, json);
    case 'multiChoice':
      return choicesValue(table, column, json);
    case 'decimal':
      return decimalValue(table, column, json);
    case 'double':
      return doubleValue(column, numberText(table, column, json));
    case 'boolean':
      return typeof json === 'boolean' ? json : mismatch(table, column, json);
    case 'dateTime':
      return instantValue(table, column, json);
    case 'date':
      return (typeof json === 'string' ? parseDay(json) : undefined) ?? mismatch(table, column, json);
    case 'guid':
      return (typeof json === 'string' ? parseGuid(json) : undefined) ?? mismatch(table, column, json);
    case 'enum':
      return mismatch(table, column, json);
  }
};

const textValue = (table: DataverseTable, column: DataverseColumn, json: JsonValue): string => {
  if (typeof json !== 'string') return mismatch(table, column, json);
  if (column.maxLength !== undefined && json.length > column.maxLength) {
    throw failures.textTooLong(column.name, table.logicalName, column.maxLength);
  }
  return json;
};

const numberText = (table: DataverseTable, column: DataverseColumn, json: JsonValue): string => {
  if (Number.isSafeInteger(json)) return String(json);
  const text =
    typeof json === 'number' ? canonicalDecimal(String(json)) : json instanceof JsonNumber ? canonicalDecimal(json.text) : undefined;

  return text ?? mismatch(table, column, json);
};

const wholeNumber = (table: DataverseTable, column: DataverseColumn, json: JsonValue): Value => {
  const text = numberText(table, column, json);
  if (text.includes('.')) return mismatch(table, column, json);
  const [low, high] = column.kind === 'int32' ? [-2147483648n, 2147483647n] : [-9223372036854775808n, 9223372036854775807n];
  const number = BigInt(text);
  const below = number < low || (column.min !== undefined && number < BigInt(column.min));
  const above = number > high || (column.max !== undefined && number > BigInt(column.max));
  if (below || above) throw failures.numberOutOfRange(column.name, table.logicalName, text);

  return Number.isSafeInteger(Number(text)) ? Number(text) : number;
};

const choiceValue = (table: DataverseTable, column: DataverseColumn, json: JsonValue): number => {
  if (typeof json !== 'number') return mismatch(table, column, json);
  const accepted = column.options?.map(({ value }) => value);
  if (accepted !== undefined && !accepted.includes(json)) {
    throw failures.choiceOutOfRange(column.name, table.logicalName, json, accepted);
  }
  return json;
};

const choicesValue = (table: DataverseTable, column: DataverseColumn, json: JsonValue): string | null => {
  if (typeof json !== 'string' || !/^\s*(?:-?\d+\s*(?:,\s*-?\d+\s*)*)?$/.test(json)) return mismatch(table, column, json);
  const values = [
    ...new Set(
      json
        .split(',')
        .filter((part) => part.trim() !== '')
        .map(Number),
    ),
  ].sort((a, b) => a - b);
  for (const value of values) choiceValue(table, column, value);

  return values.length === 0 ? null : values.join(',');
};

/** Largest amount of a money column, and of a decimal one: documented limits of the column types. */
const largest = { Money: '922337203685477', Decimal: '100000000000' } as const;

const decimalValue = (table: DataverseTable, column: DataverseColumn, json: JsonValue): string => {
  const text = numberText(table, column, json);
  const limit = column.type === 'Money' ? largest.Money : largest.Decimal;
  if (compareDecimals(text.replace('-', ''), limit) > 0)
    throw failures.invalidArgument(`The value ${text} of '${column.name}' is outside the valid range.`);

  return roundDecimal(text, column.scale ?? 10);
};

/** Rounded to the column's precision where it has one: 47.639583 is kept as 47.63958 with five decimals. */
const doubleValue = ({ scale }: DataverseColumn, text: string): number => Number(scale === undefined ? text : roundDecimal(text, scale));

/** An instant must carry `Z` or an offset: the API applies nobody's time zone. */
const instantValue = (table: DataverseTable, column: DataverseColumn, json: JsonValue): string => {
  const value = typeof json === 'string' && /(?:Z|[+-]\d{2}:\d{2})$/.test(json) ? parseInstant(json) : undefined;
  if (value === undefined) return mismatch(table, column, json);
  if (value < '1753-01-01T00:00:00Z') {
    throw failures.invalidArgument(
      `The value ${value} of '${column.name}' is earlier than the minimum supported value 01/01/1753 00:00:00.`,
    );
  }
  return value;
};

const mismatch = (table: DataverseTable, column: DataverseColumn, json: JsonValue): never => {
  const shown =
    json instanceof JsonNumber ? json.text : typeof json === 'object' ? (Array.isArray(json) ? '[...]' : '{...}') : String(json);
  throw failures.payload(
    table.entitySet,
    `Cannot convert the literal '${shown.slice(0, 100)}' to the expected type '${edmTypes[column.kind]}' of the property '${column.name}'.`,
  );
};
