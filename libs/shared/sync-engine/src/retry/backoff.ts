/** Milliseconds to wait before attempt `attempt + 1`: doubles from a second up to the limit, and spread by `random` (0..1) so that a crowd does not come back at once. */
export const backoffMs = (attempt: number, random: number, limitMs = 300_000): number => {
  const full = Math.min(limitMs, 1000 * 2 ** Math.min(attempt, 30));
  return Math.round(full / 2 + (full / 2) * random);
};
