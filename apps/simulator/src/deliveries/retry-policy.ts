import type { SystemName } from '../statistics/statistics';

export interface RetryPolicy {
  readonly retries: number;
  readonly pauseMs: number;
  /** How long the receiver may take. */
  readonly timeoutMs: number;
  /** `status` is absent when nobody answered. */
  readonly worthAnother: (status: number | undefined) => boolean;
}

export const retryPolicies: Readonly<Record<SystemName, RetryPolicy>> = {
  // Exactly one retry, on 502, 503 and 504 only; any other failure is final: dataverse-web-api.md 7.3. The pause is not documented.
  dataverse: {
    retries: 1,
    pauseMs: 1_000,
    timeoutMs: 60_000,
    worthAnother: (status) => status === 502 || status === 503 || status === 504,
  },
  // Three retries, one second apart, whatever went wrong: finance-api.md 5.2.
  finance: {
    retries: 3,
    pauseMs: 1_000,
    timeoutMs: 10_000,
    worthAnother: (status) => status === undefined || status < 200 || status > 299,
  },
};
