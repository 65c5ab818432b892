import type { Caller } from '../shell/caller';
import type { SeededRandom } from '../shell/seeded-random';
import type { ODataResponse } from '../odata/http';
import type { Statistics, SystemName } from '../statistics/statistics';
import { chosenAnswer, errorAnswer } from './error-answers';
import type { FaultPlan } from './fault-plan';
import type { LimitsFault } from './fault-members';
import { ServiceLimits } from './service-limits';
import { throttleAnswer, throttleFaultAnswer } from './throttle-answers';

/** `cut` is a connection reset instead of an answer. */
export type Gated = ODataResponse | 'cut';

/**
 * Milliseconds that an answer takes to be understood. What a caller of many connections sends within them, on one that was open and was not
 * told, was on its way already: no retry, since nobody could have held it back.
 */
const ON_ITS_WAY_MS = 25;
/** Connections in use within a second that make a caller one who sends in parallel; one who waits for each answer alternates between a few. */
const PARALLEL_CONNECTIONS = 4;

/** Who asks, and on which connection: whoever was told to wait on it, or opened it after having been told, knows. */
export interface Arrival {
  readonly caller: Caller;
  readonly connection: Connection;
}

export interface Connection {
  /** `performance.now()` when it was opened. */
  readonly openedAt: number;
}

const documentedLimits: LimitsFault = { requests: 6000, executionSeconds: 1200, concurrent: 52, windowSeconds: 300 };

/** Stands in front of both systems and lets them misbehave as `/_sim/faults` says: delays, refuses, fails, loses answers. */
export class FaultGate {
  private readonly limits: ServiceLimits;
  /** Caller and system: when it was told to wait, on which connections, and (by the simulator's clock) until when. */
  private readonly waiting = new Map<string, { readonly toldAt: number; readonly toldOn: WeakSet<object>; until: number }>();

  /** Caller and system: the connections it used, and when last. */
  private readonly connections = new Map<string, Map<Connection, number>>();

  constructor(
    private readonly plan: FaultPlan,
    private readonly random: SeededRandom,
    private readonly statistics: Statistics,
    private readonly nowMs: () => number,
  ) {
    this.limits = new ServiceLimits(nowMs);
  }

  isOffline(system: SystemName): boolean {
    return this.plan.of(system).offline;
  }

  async pass(system: SystemName, method: string, { caller, connection }: Arrival, handle: () => Promise<ODataResponse>): Promise<Gated> {
    const who = `${system} ${caller.clientId}`;
    const arrivedAt = performance.now();
    const faults = this.plan.of(system);
    const [least, most] = faults.latencyMs;
    const waiting = (most > 0 ? this.random.between(least, most) : 0) + this.plan.takeColdStart(system);
    if (waiting > 0) await sleep(waiting);
    if (this.plan.of(system).offline) return 'cut';

    this.countEarlyRetry(who, arrivedAt, connection);
    const refusal = this.throttled(system, who);
    if (refusal) {
      this.waiting.get(who)?.toldOn.add(connection);
      return refusal;
    }
    if (this.random.chance(faults.errorRate)) {
      const { error, status } = faults;
      return error === undefined ? errorAnswer(system, status ?? 503) : chosenAnswer(system, error, status);
    }
    if (system === 'finance' && faults.finance.htmlGateway) return errorAnswer(system, 502, true);

    const started = performance.now();
    this.limits.started(who);
    try {
      const answer = await handle();
      if (this.plan.of(system).offline) return 'cut'; // went offline while it ran: applied, and nobody hears of it
      if (isWrite(method) && this.random.chance(faults.lostReplyRate)) return 'cut';
      return system === 'dataverse' ? this.withBudgetHeaders(answer, who, faults.limits) : answer;
    } finally {
      this.limits.ended(who, performance.now() - started);
    }
  }

  /** The refusal of one operation inside `$batch`, if a throttle is set for those. */
  throttledInsideBatch(system: SystemName, clientId: string): ODataResponse | undefined {
    const fault = this.plan.takeThrottle(system, 'batch-part');
    if (!fault) return undefined;
    this.refused(`${system} ${clientId}`, fault.retryAfter);
    return throttleFaultAnswer(system, fault);
  }

  reset(): void {
    this.limits.reset();
    this.waiting.clear();
  }

  private throttled(system: SystemName, who: string): ODataResponse | undefined {
    const fault = this.plan.takeThrottle(system, 'request');
    if (fault) {
      this.refused(who, fault.retryAfter);
      return throttleFaultAnswer(system, fault);
    }
    const { limits } = this.plan.of(system);
    const hit = this.limits.enter(who, limits ?? documentedLimits); // counted without limits too: the headers tell what is left
    if (!hit || !limits) return undefined;
    this.refused(who, hit.retryAfter);
    return throttleAnswer(system, hit.kind, hit.retryAfter, limits);
  }

  private refused(who: string, retryAfter: number | null): void {
    this.statistics.countThrottled();
    if (retryAfter === null) return;
    const before = this.waiting.get(who);
    const until = this.nowMs() + retryAfter * 1000;
    if (before && this.nowMs() < before.until) before.until = Math.max(before.until, until);
    else this.waiting.set(who, { toldAt: performance.now(), toldOn: new WeakSet(), until });
  }

  /** What was on its way when the caller was told to wait is no retry: nobody could have held it back. */
  private sendsInParallel(who: string, arrivedAt: number, connection: Connection): boolean {
    let used = this.connections.get(who);
    if (!used) this.connections.set(who, (used = new Map()));
    used.set(connection, arrivedAt);
    for (const [one, at] of used) if (at < arrivedAt - 1_000) used.delete(one);
    return used.size >= PARALLEL_CONNECTIONS;
  }

  private countEarlyRetry(who: string, arrivedAt: number, connection: Connection): void {
    const inParallel = this.sendsInParallel(who, arrivedAt, connection);
    const told = this.waiting.get(who);
    if (told === undefined) return;
    if (this.nowMs() >= told.until) this.waiting.delete(who);
    else if (!inParallel || told.toldOn.has(connection) || connection.openedAt > told.toldAt || arrivedAt > told.toldAt + ON_ITS_WAY_MS) {
      this.statistics.countEarlyRetry();
    }
  }

  private withBudgetHeaders(answer: ODataResponse, who: string, limits: LimitsFault = documentedLimits): ODataResponse {
    const { requests, executionSeconds } = this.limits.remaining(who, limits);
    return {
      ...answer,
      headers: {
        ...answer.headers,
        'x-ms-ratelimit-burst-remaining-xrm-requests': String(requests),
        'x-ms-ratelimit-time-remaining-xrm-requests': executionSeconds.toLocaleString('en-US', {
          minimumFractionDigits: 2,
          maximumFractionDigits: 2,
        }),
        'x-ms-dop-hint': '4',
      },
    };
  }
}

const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
