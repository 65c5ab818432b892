import type { Batch } from './batch';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Where positions are kept beside the effect; ConsumedOffsets of @concord/persistence is one. */
export interface PositionStore {
  /** In the order asked; undefined where nothing was consumed yet. */
  read(consumer: string, partitions: readonly TopicPartition[]): Promise<(bigint | undefined)[]>;
  /** Moves the positions of a batch that no handler saw, because all of it went to dead letters. */
  advance(batch: Omit<Batch<unknown>, 'messages'>): Promise<void>;
}
