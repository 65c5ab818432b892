import fc from 'fast-check';
import { addDecimals, canonicalDecimal, compareDecimals, divideDecimals, multiplyDecimals, roundDecimal } from './decimal';
import { jsonValue } from './json-writer';
import { JsonNumber, readJson } from './json-reader';

describe('decimals keep their digits', () => {
  it.each([
    ['12500.0000', '12500'],
    ['-0.0', '0'],
    ['1.5e3', '1500'],
    ['12e-4', '0.0012'],
    ['99999999999999999999.123456789', '99999999999999999999.123456789'],
  ])('%s is %s', (text, canonical) => expect(canonicalDecimal(text)).toBe(canonical));

  it('rounds halves away from zero', () => {
    expect([roundDecimal('2.345', 2), roundDecimal('-2.345', 2), roundDecimal('2.344', 2)]).toEqual(['2.35', '-2.35', '2.34']);
    expect(divideDecimals('100', '3', 4)).toBe('33.3333');
  });

  it('computes as whole numbers do', () => {
    const number = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
    const scaled = (value: bigint) => canonicalDecimal(`${value}e-4`)!;
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(addDecimals(scaled(a), scaled(b))).toBe(scaled(a + b));
        expect(multiplyDecimals(scaled(a), scaled(b))).toBe(canonicalDecimal(`${a * b}e-8`));
        expect(Math.sign(compareDecimals(scaled(a), scaled(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('travel through JSON unchanged', () => {
    const read = readJson('{"amount":12345678901234567890.12}') as { amount: JsonNumber };
    expect(jsonValue('decimal', canonicalDecimal(read.amount.text)!)).toBe('12345678901234567890.12');
  });

  it('reads JSON as JSON.parse does, where floats are enough', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const plain = (value: unknown): unknown => {
          if (value instanceof JsonNumber) return Number(value.text);
          if (Array.isArray(value)) return value.map(plain);
          return typeof value === 'object' && value !== null
            ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]))
            : value;
        };
        expect(JSON.stringify(plain(readJson(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });
});
