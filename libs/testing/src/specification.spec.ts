import { specificationFor } from './specification';

class TooMuch extends Error {}

const given = specificationFor((amount: number, { limit }: { limit: number }) => {
  if (amount > 2 * limit) throw new TooMuch();
  return amount > limit ? { kind: 'refused' } : { kind: 'accepted' };
});

describe('a specification', () => {
  it('passes when the decision is the expected one', () => given({ limit: 10 }).when(7).then({ kind: 'accepted' }));

  it('passes when the decision fails with the expected class', () => given({ limit: 10 }).when(21).thenFailsWith(TooMuch));

  it.each([
    ['another decision', () => given({ limit: 10 }).when(11).then({ kind: 'accepted' })],
    ['no failure', () => given({ limit: 10 }).when(7).thenFailsWith(TooMuch)],
    ['a failure of another class', () => given({ limit: 10 }).when(21).thenFailsWith(RangeError)],
  ])('fails on %s', (_, sentence) => expect(sentence).toThrow());
});
