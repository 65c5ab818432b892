import { backoffMs } from './backoff';

it('doubles, with jitter, up to ten seconds', () => {
  expect([1, 2, 3, 50].map((attempt) => backoffMs(attempt, () => 1))).toEqual([100, 200, 400, 10_000]);
  expect([1, 50].map((attempt) => backoffMs(attempt, () => 0))).toEqual([50, 5_000]);
});
