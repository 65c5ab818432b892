import { Injectable } from '@nestjs/common';
import { CompressionTypes, type Message } from 'kafkajs';
import { cloudEventHeaders } from '../events/cloud-event';
import { KafkaConnection } from '../kafka/kafka-connection';
import type { Outgoing } from './outgoing';
import { slicesBySize } from './slices-by-size';

/** A broker refuses more than 1 MiB for one partition at once; a slice may go to a single one. */
const MOST_BYTES = 800_000;
/** Small batches are sent faster than they are compressed. */
const GZIP_ABOVE_BYTES = 400_000;

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
    for (const { topics, bytes } of slicesBySize(topicMessages, MOST_BYTES)) {
      await producer.sendBatch({
        acks: -1,
        compression: bytes > GZIP_ABOVE_BYTES ? CompressionTypes.GZIP : CompressionTypes.None,
        topicMessages: topics,
      });
    }
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
