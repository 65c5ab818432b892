/** One message as a handler gets it: decoded, and valid under its contract. */
export interface Incoming<T> {
  readonly key: string;
  readonly value: T;
  readonly headers: Readonly<Record<string, string>>;
  readonly offset: bigint;
  /** Milliseconds since 1970, of the broker or the producer as the topic is set. */
  readonly timestamp: number;
}

/** How far a batch goes in one partition. */
export interface PartitionMove {
  readonly partition: number;
  /** Position in the database when the batch was taken; 0 where there was none. */
  readonly takenAt: bigint;
  /** First offset after the batch, dead letters included. */
  readonly nextOffset: bigint;
}

/** Messages of one topic, those of each partition in order. Handed to UnitOfWork.run as it is. */
export interface Batch<T> {
  /** Consumer group. */
  readonly consumer: string;
  readonly topic: string;
  /** Never empty; broken ones have gone to the dead letters. */
  readonly messages: readonly Incoming<T>[];
  /** The partitions they come from. */
  readonly partitions: readonly PartitionMove[];
}
