import type { LimitsFault } from './fault-members';

export type LimitKind = 'requests' | 'executionTime' | 'concurrency';

export interface LimitHit {
  readonly kind: LimitKind;
  /** Seconds until the caller has room again, if it stays quiet. */
  readonly retryAfter: number;
}

interface Timed {
  readonly at: number;
  readonly amount: number;
}

/** What happened in the last `windowMs`, with its sum; entries that fell out are dropped from the front. */
class SlidingWindow {
  private entries: Timed[] = [];
  private first = 0;
  sum = 0;

  add(at: number, amount: number): void {
    this.entries.push({ at, amount });
    this.sum += amount;
  }

  forget(before: number): void {
    let entry = this.entries[this.first];
    while (entry !== undefined && entry.at <= before) {
      this.sum -= entry.amount;
      entry = this.entries[(this.first += 1)];
    }
    if (this.first > 1000 && this.first * 2 > this.entries.length) {
      this.entries = this.entries.slice(this.first);
      this.first = 0;
    }
  }

  /** When the sum falls below `limit` if nothing is added: the time at which the entry that does it leaves. */
  roomAt(limit: number, windowMs: number): number {
    let remaining = this.sum;
    for (let index = this.first; index < this.entries.length; index += 1) {
      const entry = this.entries[index]!;
      remaining -= entry.amount;
      if (remaining < limit) return entry.at + windowMs;
    }
    return 0;
  }
}

interface Budget {
  readonly requests: SlidingWindow;
  readonly executionMs: SlidingWindow;
  running: number;
  /** Refusals since the last request that passed. */
  refusals: number;
}

/**
 * The service protection limits, per caller and system, in a sliding window. A refused request counts as well, so pushing on
 * lengthens the wait: dataverse-web-api.md section 14.1.
 */
export class ServiceLimits {
  private readonly budgets = new Map<string, Budget>();

  constructor(private readonly nowMs: () => number) {}

  /** Counts the request, and says which limit it breaks, if any. Who pushes on waits longer each time, if ever so little. */
  enter(who: string, limits: LimitsFault): LimitHit | undefined {
    const budget = this.budgetOf(who);
    const hit = this.hitBy(budget, limits);
    budget.refusals = hit === undefined ? 0 : budget.refusals + 1;
    if (hit === undefined) return undefined;

    return { ...hit, retryAfter: Math.ceil(hit.retryAfter + (Math.log2(budget.refusals) * limits.windowSeconds) / 60) };
  }

  private hitBy(budget: Budget, limits: LimitsFault): LimitHit | undefined {
    const now = this.nowMs();
    const windowMs = limits.windowSeconds * 1000;
    budget.requests.forget(now - windowMs);
    budget.executionMs.forget(now - windowMs);
    const full = budget.requests.sum >= limits.requests;
    budget.requests.add(now, 1);
    if (budget.running >= limits.concurrent) return { kind: 'concurrency', retryAfter: 1 };
    if (full) return { kind: 'requests', retryAfter: secondsUntil(budget.requests.roomAt(limits.requests, windowMs), now) };
    const executionMs = limits.executionSeconds * 1000;
    if (budget.executionMs.sum >= executionMs) {
      return { kind: 'executionTime', retryAfter: secondsUntil(budget.executionMs.roomAt(executionMs, windowMs), now) };
    }
    return undefined;
  }

  started(who: string): void {
    this.budgetOf(who).running += 1;
  }

  ended(who: string, durationMs: number): void {
    const budget = this.budgetOf(who);
    budget.running = Math.max(0, budget.running - 1);
    budget.executionMs.add(this.nowMs(), durationMs);
  }

  /** What the remaining-budget headers of Dataverse tell. */
  remaining(who: string, limits: LimitsFault): { requests: number; executionSeconds: number } {
    const budget = this.budgetOf(who);
    return {
      requests: Math.max(0, Math.floor(limits.requests - budget.requests.sum)),
      executionSeconds: Math.max(0, limits.executionSeconds - budget.executionMs.sum / 1000),
    };
  }

  reset(): void {
    this.budgets.clear();
  }

  private budgetOf(who: string): Budget {
    let budget = this.budgets.get(who);
    if (!budget)
      this.budgets.set(who, (budget = { requests: new SlidingWindow(), executionMs: new SlidingWindow(), running: 0, refusals: 0 }));
    return budget;
  }
}

const secondsUntil = (at: number, now: number): number => Math.max(1, Math.ceil((at - now) / 1000));
