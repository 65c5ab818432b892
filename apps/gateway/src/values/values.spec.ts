import { canonicalDecimal } from './decimal-text';
import { dayText, instantText } from './instants';

describe('decimal text', () => {
  it.each([
    ['12500.0000', '12500'],
    ['12500.50', '12500.5'],
    ['-0.0', '0'],
    ['-12.30', '-12.3'],
    ['007.1', '7.1'],
    ['1e3', '1000'],
    ['1.25E-3', '0.00125'],
    ['1.5e+1', '15'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
  ])('%s is spelt %s', (given, expected) => expect(canonicalDecimal(given)).toBe(expected));

  it.each(['', 'abc', '1,5', '1.', '.5'])('refuses "%s"', (given) => expect(() => canonicalDecimal(given)).toThrow(TypeError));
});

describe('days and instants', () => {
  it('normalises an instant to UTC seconds', () => expect(instantText('2026-03-01T08:00:00.5+07:00')).toBe('2026-03-01T01:00:00Z'));
  it('takes a day as it is spelt', () => expect(dayText('2026-03-31T12:00:00Z')).toBe('2026-03-31'));
});
