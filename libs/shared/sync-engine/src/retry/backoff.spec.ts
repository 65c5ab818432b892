import { backoffMs } from './backoff';

describe('backoff', () => {
  it('doubles up to its limit', () =>
    expect([0, 1, 2, 20].map((attempt) => backoffMs(attempt, 1, 60_000))).toEqual([1_000, 2_000, 4_000, 60_000]));
  it('spreads over the second half, so that a crowd does not come back at once', () =>
    expect([0, 0.5, 1].map((random) => backoffMs(3, random))).toEqual([4_000, 6_000, 8_000]));
});
