import type { Caller } from '../shell/caller';
import type { SeededRandom } from '../shell/seeded-random';
import type { ODataResponse } from '../odata/http';
import type { Statistics, SystemName } from '../statistics/statistics';
import { errorAnswer } from './error-answers';
import type { FaultPlan } from './fault-plan';
import type { LimitsFault } from './fault-members';
import { ServiceLimits } from './service-limits';
import { throttleAnswer, throttleFaultAnswer } from './throttle-answers';

/** `cut` is a connection reset instead of an answer. */
export type Gated = ODataResponse | 'cut';

const documentedLimits: LimitsFault = { requests: 6000, executionSeconds: 1200, concurrent: 52, windowSeconds: 300 };

/** Stands in front of both systems and lets them misbehave as `/_sim/faults` says: delays, refuses, fails, loses answers. */
export class FaultGate {
  private readonly limits: ServiceLimits;
  /** Caller and system to the moment its Retry-After is over. */
  private readonly waitingUntil = new Map<string, number>();

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

  async pass(system: SystemName, method: string, caller: Caller, handle: () => Promise<ODataResponse>): Promise<Gated> {
    const who = `${system} ${caller.clientId}`;
    const faults = this.plan.of(system);
    const [least, most] = faults.latencyMs;
    const waiting = (most > 0 ? this.random.between(least, most) : 0) + this.plan.takeColdStart(system);
    if (waiting > 0) await sleep(waiting);
    if (this.plan.of(system).offline) return 'cut';

    this.countEarlyRetry(who);
    const refusal = this.throttled(system, who);
    if (refusal) return refusal;
    if (this.random.chance(faults.errorRate)) return errorAnswer(system, faults.status);
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
    this.waitingUntil.clear();
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
    if (retryAfter !== null) this.waitingUntil.set(who, Math.max(this.waitingUntil.get(who) ?? 0, this.nowMs() + retryAfter * 1000));
  }

  private countEarlyRetry(who: string): void {
    const until = this.waitingUntil.get(who);
    if (until === undefined) return;
    if (this.nowMs() < until) this.statistics.countEarlyRetry();
    else this.waitingUntil.delete(who);
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
