/** Where a batch stands in one partition. */
export interface PartitionPosition {
  readonly partition: number;
  /** Position in the database when the batch was taken; 0 where there was none. */
  readonly takenAt: bigint;
  /** First offset after the batch. */
  readonly nextOffset: bigint;
}

/** Where a batch stands in the partitions of its topic: the part of a transport's batch that storing it needs. */
export interface BatchPosition {
  /** Consumer group. */
  readonly consumer: string;
  readonly topic: string;
  readonly partitions: readonly PartitionPosition[];
}
