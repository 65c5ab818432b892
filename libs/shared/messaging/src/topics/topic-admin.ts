import { Injectable } from '@nestjs/common';
import { ConfigResourceTypes, KafkaJSAggregateError } from 'kafkajs';
import { KafkaConnection } from '../kafka/kafka-connection';
import type { TopicPlan } from './topic-plan';

@Injectable()
export class TopicAdmin {
  constructor(private readonly kafka: KafkaConnection) {}

  /** Makes the topics that are missing; those that are there are left as an administrator may have set them. Idempotent, safe for many at once. */
  async ensure(plans: readonly TopicPlan[]): Promise<{ created: string[] }> {
    const admin = await this.kafka.admin();
    const existing = new Set(await admin.listTopics());
    const wanted = new Map(plans.filter(({ name }) => !existing.has(name)).map((plan) => [plan.name, plan]));
    if (wanted.size === 0) return { created: [] };

    const created = new Set(wanted.keys());
    await admin
      .createTopics({
        waitForLeaders: true,
        topics: [...wanted.values()].map(({ name, cleanup, partitions, retentionMs }) => ({
          topic: name,
          numPartitions: partitions,
          configEntries: [
            { name: 'cleanup.policy', value: cleanup },
            ...(retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }]),
          ],
        })),
      })
      .catch((error: unknown) => {
        for (const topic of madeByOthers(error)) created.delete(topic);
      });

    return { created: [...created] };
  }

  /** Cleanup policy as the broker has it. */
  async cleanupOf(topic: string): Promise<string | undefined> {
    const admin = await this.kafka.admin();
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: ['cleanup.policy'] }],
    });

    return resources[0]?.configEntries.find(({ configName }) => configName === 'cleanup.policy')?.configValue;
  }
}

/** Topics that another process made between our look and our request; any other failure is thrown. */
const madeByOthers = (error: unknown): string[] => {
  const errors: readonly unknown[] = error instanceof KafkaJSAggregateError ? error.errors : [error];

  return errors.map((one) => {
    const { type, topic } = one as { type?: unknown; topic?: unknown };
    if (type === 'TOPIC_ALREADY_EXISTS' && typeof topic === 'string') return topic;
    throw error;
  });
};
