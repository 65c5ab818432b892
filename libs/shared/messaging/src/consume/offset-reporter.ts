import { Logger } from '@nestjs/common';
import type { Consumer } from 'kafkajs';
import type { TopicPartition } from './position-store';

/** How long a commit to Kafka may wait for others to join it. */
const EVERY_MS = 500;

/** Commits positions to Kafka behind the work, many at a time: they serve lag monitors, and handlers that keep no database. */
export class OffsetReporter {
  private readonly logger = new Logger('Consumer');
  private pending = new Map<string, TopicPartition & { offset: string }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly consumer: Consumer) {}

  processed({ topic, partition }: TopicPartition, nextOffset: bigint): void {
    this.pending.set(`${topic}|${partition}`, { topic, partition, offset: String(nextOffset) });
    this.timer ??= setTimeout(() => void this.flush(), EVERY_MS);
  }

  /** Forgets partitions that belong to another consumer now. */
  keepOnly(isOurs: (from: TopicPartition) => boolean): void {
    for (const [name, from] of this.pending) if (!isOurs(from)) this.pending.delete(name);
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const offsets = [...this.pending.values()];
    this.pending.clear();
    if (offsets.length === 0) return;
    try {
      await this.consumer.commitOffsets(offsets);
    } catch (error) {
      // The next commit, or the position in the database, makes up for it.
      this.logger.debug({ msg: 'Kafka did not take a commit', err: error });
    }
  }
}
