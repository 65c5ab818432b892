import type { Kafka } from 'kafkajs';
import { askEveryPartition } from '../kafka/every-partition';

const LONGEST_MS = 10_000;

/** Where each partition that holds something ends, by `<topic>|<partition>`. A topic made a moment ago may not have found its leader yet. */
export const topicEnds = (kafka: Kafka, topics: readonly string[]): Promise<Map<string, bigint>> =>
  askEveryPartition(kafka, topics, LONGEST_MS, async (partitions) => {
    const [first, next] = await Promise.all([partitions.first(), partitions.next()]);
    const begins = new Map(first.map(({ topic, partition, offset }) => [`${topic}|${partition}`, offset]));

    return new Map(
      next
        .map(({ topic, partition, offset }) => [`${topic}|${partition}`, offset] as const)
        .filter(([name, offset]) => offset > (begins.get(name) ?? 0n)),
    );
  });
