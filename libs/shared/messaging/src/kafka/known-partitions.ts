import { KafkaJSError, type PartitionerArgs } from 'kafkajs';
import { partitionOf } from './partition-of';

/**
 * Which partition a message goes to: by key, as the Java client does; and how many a topic has. A broker that has just started may tell of only some of a topic's
 * partitions. kafkajs takes those for all: it would spread keys over them, and leave out without a word what goes to the others. Partitions never become
 * fewer, and their numbers have no gaps: so who tells less is asked again, which kafkajs does at this error.
 */
export class KnownPartitions {
  private readonly counts = new Map<string, number>();

  /** Undefined before the first message to the topic. */
  of(topic: string): number | undefined {
    return this.counts.get(topic);
  }

  /** Asked for every message or bundle, with what kafkajs knows of the topic at that time. */
  choose({ topic, partitionMetadata, message: { key, partition } }: PartitionerArgs): number {
    const { length } = partitionMetadata;
    const isIncomplete = length < (this.counts.get(topic) ?? 1) || partitionMetadata.some(({ partitionId }) => partitionId >= length);
    if (isIncomplete) throw askAgain(`The broker does not know all partitions of ${topic} yet`);
    this.counts.set(topic, length);
    if (partition !== undefined) return partition;

    return key == null ? Math.floor(Math.random() * length) : partitionOf(key, length);
  }
}

/** The name by which kafkajs fetches its metadata anew before it tries again; its types do not let anybody construct that class. */
const askAgain = (message: string): Error =>
  Object.assign(new KafkaJSError(message, { retriable: true }), { name: 'KafkaJSMetadataNotLoaded' });
