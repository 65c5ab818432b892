import type { TopicPartition } from './position-store';

/** What the transport tells to whoever measures it. */
export interface BatchObserver {
  handled?(pattern: string, from: TopicPartition, batch: { readonly messages: number; readonly milliseconds: number }): void;
  failed?(pattern: string, from: TopicPartition, error: unknown): void;
  deadLettered?(pattern: string, from: TopicPartition, messages: number): void;
  takenOver?(pattern: string, from: TopicPartition): void;
}
