import type { ColumnKind, Value } from './model';

/** One stored value as JSON: decimals as numbers with all their digits, which `JSON.stringify` of a float would lose. */
export const jsonValue = (kind: ColumnKind, value: Value | undefined): string => {
  if (value === null || value === undefined) return 'null';
  switch (kind) {
    case 'decimal':
    case 'int64':
      return String(value);
    case 'double':
    case 'int32':
    case 'choice':
    case 'boolean':
      return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
    case 'guid':
    case 'date':
    case 'dateTime':
      return `"${String(value)}"`;
    case 'string':
    case 'multiChoice':
    case 'enum':
      return JSON.stringify(value);
  }
};

/** A property with its comma-free text: `"name":value`. */
export const jsonProperty = (name: string, json: string): string => `${JSON.stringify(name)}:${json}`;
