import type { Row, Scalar, System } from './scalar';

const special = /[\\|]/;
const escape = (part: string): string => (special.test(part) ? part.replace(/[\\|]/g, (c) => `\\${c}`) : part);

/**
 * One text that identifies a record within its table, on topics and in links.
 *
 * Dataverse: the Guid of the row, lower case. Finance: the key's values in the order of `keyColumns`, joined by `|`
 * (`\` and `|` inside a value are escaped by `\`), lower case, trailing blanks cut, because Finance compares keys that way.
 */
export const recordIdOf = (system: System, keyColumns: readonly string[], key: Row): string =>
  system === 'dataverse' ? keyText(key[keyColumns[0] ?? '']) : keyColumns.map((column) => escape(keyText(key[column]))).join('|');

const keyText = (value: Scalar | undefined): string => (value === null || value === undefined ? '' : String(value).trimEnd().toLowerCase());
