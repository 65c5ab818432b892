/** Live work passes what can wait, such as a first load. */
export type Priority = 'live' | 'bulk';

/** The environment asked for quiet longer than the caller can wait. */
export class PausedTooLong extends Error {
  constructor(readonly remainingMs: number) {
    super(`The environment asked for ${Math.ceil(remainingMs / 1000)} s without requests.`);
    this.name = 'PausedTooLong';
  }
}

export interface LimiterOptions {
  /** Requests in flight to begin with. */
  readonly start: number;
  readonly ceiling: number;
  /** One more in flight after this long without being throttled. */
  readonly quietMsPerStep: number;
  /** Milliseconds, never going back. */
  readonly now?: () => number;
  readonly jitterMs?: () => number;
}

interface Waiter {
  readonly go: () => void;
  readonly fail: (error: Error) => void;
  /** On the limiter's clock. */
  readonly deadline: number;
}

const longestTimer = 2_000_000_000;

/**
 * Requests in flight to one environment: more while all is well, half after a 429, and none at all until its Retry-After is over.
 * For the whole environment, because a service counts a refused request too and then answers with a longer wait.
 */
export class Limiter {
  private limit: number;
  private inFlight = 0;
  private pausedUntil = 0;
  private lastChange: number;
  private throttledMs = 0;
  /** After a pause one request goes first: were it refused too, the others would only have lengthened the wait. */
  private probing = false;
  /** Requests that the service said are left; undefined where it does not tell. */
  private budget: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly waiting: Record<Priority, Waiter[]> = { live: [], bulk: [] };
  private readonly now: () => number;
  private readonly jitterMs: () => number;

  constructor(private readonly options: LimiterOptions) {
    this.limit = options.start;
    this.now = options.now ?? (() => performance.now());
    this.jitterMs = options.jitterMs ?? (() => 25 + Math.random() * 100);
    this.lastChange = this.now();
  }

  /**
   * Runs the work when a place is free. Throws `PausedTooLong` when that is not so within `maxWaitMs`, at once when the pause is known to be
   * longer.
   */
  async run<R>(work: () => Promise<R>, priority: Priority = 'live', maxWaitMs = Infinity): Promise<R> {
    await this.enter(priority, maxWaitMs);
    try {
      return await work();
    } finally {
      this.inFlight -= 1;
      this.admit();
    }
  }

  /** A 429 came: nobody sends before the wait is over. */
  throttled(retryAfterMs: number): void {
    this.halve();
    this.pause(retryAfterMs);
  }

  /**
   * A 429 came to another process, or to one before this: as if it had come here. May be told again while it lasts, also to whom it came, which
   * only makes sure that the wait is not too short.
   */
  throttledElsewhere(remainingMs: number): void {
    if (this.now() >= this.pausedUntil) this.halve();
    this.pause(remainingMs);
  }

  /** An answer that was no 429; with the number of requests left, where the service tells. */
  answered(budget?: number): void {
    this.budget = budget;
    if (!this.probing) return;
    this.probing = false;
    this.admit();
  }

  /** For admin and metrics. */
  state(): { limit: number; inFlight: number; waiting: number; pausedMs: number; throttledMs: number } {
    return {
      limit: this.limit,
      inFlight: this.inFlight,
      waiting: this.waiting.live.length + this.waiting.bulk.length,
      pausedMs: Math.max(0, Math.ceil(this.pausedUntil - this.now())),
      throttledMs: Math.round(this.throttledMs),
    };
  }

  private halve(): void {
    this.limit = Math.max(1, Math.floor(this.limit / 2));
  }

  private pause(milliseconds: number): void {
    const now = this.now();
    const until = now + milliseconds + this.jitterMs();
    this.throttledMs += Math.max(0, until - Math.max(now, this.pausedUntil));
    this.pausedUntil = Math.max(this.pausedUntil, until);
    this.probing = true;
    this.lastChange = this.pausedUntil;
    this.failThoseThatCannotWait();
    this.admit();
  }

  private enter(priority: Priority, maxWaitMs: number): Promise<void> {
    const now = this.now();
    if (this.pausedUntil - now > maxWaitMs) return Promise.reject(new PausedTooLong(this.pausedUntil - now));
    return new Promise((resolve, reject) => {
      this.waiting[priority].push({
        go: () => {
          this.inFlight += 1;
          resolve();
        },
        fail: reject,
        deadline: now + maxWaitMs,
      });
      this.admit();
    });
  }

  private admit(): void {
    const now = this.now();
    if (this.waiting.live.length + this.waiting.bulk.length === 0) return;
    if (now < this.pausedUntil) {
      this.wakeIn(this.pausedUntil - now);
      return;
    }
    this.grow(now);
    while (this.inFlight < this.allowed()) {
      const next = this.waiting.live.shift() ?? this.waiting.bulk.shift();
      if (!next) return;
      next.go();
    }
  }

  /** One at a time when the end of the budget is near: requests that are under way when a 429 comes would be refused, and counted, too. */
  private allowed(): number {
    const nearTheEnd = this.budget !== undefined && this.budget < 2 * this.limit;
    return this.probing || nearTheEnd ? 1 : this.limit;
  }

  private grow(now: number): void {
    const steps = Math.floor((now - this.lastChange) / this.options.quietMsPerStep);
    if (steps < 1) return;
    this.limit = Math.min(this.options.ceiling, this.limit + steps);
    this.lastChange = now;
  }

  private wakeIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.admit(), Math.min(Math.ceil(milliseconds), longestTimer));
    this.timer.unref();
  }

  private failThoseThatCannotWait(): void {
    for (const priority of ['live', 'bulk'] as const) {
      const stay: Waiter[] = [];
      for (const waiter of this.waiting[priority]) {
        if (waiter.deadline < this.pausedUntil) waiter.fail(new PausedTooLong(this.pausedUntil - this.now()));
        else stay.push(waiter);
      }
      this.waiting[priority] = stay;
    }
  }
}
