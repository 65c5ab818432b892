import { Logger } from '@nestjs/common';
import type { KafkaMessage } from 'kafkajs';
import { FetchedRecord } from '../kafka/fetched-record';
import { backoffMs, pause } from './backoff';
import type { Batch } from './batch';
import type { DeadLetters } from './dead-letters';
import type { Decode } from './decode';
import type { BatchObserver } from './observer';
import type { TopicPartition } from './position-store';

/** What a lane asks of the consumer it belongs to. */
export interface LaneControl {
  /** Stops or resumes fetching of the partition. */
  hold(from: TopicPartition): void;
  release(from: TopicPartition): void;
  seek(from: TopicPartition, offset: bigint): void;
  /** Tells Kafka, for lag monitors and consumers without a database. */
  processed(from: TopicPartition, nextOffset: bigint): void;
}

export interface LaneOptions {
  readonly consumer: string;
  readonly pattern: string;
  readonly chunk: number;
  readonly decode: Decode;
  readonly handle: (batch: Batch<unknown>) => Promise<void>;
  readonly deadLetters: DeadLetters;
  /** Undefined: positions are Kafka's. */
  readonly positions?: {
    read(from: TopicPartition): Promise<bigint | undefined>;
    advance(batch: Omit<Batch<unknown>, 'messages'>): Promise<void>;
  };
  readonly observer: BatchObserver;
  readonly control: LaneControl;
}

/** Messages held beyond those being handled, before fetching stops; enough to cover a fetch that waits in vain. */
const FULL_CHUNKS = 4;
const FULL_BYTES = 4_000_000;

/** The position moves over messages that nobody wants at most so often: reading them again costs less than storing that they were read. */
const PASSED_OVER_MS = 1_000;

/**
 * One partition on its way to its handler: in order, one batch at a time, independent of all other partitions. A batch that fails is tried
 * again until it passes or the partition goes to another consumer; nothing is skipped (I2), and no other partition waits (I8).
 */
export class Lane {
  private readonly logger = new Logger('Consumer');
  private readonly closing = new AbortController();
  private held: KafkaMessage[] = [];
  private heldBytes = 0;
  private takenAt = 0n;
  private advancedAt = 0;
  private opened = false;
  /** Set after our own seek: offsets below it can then only mean that the topic was made anew. */
  private soughtTo: bigint | undefined;
  private working: Promise<void> | undefined;
  private onRoom: (() => void) | undefined;

  constructor(
    readonly from: TopicPartition,
    private readonly options: LaneOptions,
  ) {}

  get isOpen(): boolean {
    return this.opened && !this.closing.signal.aborted;
  }

  get isFull(): boolean {
    return this.held.length > FULL_CHUNKS * this.options.chunk || this.heldBytes > FULL_BYTES;
  }

  /** Finds the position and begins there. Fetching is held meanwhile. Does not fail: tries until it can, or is closed. */
  async open(): Promise<void> {
    this.opened = false;
    this.clear();
    const { positions, control } = this.options;
    control.hold(this.from);
    for (let attempt = 1; positions && !this.closing.signal.aborted; attempt += 1) {
      try {
        this.takenAt = (await positions.read(this.from)) ?? 0n;
        break;
      } catch (error) {
        this.logger.warn({ msg: 'cannot read the position of a partition, trying again', ...this.from, err: error });
        await pause(backoffMs(attempt), this.closing.signal);
      }
    }
    if (this.closing.signal.aborted) return;
    if (positions) {
      this.soughtTo = this.takenAt;
      control.seek(this.from, this.takenAt);
    }
    this.opened = true;
    control.release(this.from);
  }

  /** Takes messages as fetched. Only when open. */
  accept(messages: readonly KafkaMessage[]): void {
    const first = messages[0];
    if (!first) return;
    if (!this.options.positions && this.held.length === 0 && !this.working) this.takenAt = BigInt(first.offset);
    if (this.soughtTo !== undefined && BigInt(first.offset) < this.soughtTo) {
      this.logger.warn({
        msg: `the topic begins before position ${this.soughtTo}, so it was made anew; reading it from its beginning`,
        ...this.from,
      });
    }
    this.soughtTo = undefined;
    for (const message of messages) {
      this.held.push(message);
      this.heldBytes += bytesOf(message);
    }
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  /** Resolves when there is room again, true; or after `ms`, false: fetching is then held until there is. */
  async roomWithin(ms: number): Promise<boolean> {
    if (!this.isFull) return true;
    const timer = new AbortController();
    await Promise.race([new Promise<void>((resolve) => (this.onRoom = resolve)), pause(ms, timer.signal)]);
    timer.abort();
    this.onRoom = undefined;
    if (!this.isFull) return true;
    if (this.isOpen) {
      this.options.control.hold(this.from);
      this.onRoom = () => {
        this.onRoom = undefined;
        if (this.isOpen) this.options.control.release(this.from);
      };
    }

    return false;
  }

  /** Begins no further batch; resolves when the one at work has ended. */
  async close(): Promise<void> {
    this.closing.abort();
    this.onRoom?.();
    this.clear();
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.held.length > 0 && this.isOpen) {
      const chunk = this.held.splice(0, this.options.chunk);
      for (const message of chunk) this.heldBytes -= bytesOf(message);
      if (!this.isFull) this.onRoom?.();
      await this.deliver(chunk);
    }
  }

  private async deliver(chunk: readonly KafkaMessage[]): Promise<void> {
    const { consumer, pattern, decode, handle, positions, observer, control, deadLetters } = this.options;
    const { messages, broken } = decode(this.from.topic, chunk);
    const nextOffset = BigInt(chunk[chunk.length - 1]?.offset ?? 0) + 1n;
    const batch: Batch<unknown> = { consumer, ...this.from, messages, takenAt: this.takenAt, nextOffset };
    let lettersPut = broken.length === 0;
    if (messages.length === 0 && lettersPut && positions && performance.now() - this.advancedAt < PASSED_OVER_MS) {
      // The position stands where it was, and so does `takenAt`: the next batch moves it over these too.
      control.processed(this.from, nextOffset);

      return;
    }

    for (let attempt = 1; !this.closing.signal.aborted; attempt += 1) {
      try {
        const begun = performance.now();
        if (!lettersPut) {
          await deadLetters.put(consumer, this.from, broken);
          lettersPut = true;
          observer.deadLettered?.(pattern, this.from, broken.length);
        }
        if (messages.length > 0) await handle(batch);
        else await positions?.advance(batch);
        observer.handled?.(pattern, this.from, { messages: messages.length, milliseconds: performance.now() - begun });
        this.takenAt = nextOffset;
        this.advancedAt = performance.now();
        control.processed(this.from, nextOffset);

        return;
      } catch (error) {
        if (isTakenOver(error)) {
          this.logger.warn({ msg: 'the batch was taken over; going on from the position in the database', ...this.from });
          observer.takenOver?.(pattern, this.from);

          return this.open();
        }
        observer.failed?.(pattern, this.from, error);
        this.logger.error({ msg: `a batch of ${messages.length} failed, trying it again`, pattern, ...this.from, attempt, err: error });
        await pause(backoffMs(attempt), this.closing.signal);
      }
    }
  }

  private clear(): void {
    this.held = [];
    this.heldBytes = 0;
  }
}

/** Asking a fetched record for its value would make a buffer. */
const bytesOf = (message: KafkaMessage): number =>
  message instanceof FetchedRecord ? Math.max(0, message.valueLength) : (message.value?.length ?? 0);

/** BatchTakenOver of @concord/persistence, by its public code: the two libraries do not know each other. */
const isTakenOver = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'BATCH_TAKEN_OVER';
