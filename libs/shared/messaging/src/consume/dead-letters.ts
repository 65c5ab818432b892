import type { Message } from 'kafkajs';
import { KafkaConnection } from '../kafka/kafka-connection';
import { Publisher } from '../publish/publisher';
import { TopicAdmin } from '../topics/topic-admin';
import { deadLettersPlan } from '../topics/topic-plans';
import type { BrokenMessage } from './decode';
import type { TopicPartition } from './position-store';

/** Headers hold words for people, not essays. */
const LONGEST_REASON = 1_000;

/** Puts aside what nobody can read, bytes and headers as they came, with the reason in further headers. */
export class DeadLetters {
  private readonly ensured = new Set<string>();
  private readonly publisher: Publisher;
  private readonly admin: TopicAdmin;

  constructor(private readonly kafka: KafkaConnection) {
    this.publisher = new Publisher(kafka);
    this.admin = new TopicAdmin(kafka);
  }

  async put(consumer: string, from: TopicPartition, broken: readonly BrokenMessage[]): Promise<void> {
    const topic = this.kafka.topics.deadLetters(from.topic);
    // A missing dead letter topic must not stop the table it was meant to protect.
    if (!this.ensured.has(topic)) {
      await this.admin.ensure([deadLettersPlan(this.kafka.topics, from.topic)]);
      this.ensured.add(topic);
    }
    await this.publisher.send([{ topic, messages: broken.map((one) => deadLetter(consumer, from, one)) }]);
  }
}

const deadLetter = (consumer: string, { topic, partition }: TopicPartition, { message, violations }: BrokenMessage): Message => ({
  key: message.key,
  value: message.value,
  headers: {
    ...message.headers,
    'dead-letter-rule': violations
      .map(({ rule, property }) => (property ? `${property}: ${rule}` : rule))
      .join(', ')
      .slice(0, LONGEST_REASON),
    'dead-letter-reason': violations
      .map((violation) => violation.message)
      .join('; ')
      .slice(0, LONGEST_REASON),
    'dead-letter-topic': topic,
    'dead-letter-partition': String(partition),
    'dead-letter-offset': message.offset,
    'dead-letter-consumer': consumer,
    'dead-letter-at': new Date().toISOString(),
  },
});
