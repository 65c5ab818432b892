import * as fc from 'fast-check';
import { arrayLiteral, copyText } from './copy-text';

const fields = (count: number): ((row: readonly (string | number | null)[]) => string | number | null)[] =>
  Array.from({ length: count }, (_, at) => (row) => row[at] ?? null);

/** As the documentation tells how PostgreSQL reads it: rows, then fields, then NULL, then what is escaped. */
const read = (text: string): (string | null)[][] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t').map((field) => (field === '\\N' ? null : unescaped(field))));
const unescaped = (field: string): string =>
  field.replace(/\\(.)/g, (_, one: string) => ({ t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' })[one] ?? one);

it('rows for COPY are fields between tabs, each row ended, NULL told from the text of that name', () => {
  expect(copyText([['a', 1, null]], fields(3))).toBe('a\t1\t\\N\n');
  expect(copyText([['\\N'], ['']], fields(1))).toBe('\\\\N\n\n');
  expect(copyText([['C:\\new\tline\r\n\\.']], fields(1))).toBe('C:\\\\new\\tline\\r\\n\\\\.\n');
  expect(copyText([], fields(1))).toBe('');
});

const nasty = fc.oneof(
  fc.string({
    unit: fc.constantFrom('\\', '\t', '\n', '\r', 'N', 'n', 't', '.', '"', '{', '}', ',', ' ', 'ü', '\u2028', '😀', '\u001e', '\b'),
  }),
  fc.string(),
  fc.json(),
);

it('whatever a field holds is read back as it was, and in its place', () =>
  fc.assert(
    fc.property(fc.array(fc.array(fc.option(nasty), { minLength: 3, maxLength: 3 }), { maxLength: 5 }), (rows) => {
      const text = copyText(rows, fields(3));
      expect(read(text)).toEqual(rows);
      // A carriage return would be taken for another kind of newline.
      expect(text).not.toContain('\r');
    }),
  ));

it('an array quotes all its elements, so that none is NULL, or two', () => {
  expect(arrayLiteral(['NULL', '', 'a,b', '{"x\\y"}'])).toBe('{"NULL","","a,b","{\\"x\\\\y\\"}"}');
});
