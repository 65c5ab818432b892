import type { ErrorKind } from '@concord/contracts';

/** What an answer of a system means for the request, in the words outcomes use, plus the two that are no errors to every caller. */
export interface Classified {
  /** `absent`: there is no such record; `duplicate`: there is one already; else as in outcomes. */
  readonly class: ErrorKind | 'absent' | 'duplicate';
  /** Stable, what operators filter by. */
  readonly code: string;
  /** Deepest message of the system, cleaned of its boilerplate. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly remedy?: string;
  /** HTTP status, 0 where no answer came. */
  readonly status: number;
  readonly retryAfterMs?: number;
  /** First 2,000 characters of the raw answer. */
  readonly raw?: string;
}

/** A refusal or a silence of a system, for callers that can do nothing but report it or try again. */
export class SystemRefused extends Error {
  constructor(readonly reason: Classified) {
    super(reason.message);
    this.name = 'SystemRefused';
  }
}

/** `Retry-After` in seconds or as a date; undefined when absent or unreadable. */
export const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1000));
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
};
