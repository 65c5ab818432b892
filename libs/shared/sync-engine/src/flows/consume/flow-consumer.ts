import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { ChangeMessage, LinkMessage, type SubscriptionMessage } from '@concord/contracts';
import {
  deadLettersPlan,
  KafkaBatchServer,
  KafkaConnection,
  Publisher,
  sharedTopicPlans,
  TopicAdmin,
  topicPlansForTable,
  type Batch,
  type Outgoing,
} from '@concord/messaging';
import { ConsumedOffsets } from '@concord/persistence';
import { consumerMetrics, HealthChecks, Metrics } from '@concord/service-kit';
import { EvidenceHandler } from './evidence.handler';
import { AreaFlows } from './area-flows';
import { FLOWS_OPTIONS, type FlowsOptions } from './flows-options';
import { RevisionsRepository } from '../storage/revisions.repository';

/** After the maps' tables, which say what comes first. */
const lastInFirstLoad = 1_000_000;

/**
 * The flows' own consumer group, apart from the one that moves records: a flow that falls behind delays no write. Its handlers are not
 * `@EventPattern`s, which Nest would give to every transport of the process.
 */
@Injectable()
export class FlowConsumer implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly server: KafkaBatchServer;

  constructor(
    private readonly flows: AreaFlows,
    private readonly handler: EvidenceHandler,
    private readonly revisions: RevisionsRepository,
    private readonly publisher: Publisher,
    private readonly topicAdmin: TopicAdmin,
    private readonly checks: HealthChecks,
    @Inject(FLOWS_OPTIONS) { kafkaSessionMs }: FlowsOptions,
    kafka: KafkaConnection,
    positions: ConsumedOffsets,
    metrics: Metrics,
  ) {
    const { topics } = flows;
    this.server = new KafkaBatchServer({
      kafka,
      consumer: flows.consumer,
      routes: [
        // Rows that break their record class are put aside by the area's own consumer; here a row that cannot be read is trouble of its document.
        { pattern: 'flow-changes', topics: () => flows.tables.map(({ topic }) => topic), message: ChangeMessage },
        { pattern: 'flow-links', topics: () => (flows.readsLinks ? [topics.links] : []), message: LinkMessage },
      ],
      positions,
      ...(kafkaSessionMs === undefined ? {} : { sessionTimeoutMs: kafkaSessionMs }),
    });
    this.server.addHandler('flow-changes', (batch: Batch<ChangeMessage>) => this.handler.changes(batch), true);
    this.server.addHandler('flow-links', (batch: Batch<LinkMessage>) => this.handler.links(batch), true);
    this.server.observe(consumerMetrics(metrics));
  }

  /** Topics before anything consumes. */
  async onModuleInit(): Promise<void> {
    const { topics, flows } = this.flows;
    const tables = flows.flatMap(({ sources }) => sources);
    const plans = [
      ...sharedTopicPlans(topics),
      { name: this.flows.topic, cleanup: 'compact' as const },
      deadLettersPlan(topics, this.flows.topic),
      ...tables.flatMap(({ in: system, table }) => (system === 'link' ? [] : topicPlansForTable(topics, system, table))),
    ];
    await this.topicAdmin.ensure([...new Map(plans.map((plan) => [plan.name, plan])).values()]);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.checks.add({
      name: 'flows',
      check: () => {
        if (!this.server.isReady) throw new Error('the consumer of the flows has not joined its group yet, or cannot read its positions');
      },
    });
    for (const flow of this.flows.flows) await this.revisions.settle(flow, this.flows.consumer, this.flows.topicsOf(flow));
    await this.publisher.publish(this.subscriptions());
    await new Promise<void>((resolve, reject) => this.server.listen((error) => (error ? reject(error as Error) : resolve())));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.server.close();
  }

  /** What the gateway is to capture for the flows, beside what the maps need. */
  private subscriptions(): Outgoing[] {
    return this.flows.tables.map(({ readers }) => {
      const { in: system, table, key } = (readers[0] as (typeof readers)[number]).source;
      const columns = new Map(readers.flatMap(({ source }) => source.columns).map((column) => [column.name, column]));
      const value: SubscriptionMessage = {
        area: this.flows.area,
        system: system as SubscriptionMessage['system'],
        table,
        key,
        columns: [...columns.values()],
        order: lastInFirstLoad,
      };
      return {
        topic: this.flows.topics.subscriptions,
        key: `${this.flows.area}.flows|${system}|${table}`,
        value,
        type: 'concord.subscription.v1',
      };
    });
  }
}
