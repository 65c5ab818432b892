/** What the engine does next; the gateway's outcomes carry the same words. */
export const errorKinds = ['transient', 'throttled', 'concurrency', 'permanent', 'configuration'] as const;

/**
 * - `transient`: tried again, with backoff and jitter
 * - `throttled`: tried again after Retry-After; counts as no attempt
 * - `concurrency`: read and decided again
 * - `permanent`: the link is `failed` until a newer change or an operator comes; it is asked again seldom, in case the system was mended
 * - `configuration`: nothing can pass: the map is paused, the alarm raised
 */
export type ErrorKind = (typeof errorKinds)[number];

/** Base of every error thrown on purpose. Extended once, never twice. */
export abstract class ConcordError extends Error {
  /** Public: it travels in outcomes and is what operators filter by. Never renamed. */
  abstract readonly code: string;
  abstract readonly kind: ErrorKind;

  constructor(
    message: string,
    readonly details: Readonly<Record<string, unknown>>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}
