import { Injectable } from '@nestjs/common';
import type { Message } from 'kafkajs';
import { bundleOf } from '../kafka/bundled-produce.patch';
import { KafkaConnection } from '../kafka/kafka-connection';
import { partitionOf } from '../kafka/partition-of';
import type { Outgoing } from './outgoing';
import { messagesOf } from './outgoing-message';
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
    const encode = messagesOf(this.kafka.source, new Date());
    await this.send([...byTopic(messages)].map(([topic, ofTopic]) => ({ topic, messages: ofTopic.map(encode) })));
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
      return messages.map(plain);
    const bundles = new Map<number, Message[]>();
    for (const message of messages) {
      const partition = partitionOf(message.key ?? '', partitions);
      const bundle = bundles.get(partition);
      if (bundle) bundle.push(message);
      else bundles.set(partition, [message]);
    }
    return [...bundles].map(([partition, bundle]) => bundleOf(partition, bundle));
  }
}

/** kafkajs copies a message's own members, and so would lose those that are worked out. */
const plain = ({ key = null, value, headers, partition, timestamp }: Message): Message => ({
  key,
  value,
  ...(headers === undefined ? {} : { headers }),
  ...(partition === undefined ? {} : { partition }),
  ...(timestamp === undefined ? {} : { timestamp }),
});

const byTopic = (messages: readonly Outgoing[]): Map<string, Outgoing[]> => {
  const grouped = new Map<string, Outgoing[]>();
  for (const message of messages) {
    const ofTopic = grouped.get(message.topic);
    if (ofTopic) ofTopic.push(message);
    else grouped.set(message.topic, [message]);
  }

  return grouped;
};
