import { canonicalValue, sameValue } from './same-value';

describe('two values are the same', () => {
  it.each([
    ['1.50', '1.5', { kind: 'decimal' }, true],
    ['1.50', '1.5', { kind: 'text' }, false],
    ['Contoso  ', 'Contoso', { kind: 'text' }, true],
    ['Contoso', 'contoso', { kind: 'text' }, false],
    ['USMF', 'usmf', { kind: 'text', ignoreCase: true }, true],
    ['', null, { kind: 'text' }, true],
    [undefined, null, undefined, true],
    [0, null, undefined, false],
    [false, null, { kind: 'boolean' }, false],
    ['ABCDEF00-0000-0000-0000-000000000000', 'abcdef00-0000-0000-0000-000000000000', { kind: 'lookup' }, true],
  ] as const)('%p and %p as %p: %s', (left, right, comparison, same) => expect(sameValue(left, right, comparison)).toBe(same));

  it('keeps what no decimal is as it came, rather than fail', () => expect(canonicalValue('n/a', { kind: 'decimal' })).toBe('n/a'));
});
