import { Injectable } from '@nestjs/common';
import type { Message } from 'kafkajs';
import { cloudEventHeaders } from '../events/cloud-event';
import { bundleOf } from '../kafka/bundled-produce.patch';
import { KafkaConnection } from '../kafka/kafka-connection';
import { partitionOf } from '../kafka/partition-of';
import type { Outgoing } from './outgoing';
import { slicesBySize } from './slices-by-size';

/** A broker refuses more than 1 MiB for one partition at once; a slice may go to a single one. */
const MOST_BYTES = 800_000;

@Injectable()
export class Publisher {
  constructor(private readonly kafka: KafkaConnection) {}

  /**
   * Resolves when every replica in sync has every message. On an error some may have been written nevertheless: publish again, readers
   * are idempotent.
   */
  async publish(messages: readonly Outgoing[]): Promise<void> {
    if (messages.length === 0) return;
    const now = new Date();
    await this.send(
      [...byTopic(messages)].map(([topic, ofTopic]) => ({ topic, messages: ofTopic.map((message) => this.encode(message, now)) })),
    );
  }

  /** Publishes messages that are bytes already. */
  async send(topicMessages: readonly { readonly topic: string; readonly messages: readonly Message[] }[]): Promise<void> {
    const producer = await this.kafka.producer();
    for (const { topics } of slicesBySize(topicMessages, MOST_BYTES)) {
      // Not compressed: gzip costs CPU here and in the broker, which unpacks what it checks.
      // Whoever pays for bytes sets `compression.type` on the topic.
      await producer.sendBatch({
        acks: -1,
        topicMessages: topics.map(({ topic, messages }) => ({ topic, messages: this.bundled(topic, messages) })),
      });
    }
  }

  /** One bundle a partition, order kept. Left as they are before the topic is known, and where a message asks for more than key, value and headers. */
  private bundled(topic: string, messages: Message[]): Message[] {
    const partitions = this.kafka.partitionsOf(topic);
    if (!partitions || messages.some(({ key, partition, timestamp }) => key == null || partition !== undefined || timestamp !== undefined))
      return messages;
    const bundles = new Map<number, Message[]>();
    for (const message of messages) {
      const partition = partitionOf(message.key ?? '', partitions);
      const bundle = bundles.get(partition);
      if (bundle) bundle.push(message);
      else bundles.set(partition, [message]);
    }
    return [...bundles].map(([partition, bundle]) => bundleOf(partition, bundle));
  }

  private encode({ key, value, type, subject = key, headers }: Outgoing, now: Date): Message {
    return {
      key,
      value: JSON.stringify(value),
      headers: { ...cloudEventHeaders({ source: this.kafka.source, type, subject }, now), ...headers },
    };
  }
}

const byTopic = (messages: readonly Outgoing[]): Map<string, Outgoing[]> => {
  const grouped = new Map<string, Outgoing[]>();
  for (const message of messages) {
    const ofTopic = grouped.get(message.topic);
    if (ofTopic) ofTopic.push(message);
    else grouped.set(message.topic, [message]);
  }

  return grouped;
};
