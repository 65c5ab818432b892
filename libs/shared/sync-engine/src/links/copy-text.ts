/** A row's field; null is NULL. */
export type Field = string | number | null;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Looked for before it is replaced: next to no field has one, and four searches cost less than one of the expression. */
const escaped = (text: string): string =>
  text.includes('\\') || text.includes('\t') || text.includes('\n') || text.includes('\r')
    ? text.replace(/[\\\t\n\r]/g, (one) => escapes[one] ?? one)
    : text;

/**
 * Rows in PostgreSQL's text format for COPY, as one text. Source: PostgreSQL, "COPY", "Text Format".
 *
 * @param fields of a row, in the order of the columns
 */
export const copyText = <Row>(rows: readonly Row[], fields: readonly ((row: Row) => Field)[]): string => {
  const lines: string[] = [];
  for (const row of rows) {
    const line: Field[] = [];
    for (const field of fields) {
      const value = field(row);
      line.push(value === null ? '\\N' : typeof value === 'number' ? value : escaped(value));
    }
    lines.push(line.join('\t'));
  }
  // Each row ends, also the last one.
  lines.push('');
  return lines.join('\n');
};

/** A text[] as PostgreSQL reads it; all elements quoted, so that none is taken for NULL, or for two. */
export const arrayLiteral = (elements: readonly string[]): string =>
  `{${elements.map((element) => `"${element.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
