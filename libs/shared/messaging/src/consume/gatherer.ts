import { Logger } from '@nestjs/common';
import { backoffMs, pause } from './backoff';
import type { Batch, Incoming } from './batch';
import type { DeadLetters } from './dead-letters';
import type { BrokenMessage, Decode } from './decode';
import type { Lane } from './lane';
import type { BatchObserver } from './observer';

export interface GathererOptions {
  readonly consumer: string;
  readonly topic: string;
  readonly pattern: string;
  /** Most messages of a batch. */
  readonly chunk: number;
  /** Most batches at work. */
  readonly atATime: number;
  readonly decode: Decode;
  readonly handle: (batch: Batch<unknown>) => Promise<void>;
  /** Stores the positions of a batch that no handler saw; undefined: positions are Kafka's. */
  readonly advance: ((batch: Omit<Batch<unknown>, 'messages'>) => Promise<void>) | undefined;
  readonly deadLetters: DeadLetters;
  readonly observer: Required<BatchObserver>;
}

/** What one partition gives to a batch. */
interface Part {
  readonly lane: Lane;
  readonly messages: readonly Incoming<unknown>[];
  readonly nextOffset: bigint;
  /** Not put to the dead letters yet. */
  broken: readonly BrokenMessage[];
}

/**
 * Makes batches of what the partitions of a topic have. One that has plenty makes a batch of its own; those that have little share one, for whoever writes
 * to a topic parts a batch into as many as there are partitions, and a handler's cost is by the batch. Each partition stays in order, in one batch at a
 * time. A batch that fails is tried again until it passes or its partition goes to another consumer; nothing is skipped (I2). One of several
 * partitions is then done by each for itself, so that no partition waits for the trouble of another (I8).
 */
export class Gatherer {
  private readonly logger = new Logger('Consumer');
  /** In the order of their turn. */
  private readonly ready = new Set<Lane>();
  private atWork = 0;
  private isDue = false;

  constructor(private readonly options: GathererOptions) {}

  /** The lane has something to take. */
  add(lane: Lane): void {
    this.ready.add(lane);
    this.begin();
  }

  /** Once all partitions of what was just fetched have come in. */
  private begin(): void {
    if (this.isDue) return;
    this.isDue = true;
    setImmediate(() => {
      this.isDue = false;
      while (this.atWork < this.options.atATime) {
        const parts = this.gather();
        if (parts.length === 0) return;
        this.atWork += 1;
        void this.deliver(parts);
      }
    });
  }

  private gather(): Part[] {
    const parts: Part[] = [];
    let room = this.options.chunk;
    for (const lane of this.ready) {
      // Whoever has more than there is room for is better off with a batch of its own.
      if (room < this.options.chunk && lane.length > room) continue;
      this.ready.delete(lane);
      if (!lane.isReady) continue;
      room -= Math.min(room, lane.length);
      const part = this.take(lane);
      if (part) parts.push(part);
      if (room === 0) break;
    }

    return parts;
  }

  /** Undefined: nobody wants what was taken, and the position need not tell so. */
  private take(lane: Lane): Part | undefined {
    const taken = lane.take(this.options.chunk);
    const { messages, broken } = this.options.decode(this.options.topic, taken);
    const nextOffset = BigInt(taken.at(-1)?.offset ?? 0) + 1n;
    if (messages.length > 0 || broken.length > 0 || !lane.hasJustMoved) return { lane, messages, broken, nextOffset };
    lane.passedOver(nextOffset);

    return undefined;
  }

  private async deliver(parts: readonly Part[]): Promise<void> {
    const isDone = await this.isDone(parts, 1);
    this.atWork -= 1;
    this.begin();
    if (!isDone) for (const part of parts) void this.insist(part);
  }

  /** Takes the place of no other batch meanwhile. */
  private async insist(part: Part): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      await pause(backoffMs(attempt), part.lane.closed);
      if (part.lane.closed.aborted) return part.lane.giveUp();
      if (await this.isDone([part], attempt + 1)) return;
    }
  }

  /** False: it failed. */
  private async isDone(parts: readonly Part[], attempt: number): Promise<boolean> {
    const { pattern, topic, observer } = this.options;
    try {
      await this.handle(parts);
      for (const { lane, nextOffset } of parts) lane.passed(nextOffset);

      return true;
    } catch (error) {
      const partitions = parts.map(({ lane }) => lane.from.partition);
      if (isTakenOver(error)) {
        this.logger.warn({ msg: 'the batch was taken over; going on from the positions in the database', topic, partitions });
        observer.takenOver(pattern, topic);
        await Promise.all(parts.map(({ lane }) => lane.reopen()));

        return true;
      }
      observer.failed(pattern, topic, error);
      const count = parts.reduce((sum, { messages }) => sum + messages.length, 0);
      this.logger.error({ msg: `a batch of ${count} failed, trying it again`, pattern, topic, partitions, attempt, err: error });

      return false;
    }
  }

  private async handle(parts: readonly Part[]): Promise<void> {
    const { consumer, topic, pattern, handle, advance, observer } = this.options;
    const begun = performance.now();
    await this.putAside(parts);
    const partitions = parts.map(({ lane: { from, takenAt }, nextOffset }) => ({ partition: from.partition, takenAt, nextOffset }));
    const messages = parts.length === 1 ? (parts[0]?.messages ?? []) : parts.flatMap((part) => part.messages);
    if (messages.length > 0) await handle({ consumer, topic, messages, partitions });
    else await advance?.({ consumer, topic, partitions });
    observer.handled(pattern, topic, { messages: messages.length, milliseconds: performance.now() - begun });
  }

  /** What broke its contract goes to the dead letters, once, however often the batch is tried. */
  private async putAside(parts: readonly Part[]): Promise<void> {
    const { consumer, topic, pattern, deadLetters, observer } = this.options;
    for (const part of parts) {
      if (part.broken.length === 0) continue;
      await deadLetters.put(consumer, part.lane.from, part.broken);
      observer.deadLettered(pattern, topic, part.broken.length);
      part.broken = [];
    }
  }
}

/** BatchTakenOver of @concord/persistence, by its public code: the two libraries do not know each other. */
const isTakenOver = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'BATCH_TAKEN_OVER';
