export interface TopicPlan {
  readonly name: string;
  /** What Kafka may forget: older messages of a key, old messages, or both. */
  readonly cleanup: 'compact' | 'delete' | 'compact,delete';
  /** Absent: as many as `KafkaOptions.partitions` says. */
  readonly partitions?: number;
  /** Milliseconds after which a message may go; absent: the broker's own. Only with `delete`. */
  readonly retentionMs?: number;
}
