import { JsonNumber, type JsonValue } from '../../odata/json-reader';
import type { FinanceColumn } from '../definitions/finance-table';

/** A cell that fits no value of its column: the row does not even reach staging. */
export class BadCell extends Error {}

/** The text of a data file as the JSON value a write takes; undefined for an empty cell, which counts as not sent. */
export const parseCell = (column: FinanceColumn, text: string): JsonValue | undefined => {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  switch (column.type) {
    case 'String':
      return text;
    case 'Guid':
      return trimmed.replace(/[{}]/g, '');
    case 'Boolean':
      return /^(true|yes|1)$/i.test(trimmed) ? true : /^(false|no|0)$/i.test(trimmed) ? false : bad(column, text);
    case 'Int32':
    case 'Int64':
      return /^-?\d+$/.test(trimmed) ? new JsonNumber(trimmed) : bad(column, text);
    case 'Decimal':
      return /^-?\d+(\.\d+)?$/.test(trimmed) ? new JsonNumber(trimmed) : bad(column, text);
    case 'Enum': {
      const wanted = trimmed.toLowerCase();
      const found = column.enum?.members.find(
        ({ name, value, label }) => name.toLowerCase() === wanted || label?.toLowerCase() === wanted || String(value) === trimmed,
      );
      return found?.name ?? bad(column, text);
    }
    case 'DateTime': {
      const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z?)?$/.exec(trimmed);
      if (match === null || Number.isNaN(Date.parse(`${match[1]!}T00:00:00Z`))) return bad(column, text);
      return `${match[1]!}T${(match[2] ?? '00:00:00').padEnd(8, ':00')}Z`;
    }
  }
};

const bad = (column: FinanceColumn, text: string): never => {
  throw new BadCell(`The value '${text}' of column ${column.name.toUpperCase()} is not a valid ${column.type}.`);
};
