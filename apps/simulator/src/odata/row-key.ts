import type { ColumnKind, Row, TableModel, Value } from './model';

/**
 * One text for one key: what indexes are keyed by, and what pages are ordered by. Text parts are folded as the database collation of
 * both systems does (letter case and trailing blanks do not count), so `'USMF'` finds `usmf`. `undefined` when a part is null: such a
 * row is in no unique index.
 */
export const keyText = (
  model: TableModel,
  columns: readonly string[],
  valueOf: (column: string) => Value | undefined,
): string | undefined => {
  if (columns.length === 1) return keyPart(kindOf(model, columns[0]!), valueOf(columns[0]!));
  let text = '';
  for (const column of columns) {
    const part = keyPart(kindOf(model, column), valueOf(column));
    if (part === undefined) return undefined;
    text += `${part}\u0000`; // lowest character: ('a','z') stays before ('ab','a')
  }
  return text;
};

export const rowKey = (model: TableModel, row: Row): string | undefined => keyText(model, model.key.columns, (column) => row[column]);

const kindOf = (model: TableModel, column: string): ColumnKind => model.columns.get(column)?.kind ?? 'string';

/** One value as index text; `undefined` for null. */
export const keyPart = (kind: ColumnKind, value: Value | undefined): string | undefined => {
  if (value === null || value === undefined) return undefined;
  if (kind === 'string') return foldText(String(value));
  if (kind === 'int32' || kind === 'int64' || kind === 'decimal' || kind === 'choice' || kind === 'double')
    return sortableNumber(String(value));

  return String(value);
};

/** How text is compared everywhere in both systems: without letter case and trailing blanks. */
export const foldText = (text: string): string => text.trimEnd().toLowerCase();

/** Padded, so that texts sort as the numbers do; digits of negative numbers are turned round. */
const sortableNumber = (text: string): string => {
  const negative = text.startsWith('-');
  const digits = negative ? text.slice(1) : text;
  const point = digits.indexOf('.');
  const padded = point < 0 ? digits.padStart(20, '0') : digits.slice(0, point).padStart(20, '0') + digits.slice(point);

  return negative ? `-${padded.replace(/\d/g, (digit) => String(9 - Number(digit)))}~` : padded;
};
