import { Injectable, Logger } from '@nestjs/common';
import { SubscriptionMessage, Topics } from '@concord/contracts';
import { KafkaConnection, sharedTopicPlans, StateReader, TopicAdmin, topicPlansForArea, topicPlansForTable } from '@concord/messaging';
import { mergedTable, tableId, type CapturedTable } from './captured-table';

/** What areas want captured, as their newest subscriptions say; picked up while the process runs. */
@Injectable()
export class Subscriptions {
  private readonly logger = new Logger('Subscriptions');
  private readonly wishes = new Map<string, SubscriptionMessage>();
  private readonly merged = new Map<string, CapturedTable>();
  private readonly listeners: (() => Promise<void>)[] = [];
  /** Tables whose subscriptions contradict each other, and why. */
  readonly contradictions = new Map<string, string>();
  private reader: StateReader<SubscriptionMessage> | undefined;
  private caughtUp = false;

  constructor(
    private readonly kafka: KafkaConnection,
    private readonly topicAdmin: TopicAdmin,
    private readonly topics: Topics,
  ) {}

  /** Resolves when all subscriptions that were there have been read and their topics exist. */
  async start(): Promise<void> {
    await this.topicAdmin.ensure(sharedTopicPlans(this.topics));
    this.reader = new StateReader<SubscriptionMessage>(this.kafka, {
      topics: [this.topics.subscriptions],
      message: SubscriptionMessage,
      apply: async (messages) => {
        for (const message of messages) this.wishes.set(message.key, message.value);
        if (this.caughtUp) await this.settle();
      },
    });
    await this.reader.start();
    this.caughtUp = true;
    await this.settle();
  }

  /** Called after each change, topics of new tables being there. */
  onChange(listener: () => Promise<void>): void {
    this.listeners.push(listener);
  }

  /** In the order of a first load. */
  tables(): readonly CapturedTable[] {
    return [...this.merged.values()].sort((one, other) => one.order - other.order || (tableId(one) < tableId(other) ? -1 : 1));
  }

  writesTopics(): readonly string[] {
    return this.tables().map((table) => this.topics.writes(table.system, table.name));
  }

  ofWritesTopic(topic: string): CapturedTable | undefined {
    return this.tables().find((table) => this.topics.writes(table.system, table.name) === topic);
  }

  async close(): Promise<void> {
    await this.reader?.close();
  }

  private async settle(): Promise<void> {
    this.merge();
    const areas = [...new Set([...this.wishes.values()].map((wish) => wish.area))];
    await this.topicAdmin.ensure([
      ...this.tables().flatMap((table) => topicPlansForTable(this.topics, table.system, table.name)),
      ...areas.flatMap((area) => topicPlansForArea(this.topics, area)),
    ]);
    for (const listener of this.listeners) await listener();
  }

  private merge(): void {
    const byTable = new Map<string, SubscriptionMessage[]>();
    for (const wish of this.wishes.values()) {
      const id = tableId({ system: wish.system, name: wish.table });
      byTable.set(id, [...(byTable.get(id) ?? []), wish]);
    }
    this.contradictions.clear();
    for (const [id, wishes] of byTable) {
      try {
        this.merged.set(id, mergedTable(wishes));
      } catch (error) {
        this.contradictions.set(id, error instanceof Error ? error.message : String(error));
        this.logger.error(this.contradictions.get(id));
      }
    }
  }
}
