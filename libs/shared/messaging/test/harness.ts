import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { IsInt, IsString } from 'class-validator';
import { KafkaConnection } from '../src/kafka/kafka-connection';
import { KafkaBatchServer, type KafkaBatchServerOptions } from '../src/consume/kafka-batch-server';
import type { Batch } from '../src/consume/batch';
import { Publisher } from '../src/publish/publisher';
import type { Outgoing } from '../src/publish/outgoing';
import { TopicAdmin } from '../src/topics/topic-admin';

if (!process.env['CONCORD_SPEC_LOG']) Logger.overrideLogger(false);

/** The message of the specs. */
export class Numbered {
  @IsInt() readonly number!: number;
  @IsString() readonly text!: string;
}

export type Handle = (batch: Batch<Numbered>) => Promise<void> | void;

/** A Kafka connection with short ways to topics, messages and consumers; `close` ends all it started. */
export class Harness {
  readonly kafka: KafkaConnection;
  readonly publisher: Publisher;
  readonly admin: TopicAdmin;
  readonly servers: KafkaBatchServer[] = [];

  constructor(
    brokers: readonly string[],
    readonly prefix: string,
  ) {
    this.kafka = new KafkaConnection({ brokers, clientId: 'spec', prefix, source: '/concord/spec' });
    this.publisher = new Publisher(this.kafka);
    this.admin = new TopicAdmin(this.kafka);
  }

  async topic(partitions = 1): Promise<string> {
    const name = `${this.prefix}${randomUUID().slice(0, 8)}`;
    await this.admin.ensure([{ name, cleanup: 'delete', partitions }]);

    return name;
  }

  group(): string {
    return `${this.prefix}group-${randomUUID().slice(0, 8)}`;
  }

  async publish(topic: string, numbers: readonly number[]): Promise<void> {
    await this.publisher.publish(numbers.map((number) => numbered(topic, number)));
  }

  /** A consumer of its own, its handler called as Nest would call it. */
  async consume(
    consumer: string,
    topics: readonly string[],
    handle: Handle,
    options: Partial<KafkaBatchServerOptions> = {},
  ): Promise<KafkaBatchServer> {
    const server = new KafkaBatchServer({
      kafka: this.kafka,
      consumer,
      routes: [{ pattern: 'numbers', topics: () => topics, message: Numbered, chunk: 100 }],
      sessionTimeoutMs: 6_000,
      ...options,
    });
    server.addHandler('numbers', (batch: Batch<Numbered>) => Promise.resolve(handle(batch)) as never, true);
    this.servers.push(server);
    await new Promise<void>((resolve, reject) => server.listen((error) => (error ? reject(error as Error) : resolve())));

    return server;
  }

  /** Commits an offset of partition 0 to Kafka, as a group's member would. */
  async commit(group: string, topic: string, offset: string): Promise<void> {
    const consumer = this.kafka.client.consumer({ groupId: group, maxWaitTimeInMs: 50 });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic] });
    const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()));
    await consumer.run({ autoCommit: false, eachBatch: () => Promise.resolve() });
    await joined;
    await consumer.commitOffsets([{ topic, partition: 0, offset }]);
    await consumer.disconnect();
  }

  /** The first `count` messages of a topic, as text. */
  async readAll(topic: string, count: number): Promise<{ key: string; value: string; headers: Record<string, string> }[]> {
    const consumer = this.kafka.client.consumer({ groupId: this.group(), maxWaitTimeInMs: 100 });
    const found: { key: string; value: string; headers: Record<string, string> }[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve) => {
      void consumer.run({
        eachMessage: ({ message: { key, value, headers } }) => {
          const text = Object.entries(headers ?? {}).map(([name, content]) => [name, String(content)] as const);
          found.push({ key: String(key), value: String(value), headers: Object.fromEntries(text) });
          if (found.length === count) resolve();

          return Promise.resolve();
        },
      });
    });
    await consumer.disconnect();

    return found;
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.close()));
    await this.kafka.close();
  }
}

export const numbered = (topic: string, number: number): Outgoing => ({
  topic,
  key: `key-${number % 50}`,
  value: { number, text: `number ${number}` },
  type: 'concord.numbered.v1',
});

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);
