import { Agent, request } from 'undici';
import type { FaultPlan } from '../faults/fault-plan';
import type { SeededRandom } from '../shell/seeded-random';
import type { SystemName } from '../statistics/statistics';
import { type RetryPolicy, retryPolicies } from './retry-policy';

export interface Delivery {
  readonly system: SystemName;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What it is about, for the log. */
  readonly subject: string;
  /** Called once, after the last attempt; without a status when nobody answered. */
  readonly settled?: (status?: number) => void;
}

export interface DeliveryAttempt {
  /** ISO text, by the simulator's clock. */
  readonly at: string;
  /** null when nobody answered. */
  readonly status: number | null;
}

export interface LoggedDelivery {
  readonly system: SystemName;
  readonly url: string;
  readonly subject: string;
  readonly attempts: DeliveryAttempt[];
  readonly body: unknown;
}

/** Older ones are forgotten, or a bulk load with webhooks on would fill the memory. */
const KEPT = 20_000;

/** Sends webhooks and events over real HTTP, as unreliably as the faults say: they go missing, come twice, come late and out of order. */
export class DeliveryService {
  private log: LoggedDelivery[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private generation = 0;
  private agent = new Agent({ connections: 16, pipelining: 1, keepAliveTimeout: 4_000 });

  constructor(
    private readonly faults: FaultPlan,
    private readonly random: SeededRandom,
    private readonly nowMs: () => number,
  ) {}

  send(delivery: Delivery): void {
    const faults = this.faults.of(delivery.system);
    if (this.random.chance(faults.lostEventRate)) {
      delivery.settled?.(undefined);
      return;
    }
    this.schedule(delivery);
    if (this.random.chance(faults.duplicateEventRate)) this.schedule({ ...delivery, settled: undefined });
  }

  list(): readonly LoggedDelivery[] {
    return this.log;
  }

  /** Sends a logged delivery once more, as a person resends from the error log. */
  resend(index: number): boolean {
    const logged = this.log[index];
    if (!logged) return false;
    this.schedule({ ...logged, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(logged.body) });
    return true;
  }

  /** Forgets what was sent; what waits for its time or its retry is never sent. */
  reset(): void {
    this.generation += 1;
    this.timers.forEach((timer) => clearTimeout(timer));
    this.timers.clear();
    this.log = [];
  }

  async stop(): Promise<void> {
    this.reset();
    await this.agent.destroy();
  }

  private schedule(delivery: Delivery): void {
    const faults = this.faults.of(delivery.system);
    const [least, most] = faults.eventDelayMs;
    const reordered = this.random.chance(faults.finance.reorderEventRate) ? this.random.between(50, 500) : 0;
    const delay = most > 0 ? this.random.between(least, most) : reordered;
    if (delay === 0) void this.attempt(delivery, this.generation);
    else this.later(delay, () => void this.attempt(delivery, this.generation));
  }

  private async attempt(delivery: Delivery, generation: number): Promise<void> {
    const policy = retryPolicies[delivery.system];
    const attempts: DeliveryAttempt[] = [];
    this.remember({ system: delivery.system, url: delivery.url, subject: delivery.subject, attempts, body: parsed(delivery.body) });
    for (let tries = 0; ; tries += 1) {
      const status = await this.post(delivery, policy);
      if (generation !== this.generation) return;
      attempts.push({ at: new Date(this.nowMs()).toISOString(), status: status ?? null });
      if (tries >= policy.retries || !policy.worthAnother(status)) {
        delivery.settled?.(status);
        return;
      }
      await new Promise<void>((resolve) => this.later(policy.pauseMs, resolve));
    }
  }

  private async post(delivery: Delivery, policy: RetryPolicy): Promise<number | undefined> {
    try {
      const { statusCode, body } = await request(delivery.url, {
        method: 'POST',
        headers: delivery.headers,
        body: delivery.body,
        dispatcher: this.agent,
        headersTimeout: policy.timeoutMs,
        bodyTimeout: policy.timeoutMs,
      });
      await body.dump();
      return statusCode;
    } catch {
      return undefined; // refused, reset, timed out, no such host: nobody answered
    }
  }

  private later(delayMs: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, delayMs);
    timer.unref();
    this.timers.add(timer);
  }

  private remember(entry: LoggedDelivery): void {
    if (this.log.length >= KEPT * 2) this.log = this.log.slice(-KEPT);
    this.log.push(entry);
  }
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
};
