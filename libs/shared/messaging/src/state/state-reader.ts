import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { Incoming } from '../consume/batch';
import { backoffMs, pause } from '../consume/backoff';
import { decoderOf } from '../consume/decode';
import type { MessageContract } from '../consume/route';
import { topicEnds } from './topic-ends';
import { KafkaConnection, PATIENT_RETRIES } from '../kafka/kafka-connection';
import { within } from '../kafka/within';

export interface StateReaderOptions<T> {
  /** Compacted topics, read whole. */
  readonly topics: readonly string[];
  readonly message: MessageContract;
  /** Told everything from the beginning, each time the process starts, partition by partition in order; an error means: tell me again. */
  readonly apply: (messages: readonly Incoming<T>[], topic: string) => void | Promise<void>;
}

const RESTART_MS = 1_000;
const FETCH_WAIT_MS = 1_000;
/** kafkajs cannot be interrupted in a fetch. */
const LONGEST_PARTING_MS = FETCH_WAIT_MS + 500;

/**
 * State that lives in memory: reads compacted topics (subscriptions, links of other areas) from the beginning to the end, then follows.
 * Every process reads everything; nothing is kept in the database, nothing committed.
 */
export class StateReader<T> {
  private readonly logger = new Logger('StateReader');
  private readonly stopped = new AbortController();
  private ends = new Map<string, bigint>();
  private consumer: Consumer | undefined;
  private onCaughtUp: (() => void) | undefined;
  private readonly groupId: string;

  constructor(
    private readonly kafka: KafkaConnection,
    private readonly options: StateReaderOptions<T>,
  ) {
    this.groupId = `${kafka.clientId}.state.${randomUUID()}`;
  }

  /** Resolves when everything that was there at the call has been applied. */
  async start(): Promise<void> {
    this.ends = await topicEnds(this.kafka.client, this.options.topics);
    const caughtUp = new Promise<void>((resolve) => (this.onCaughtUp = resolve));
    await this.follow();
    this.checkCaughtUp();
    await caughtUp;
  }

  /** Whether what was there at the start has been read. */
  get isCaughtUp(): boolean {
    return this.consumer !== undefined && this.ends.size === 0;
  }

  async close(): Promise<void> {
    this.stopped.abort();
    const parted = (async (): Promise<void> => {
      await this.consumer?.disconnect();
      // The group has served; without this the broker remembers it for a week.
      await (await this.kafka.admin()).deleteGroups([this.groupId]);
    })().catch(() => undefined);
    await within(LONGEST_PARTING_MS, parted);
  }

  private async follow(): Promise<void> {
    const consumer = this.kafka.consumers.consumer({
      groupId: this.groupId,
      sessionTimeout: 10_000,
      minBytes: 1,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: PATIENT_RETRIES },
    });
    this.consumer = consumer;
    // A reader that is down for good would look like state that never changes.
    consumer.on(consumer.events.CRASH, ({ payload: { restart, error } }) => {
      if (restart || this.stopped.signal.aborted) return;
      this.logger.error({ msg: 'the reader stopped, starting it again', err: error });
      void pause(RESTART_MS, this.stopped.signal).then(() => this.follow().catch((failure: unknown) => this.logger.error(failure)));
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    const decode = decoderOf(this.options.message);
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: (payload) => this.take(payload, decode) });
  }

  private async take({ batch, resolveOffset }: EachBatchPayload, decode: ReturnType<typeof decoderOf>): Promise<void> {
    const { messages, broken } = decode(batch.topic, batch.messages);
    if (broken.length > 0)
      this.logger.warn(
        `${broken.length} messages on ${batch.topic} break their contract and are left out: ${broken[0]?.violations[0]?.message ?? ''}`,
      );
    for (let attempt = 1; messages.length > 0 && !this.stopped.signal.aborted; attempt += 1) {
      try {
        await this.options.apply(messages as Incoming<T>[], batch.topic);
        break;
      } catch (error) {
        this.logger.error({ msg: 'state could not be applied, trying again', topic: batch.topic, err: error as unknown });
        await pause(backoffMs(attempt), this.stopped.signal);
      }
    }
    resolveOffset(batch.lastOffset());
    const name = `${batch.topic}|${batch.partition}`;
    const end = this.ends.get(name);
    if (end !== undefined && BigInt(batch.lastOffset()) + 1n >= end) this.ends.delete(name);
    this.checkCaughtUp();
  }

  private checkCaughtUp(): void {
    if (this.ends.size === 0) this.onCaughtUp?.();
  }
}
