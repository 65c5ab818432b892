import { canonicalDecimal, roundDecimal } from '../../odata/decimal';
import { JsonNumber, type JsonValue } from '../../odata/json-reader';
import type { Value } from '../../odata/model';
import { parseInstant } from '../../odata/tokens';
import type { FinanceColumn } from '../definitions/finance-table';

/** Why a JSON value does not fit its column: the body is wrong, not the business. */
export class WrongValue extends Error {}

const guidPattern = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

/** A JSON value as its column holds it. Throws `WrongValue`. `quotedDecimals`: numbers may come as text (IEEE754Compatible). */
export const readValue = (column: FinanceColumn, value: JsonValue, quotedDecimals = false): Value => {
  if (value === null) return readNull(column);
  switch (column.type) {
    case 'String':
      return typeof value === 'string' ? value : wrong(column, value);
    case 'Boolean':
      return typeof value === 'boolean' ? value : wrong(column, value);
    case 'Guid':
      return typeof value === 'string' && guidPattern.test(value) ? value.replace(/[{}]/g, '').toLowerCase() : wrong(column, value);
    case 'Enum':
      return readEnumMember(column, value);
    case 'DateTime':
      return typeof value === 'string' ? readInstant(column, value) : wrong(column, value);
    case 'Int32':
      return readWhole(column, value, 2_147_483_647);
    case 'Int64':
      return readWhole(column, value, Infinity, quotedDecimals);
    case 'Decimal':
      return readDecimal(column, value, quotedDecimals);
  }
};

/** An instant as the column keeps it: a day is pinned to noon, whatever time it came with. */
export const pinInstant = (column: FinanceColumn, instant: string): string => {
  if (column.precision === 'day') return `${instant.slice(0, 10)}T12:00:00Z`;
  return column.precision === 'mixed' && instant.endsWith('T00:00:00Z') ? `${instant.slice(0, 10)}T12:00:00Z` : instant;
};

const edmType = (column: FinanceColumn): string => {
  if (column.type === 'Enum') return `Microsoft.Dynamics.DataEntities.${column.enum?.name ?? ''}`;
  return column.type === 'DateTime' ? 'Edm.DateTimeOffset' : `Edm.${column.type}`;
};

const wrong = (column: FinanceColumn, value: JsonValue): never => {
  const shown = value instanceof JsonNumber ? value.text : JSON.stringify(value);
  throw new WrongValue(
    `Cannot convert the literal '${String(shown).replace(/^"|"$/g, '')}' of property '${column.name}' to the expected type '${edmType(column)}'.`,
  );
};

const readNull = (column: FinanceColumn): Value => {
  if (column.type === 'String') return '';
  throw new WrongValue(
    `A null value was found for the property named '${column.name}', which has the expected type '${edmType(column)}[Nullable=False]'. The expected type '${edmType(column)}[Nullable=False]' does not allow null values.`,
  );
};

const readEnumMember = (column: FinanceColumn, value: JsonValue): Value => {
  const found = column.enum?.members.find(({ name }) => name === value);
  return found?.name ?? wrong(column, value);
};

const readInstant = (column: FinanceColumn, text: string): Value => {
  const instant = parseInstant(text);
  return instant === undefined ? wrong(column, text) : pinInstant(column, instant);
};

const readWhole = (column: FinanceColumn, value: JsonValue, most: number, quoted = false): Value => {
  const text =
    value instanceof JsonNumber
      ? canonicalDecimal(value.text)
      : typeof value === 'number' || (quoted && typeof value === 'string')
        ? String(value)
        : undefined;
  if (text === undefined || !/^-?\d{1,19}$/.test(text)) return wrong(column, value);
  const number = Number(text);
  if (Math.abs(number) > most && number !== -most - 1) return wrong(column, value);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

const readDecimal = (column: FinanceColumn, value: JsonValue, quoted: boolean): Value => {
  const raw =
    value instanceof JsonNumber
      ? value.text
      : typeof value === 'number' || (quoted && typeof value === 'string')
        ? String(value)
        : undefined;
  const text = raw === undefined ? undefined : canonicalDecimal(raw);
  if (text === undefined) return wrong(column, value);
  return column.scale === undefined ? text : roundDecimal(text, column.scale);
};
