import { Logger } from '@nestjs/common';
import type { KafkaMessage } from 'kafkajs';
import { FetchedRecord } from '../kafka/fetched-record';
import { backoffMs, pause } from './backoff';
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
  /** Most messages taken at a time. */
  readonly chunk: number;
  /** Where the partition was consumed up to; undefined: positions are Kafka's. */
  readonly position: ((from: TopicPartition) => Promise<bigint | undefined>) | undefined;
  readonly control: LaneControl;
  /** Called whenever there is something to take. */
  readonly onReady: (lane: Lane) => void;
}

/** Messages held beyond those being handled, before fetching stops; enough to cover a fetch that waits in vain. */
const FULL_CHUNKS = 4;
const FULL_BYTES = 4_000_000;

/** The position moves over messages that nobody wants at most so often: reading them again costs less than storing that they were read. */
const PASSED_OVER_MS = 1_000;

/** One partition on its way to its handler: what was fetched of it and not handled yet. In order, in the hands of one batch at a time. */
export class Lane {
  private readonly logger = new Logger('Consumer');
  private readonly closing = new AbortController();
  private messages: KafkaMessage[] = [];
  private bytes = 0;
  private position = 0n;
  private movedAt = 0;
  private opened = false;
  /** Set after our own seek: offsets below it can then only mean that the topic was made anew. */
  private soughtTo: bigint | undefined;
  private working: { readonly ended: Promise<void>; readonly end: () => void } | undefined;
  private onRoom: (() => void) | undefined;

  constructor(
    readonly from: TopicPartition,
    private readonly options: LaneOptions,
  ) {}

  get isOpen(): boolean {
    return this.opened && !this.closing.signal.aborted;
  }

  /** Aborted when the partition is another consumer's, or nobody's. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  get isFull(): boolean {
    return this.messages.length > FULL_CHUNKS * this.options.chunk || this.bytes > FULL_BYTES;
  }

  /** Something can be taken. */
  get isReady(): boolean {
    return this.isOpen && this.working === undefined && this.messages.length > 0;
  }

  /** Messages held. */
  get length(): number {
    return this.messages.length;
  }

  /** Where the partition was consumed up to, as far as known here. */
  get takenAt(): bigint {
    return this.position;
  }

  /** The position need not move over messages that nobody wants: it did so a moment ago. */
  get hasJustMoved(): boolean {
    return this.options.position !== undefined && performance.now() - this.movedAt < PASSED_OVER_MS;
  }

  /** Finds the position and begins there. Fetching is held meanwhile. Does not fail: tries until it can, or is closed. */
  async open(): Promise<void> {
    this.opened = false;
    this.clear();
    const { position, control } = this.options;
    control.hold(this.from);
    for (let attempt = 1; position && !this.closing.signal.aborted; attempt += 1) {
      try {
        this.position = (await position(this.from)) ?? 0n;
        break;
      } catch (error) {
        this.logger.warn({ msg: 'cannot read the position of a partition, trying again', ...this.from, err: error });
        await pause(backoffMs(attempt), this.closing.signal);
      }
    }
    if (this.closing.signal.aborted) return;
    if (position) {
      this.soughtTo = this.position;
      control.seek(this.from, this.position);
    }
    this.opened = true;
    control.release(this.from);
  }

  /** Takes messages in, as fetched. Only when open. */
  accept(messages: readonly KafkaMessage[]): void {
    const first = messages[0];
    if (!first) return;
    if (!this.options.position && this.messages.length === 0 && !this.working) this.position = BigInt(first.offset);
    if (this.soughtTo !== undefined && BigInt(first.offset) < this.soughtTo) {
      this.logger.warn({
        msg: `the topic begins before position ${this.soughtTo}, so it was made anew; reading it from its beginning`,
        ...this.from,
      });
    }
    this.soughtTo = undefined;
    for (const message of messages) {
      this.messages.push(message);
      this.bytes += bytesOf(message);
    }
    if (this.isReady) this.options.onReady(this);
  }

  /** The next messages. No more are taken until `passed`, `reopen` or `giveUp` tells what became of them. */
  take(most: number): readonly KafkaMessage[] {
    const taken = this.messages.splice(0, most);
    for (const message of taken) this.bytes -= bytesOf(message);
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.working = { ended, end };
    if (!this.isFull) this.onRoom?.();

    return taken;
  }

  /** What was taken has been handled, and the position stored with it. */
  passed(nextOffset: bigint): void {
    this.position = nextOffset;
    this.movedAt = performance.now();
    this.passedOver(nextOffset);
  }

  /** Nobody wanted what was taken. The position stands where it was: the next batch moves it over these too. */
  passedOver(nextOffset: bigint): void {
    this.options.control.processed(this.from, nextOffset);
    this.end();
  }

  /** Another consumer has handled what was taken: begins anew from the position in the database. */
  async reopen(): Promise<void> {
    await this.open();
    this.end();
  }

  /** What was taken will not be handled here. */
  giveUp(): void {
    this.end();
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

  /** Nothing more is taken; resolves when the batch at work has ended. */
  async close(): Promise<void> {
    this.closing.abort();
    this.onRoom?.();
    this.clear();
    await this.working?.ended;
  }

  private end(): void {
    this.working?.end();
    this.working = undefined;
    if (this.isReady) this.options.onReady(this);
  }

  private clear(): void {
    this.messages = [];
    this.bytes = 0;
  }
}

/** Asking a fetched record for its value would make a buffer. */
const bytesOf = (message: KafkaMessage): number =>
  message instanceof FetchedRecord ? Math.max(0, message.valueLength) : (message.value?.length ?? 0);
