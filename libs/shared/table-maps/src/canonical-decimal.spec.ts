import fc from 'fast-check';
import { canonicalDecimal, isDecimalText } from './canonical-decimal';

describe('the one spelling of a decimal', () => {
  it.each([
    ['12500.5000', undefined, '12500.5'],
    ['-0.00', undefined, '0'],
    ['+007.10', undefined, '7.1'],
    ['.5', undefined, '0.5'],
    ['1.', undefined, '1'],
    ['9007199254740993.0001', undefined, '9007199254740993.0001'],
    ['1.00005', 4, '1.0001'],
    ['-1.00005', 4, '-1.0001'],
    ['1.00004999', 4, '1'],
    ['0.99995', 4, '1'],
    ['-0.00001', 4, '0'],
    ['2.5', 0, '3'],
    ['1.2', 4, '1.2'],
  ])('%s to %s decimals is %s', (text, scale, expected) => expect(canonicalDecimal(text, scale)).toBe(expected));

  it('changes no digit of any amount, and says the same of its own result', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }), (digits, scale) => {
        const sign = digits < 0n ? '-' : '';
        const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
        const canonical = canonicalDecimal(`${sign}${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}`);
        const [whole = '', fraction = ''] = canonical.replace('-', '').split('.');
        const back = BigInt(`${whole}${fraction.padEnd(scale, '0')}`) * (canonical.startsWith('-') ? -1n : 1n);
        expect(back).toBe(digits);
        expect(canonicalDecimal(canonical)).toBe(canonical);
      }),
    ));

  it.each(['', '.', '-', '1e5', '1,5', 'abc', null, true])('%s is no decimal text', (value) => expect(isDecimalText(value)).toBe(false));
});
