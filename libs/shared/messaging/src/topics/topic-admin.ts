import { Injectable } from '@nestjs/common';
import { ConfigResourceTypes, type Kafka } from 'kafkajs';
import { askEveryPartition } from '../kafka/every-partition';
import { KafkaConnection } from '../kafka/kafka-connection';
import type { TopicPlan } from './topic-plan';

const LONGEST_MS = 60_000;

@Injectable()
export class TopicAdmin {
  constructor(private readonly kafka: KafkaConnection) {}

  /**
   * Makes the topics that are missing; those that are there are left as an administrator may have set them. Idempotent, safe for many at
   * once. `created`: those that were missing when the call began.
   */
  async ensure(plans: readonly TopicPlan[]): Promise<{ created: string[] }> {
    const admin = await this.kafka.admin();
    const existing = new Set(await admin.listTopics());
    const missing = new Map(plans.filter(({ name }) => !existing.has(name)).map((plan) => [plan.name, plan]));
    if (missing.size === 0) return { created: [] };

    // Topics that another process makes between our look and this request are no error to kafkajs.
    await admin.createTopics({
      waitForLeaders: false,
      topics: [...missing.values()].map(({ name, cleanup, partitions = this.kafka.partitions, retentionMs }) => ({
        topic: name,
        numPartitions: partitions,
        configEntries: [
          { name: 'cleanup.policy', value: cleanup },
          ...(retentionMs === undefined ? [] : [{ name: 'retention.ms', value: String(retentionMs) }]),
        ],
      })),
    });
    await usable(this.kafka.client, [...missing.keys()]);

    return { created: [...missing.keys()] };
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

/**
 * Waits until every partition of the topics answers. Their metadata names leaders before those know that they lead, and who publishes in
 * between is refused, so each is asked for its offset. kafkajs can wait by itself, but takes "not known yet" for a failure.
 */
const usable = async (kafka: Kafka, topics: readonly string[]): Promise<void> => {
  try {
    await askEveryPartition(kafka, topics, LONGEST_MS, (partitions) => partitions.next());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Not every partition has a leader after ${LONGEST_MS / 1_000} s; look at the broker. ${reason} (${topics.join(', ')})`);
  }
};
