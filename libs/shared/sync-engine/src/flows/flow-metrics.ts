import { Injectable } from '@nestjs/common';
import { Database } from '@concord/persistence';
import { Metrics } from '@concord/service-kit';
import { AreaFlows } from './consume/area-flows';

/** Counting reads all documents, so it is done at most this often, and never for more than a twentieth of the time. */
const countEveryMs = 15_000;

interface Count {
  readonly flow: string;
  readonly stage: string;
  readonly code: string | null;
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly oldest: number;
}

interface Open {
  readonly flow: string;
  readonly company: string;
  readonly currency: string;
  readonly balance: number;
}

/** Documents, in numbers an operator watches. */
@Injectable()
export class FlowMetrics {
  private counts: readonly Count[] = [];
  private open: readonly Open[] = [];
  private countAgainAt = 0;
  private counting: Promise<void> | undefined;

  constructor(
    private readonly flows: AreaFlows,
    private readonly database: Database,
    metrics: Metrics,
  ) {
    metrics.gauge('flow_documents', 'Documents by the stage they stand at', ['flow', 'stage'], async (gauge) => {
      await this.count();
      gauge.reset();
      for (const { flow, stage, count } of this.counts) gauge.inc({ flow, stage }, count);
    });
    metrics.gauge(
      'flow_problems',
      'Documents with a problem, by its code (the first of each document)',
      ['flow', 'code'],
      async (gauge) => {
        await this.count();
        gauge.reset();
        for (const { flow, code, count } of this.counts) if (code !== null) gauge.inc({ flow, code }, count);
      },
    );
    metrics.gauge(
      'flow_oldest_stuck_seconds',
      'Age of the document that has been at its stage for longest, before the last stage',
      ['flow', 'stage'],
      async (gauge) => {
        await this.count();
        gauge.reset();
        for (const flow of this.flows.flows) {
          for (const { name } of flow.stages.slice(0, -1)) {
            const oldest = Math.min(...this.counts.filter((one) => one.flow === flow.name && one.stage === name).map((one) => one.oldest));
            gauge.set({ flow: flow.name, stage: name }, Number.isFinite(oldest) ? Math.max(0, (Date.now() - oldest) / 1_000) : 0);
          }
        }
      },
    );
    metrics.gauge(
      'flow_balance',
      'What entered less what reached the last stage, in the transaction currency; GET /balances has it to the cent',
      ['flow', 'company', 'currency'],
      async (gauge) => {
        await this.count();
        gauge.reset();
        for (const { flow, company, currency, balance } of this.open) gauge.set({ flow, company, currency }, balance);
      },
    );
  }

  private count(): Promise<void> {
    if (Date.now() < this.countAgainAt) return Promise.resolve();
    this.counting ??= this.countNow().finally(() => (this.counting = undefined));
    return this.counting;
  }

  private async countNow(): Promise<void> {
    const start = Date.now();
    const counts = await this.database.query<{ flow: string; stage: string; code: string | null; count: string; oldest: Date }>(
      `SELECT flow, stage, problem_codes[1] AS code, count(*) AS count, min(since) AS oldest FROM flow_document
        WHERE flow = ANY($1::text[]) AND stage IS NOT NULL GROUP BY 1, 2, 3`,
      [this.flows.names],
    );
    this.counts = counts.map(({ count, oldest, ...rest }) => ({ ...rest, count: Number(count), oldest: oldest.getTime() }));
    const open = await this.database.query<{ flow: string; company: string | null; currency: string | null; balance: string | null }>(
      `SELECT flow, min((dimensions ->> 'company') COLLATE "C") AS company, min((dimensions ->> 'currency') COLLATE "C") AS currency,
              sum(coalesce(entered_amount, 0) - coalesce(amount[cardinality(amount)], 0)) AS balance
         FROM flow_document WHERE flow = ANY($1::text[]) AND stage IS NOT NULL
        GROUP BY flow, dimension_keys ->> 'company', dimension_keys ->> 'currency'`,
      [this.flows.names],
    );
    this.open = open.map(({ flow, company, currency, balance }) => ({
      flow,
      company: company ?? '',
      currency: currency ?? '',
      balance: Number(balance ?? 0),
    }));
    this.countAgainAt = Date.now() + Math.max(countEveryMs, 20 * (Date.now() - start));
  }
}
