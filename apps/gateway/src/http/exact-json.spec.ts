import fc from 'fast-check';
import { parseExact } from './exact-json';

describe('reading JSON with exact digits', () => {
  it('keeps every digit of a number, as text', () =>
    expect(parseExact('{"a":12500.0000,"b":-9007199254740993,"c":[1e3,0.1]}')).toEqual({
      a: '12500.0000',
      b: '-9007199254740993',
      c: ['1e3', '0.1'],
    }));

  it('leaves digits, quotes and escapes inside strings alone', () =>
    expect(parseExact('{"1\\"2":"a 5 \\\\","n":null,"t":true,"e":"\\\\\\"7"}')).toEqual({ '1"2': 'a 5 \\', n: null, t: true, e: '\\"7' }));

  it.each(['{"a":01}', '{"a":1.2.3}', '{"a":-}', '{"a":"open', '[1,]', '<html>1</html>'])('refuses %s as JSON does', (text) =>
    expect(() => parseExact(text)).toThrow(SyntaxError),
  );

  it('agrees with JSON.parse on everything but the form of numbers', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const numbersAsText = (_: string, v: unknown): unknown => (typeof v === 'number' ? JSON.stringify(v) : v);
        const expected: unknown = JSON.parse(JSON.stringify(value, numbersAsText));
        expect(parseExact(JSON.stringify(value))).toEqual(expected);
      }),
    );
  });
});
