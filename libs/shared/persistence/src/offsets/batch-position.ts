/** Where a batch stands in its partition: the part of a transport's batch that storing it needs. */
export interface BatchPosition {
  /** Consumer group. */
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  /** Position in the database when the batch was taken; 0 where there was none. */
  readonly takenAt: bigint;
  /** First offset after the batch. */
  readonly nextOffset: bigint;
}
