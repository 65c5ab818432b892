import type { INestApplicationContext } from '@nestjs/common';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { isObservable, lastValueFrom } from 'rxjs';
import { KafkaConnection, PATIENT_RETRIES } from '../kafka/kafka-connection';
import { within } from '../kafka/within';
import { BatchContext } from './batch-context';
import { DeadLetters } from './dead-letters';
import { decoderOf, type Decode } from './decode';
import { Gatherer } from './gatherer';
import { handlerNamesOf } from './handler-names';
import { Lane } from './lane';
import type { BatchObserver } from './observer';
import { OffsetReporter } from './offset-reporter';
import { PositionLoader } from './position-loader';
import type { PositionStore, TopicPartition } from './position-store';
import type { Route } from './route';
import { routesByTopic } from './route-table';

export interface KafkaBatchServerOptions {
  readonly kafka: KafkaConnection;
  /** Group id: replicas of one service share it, and the partitions. */
  readonly consumer: string;
  readonly routes: readonly Route[];
  /** Where positions are kept; absent: in Kafka. */
  readonly positions?: PositionStore;
  /** Milliseconds after which a silent replica's partitions go to the others; default 10,000. */
  readonly sessionTimeoutMs?: number;
  /** Milliseconds that a stop waits for batches at work; default 1,000. */
  readonly graceMs?: number;
}

const DEFAULT_CHUNK = 1_000;
/** While one batch waits for the database or an API, another one is worked on. */
const DEFAULT_AT_A_TIME = 2;
/** How long one slow partition may keep the others of its broker waiting before its fetching is held. */
const ROOM_WAIT_MS = 100;
/** kafkajs cannot be interrupted in a fetch, so this bounds a stop, and how late a rebalance is noticed. */
const FETCH_WAIT_MS = 800;
const RESTART_MS = 1_000;
const GRACE_MS = 1_000;
const PART_MS = 700;

/** NestJS transport over kafkajs that hands over batches: `@EventPattern('changes') handle(@Payload() batch: Batch<ChangeMessage>)`. */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  private readonly lanes = new Map<string, Lane>();
  private readonly gatherers = new Map<string, Gatherer>();
  private readonly deadLetters: DeadLetters;
  private readonly loader: PositionLoader | undefined;
  private readonly observers: BatchObserver[] = [];
  private readonly decoders = new Map<Route, Decode>();
  private handlerNames = new Map<string, string[]>();
  private byTopic = new Map<string, Route>();
  private consumer: Consumer | undefined;
  private reporter: OffsetReporter | undefined;
  private joined = false;
  private started = false;
  private stopping = false;
  private changing: Promise<unknown> = Promise.resolve();
  private restartTimer: NodeJS.Timeout | undefined;

  constructor(private readonly options: KafkaBatchServerOptions) {
    super();
    this.deadLetters = new DeadLetters(options.kafka);
    this.loader = options.positions && new PositionLoader(options.consumer, options.positions);
  }

  /** Lets boot errors name the classes of handlers. */
  nameHandlers(app: INestApplicationContext): void {
    this.handlerNames = handlerNamesOf(app);
  }

  observe(observer: BatchObserver): void {
    this.observers.push(observer);
  }

  /** Member of its group, every assigned partition at its position. */
  get isReady(): boolean {
    return !this.stopping && (this.byTopic.size === 0 || (this.joined && [...this.lanes.values()].every((lane) => lane.isOpen)));
  }

  get assigned(): TopicPartition[] {
    return [...this.lanes.values()].map(({ from }) => from);
  }

  listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  /** Asks the routes for their topics again; subscribes anew when they changed, true. Topics must exist. */
  refreshTopics(): Promise<boolean> {
    return this.oneByOne(async () => {
      if (!this.started || this.stopping) return false; // whoever starts later asks the routes then
      const byTopic = this.routes();
      if (sameKeys(byTopic, this.byTopic)) return false;
      await this.stopConsumer();
      this.byTopic = byTopic;
      await this.startConsumer();

      return true;
    });
  }

  async close(): Promise<void> {
    this.stopping = true;
    await this.stopConsumer();
  }

  on(): void {
    throw new Error('KafkaBatchServer has no events to listen to; use observe().');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }

  private start(): Promise<void> {
    return this.oneByOne(async () => {
      this.started = true;
      this.byTopic = this.routes();
      await this.startConsumer();
    });
  }

  /** Two that make a consumer at the same time would leave one behind: a member of the group that takes partitions and handles nothing. */
  private oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const done = this.changing.then(work);
    this.changing = done.catch(() => undefined);

    return done;
  }

  private routes(): Map<string, Route> {
    return routesByTopic(this.options.consumer, this.options.routes, {
      patterns: [...this.messageHandlers.keys()],
      count: (pattern) => chainLength(this.messageHandlers.get(pattern)),
      names: (pattern) => this.handlerNames.get(pattern) ?? [],
    });
  }

  private async startConsumer(): Promise<void> {
    if (this.byTopic.size === 0 || this.stopping) return;
    const { kafka, consumer: groupId, sessionTimeoutMs = 10_000 } = this.options;
    const consumer = kafka.consumers.consumer({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: sessionTimeoutMs,
      heartbeatInterval: Math.min(2_000, sessionTimeoutMs / 3),
      minBytes: 1,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      metadataMaxAge: 30_000,
      allowAutoTopicCreation: false,
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 1_000,
        retries: PATIENT_RETRIES,
        restartOnFailure: () => Promise.resolve(!this.stopping),
      },
    });
    this.consumer = consumer;
    this.reporter = new OffsetReporter(consumer);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      if (this.consumer === consumer) this.assign(consumer, payload.memberAssignment);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.joined = false;
      if (!payload.restart && this.consumer === consumer) this.restartSoon(payload.error);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.byTopic.keys()], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      // Only hands over to lanes; as many as may be waiting for room at a time.
      partitionsConsumedConcurrently: 32,
      eachBatch: (payload) => this.take(payload),
    });
  }

  private async stopConsumer(): Promise<void> {
    clearTimeout(this.restartTimer);
    const { consumer, reporter } = this;
    this.joined = false;
    const closed = Promise.all([...this.lanes.values()].map((lane) => lane.close()));
    await within(this.options.graceMs ?? GRACE_MS, closed);
    this.lanes.clear();
    this.gatherers.clear();
    this.consumer = this.reporter = undefined;
    const parted = (async (): Promise<void> => {
      await reporter?.flush();
      await consumer?.disconnect();
    })().catch((error: unknown) => this.logger.warn(`The consumer did not part in peace: ${String(error)}`));
    await within(PART_MS, parted);
  }

  /** kafkajs gave up. A consumer that is down for good would look like a quiet topic, so it is made anew until it runs. */
  private restartSoon(error: Error): void {
    if (this.stopping) return;
    this.logger.error(`The consumer ${this.options.consumer} stopped, starting it again in a second: ${error.message}`);
    this.restartTimer = setTimeout(() => {
      this.oneByOne(async () => {
        await this.stopConsumer();
        await this.startConsumer();
      }).catch((failure: Error) => this.restartSoon(failure));
    }, RESTART_MS);
  }

  /** Called by kafkajs after it joined and before it fetches. */
  private assign(consumer: Consumer, assignment: Readonly<Record<string, readonly number[]>>): void {
    const before = new Map(this.lanes);
    this.lanes.clear();
    for (const [topic, partitions] of Object.entries(assignment)) {
      const route = this.byTopic.get(topic);
      if (!route) continue;
      for (const partition of partitions) {
        const name = laneName(topic, partition);
        const lane = this.laneFor(consumer, route, { topic, partition });
        this.lanes.set(name, lane);
        // Its predecessor may be within a batch: two of them on one partition would fight over the position.
        consumer.pause([{ topic, partitions: [partition] }]);
        const ended = before.get(name)?.close() ?? Promise.resolve();
        before.delete(name);
        void ended.then(() => lane.open());
      }
    }
    for (const lane of before.values()) void lane.close();
    this.reporter?.keepOnly(({ topic, partition }) => this.lanes.has(laneName(topic, partition)));
    this.joined = true;
  }

  private async take({ batch, isRunning, isStale, resolveOffset }: EachBatchPayload): Promise<void> {
    const lane = this.lanes.get(laneName(batch.topic, batch.partition));
    // Not resolved, so it is fetched again, from the position the lane has sought to.
    if (!lane?.isOpen || !isRunning() || isStale()) return;
    lane.accept(batch.messages);
    resolveOffset(batch.lastOffset());
    await lane.roomWithin(ROOM_WAIT_MS);
  }

  private laneFor(consumer: Consumer, route: Route, from: TopicPartition): Lane {
    const loader = isInDatabase(route) ? this.loader : undefined;
    const gatherer = this.gathererFor(route, from.topic);

    return new Lane(from, {
      chunk: route.chunk ?? DEFAULT_CHUNK,
      position: loader && ((of) => loader.read(of)),
      control: {
        hold: ({ topic, partition }) => consumer.pause([{ topic, partitions: [partition] }]),
        release: ({ topic, partition }) => consumer.resume([{ topic, partitions: [partition] }]),
        seek: ({ topic, partition }, offset) => consumer.seek({ topic, partition, offset: String(offset) }),
        processed: (of: TopicPartition, nextOffset: bigint) => this.reporter?.processed(of, nextOffset),
      },
      onReady: (lane) => gatherer.add(lane),
    });
  }

  private gathererFor(route: Route, topic: string): Gatherer {
    const known = this.gatherers.get(topic);
    if (known) return known;
    const { pattern, chunk = DEFAULT_CHUNK, atATime = DEFAULT_AT_A_TIME } = route;
    const positions = isInDatabase(route) ? this.options.positions : undefined;
    const handler = this.messageHandlers.get(pattern) as MessageHandler;
    const gatherer = new Gatherer({
      consumer: this.options.consumer,
      topic,
      pattern,
      chunk,
      atATime,
      decode: this.decoderFor(route),
      handle: (batch) => settled(handler(batch, new BatchContext(batch.partitions.map(({ partition }) => ({ topic, partition }))))),
      advance: positions && ((batch) => positions.advance(batch)),
      deadLetters: this.deadLetters,
      observer: this.observer,
    });
    this.gatherers.set(topic, gatherer);

    return gatherer;
  }

  private decoderFor(route: Route): Decode {
    let decode = this.decoders.get(route);
    if (!decode) this.decoders.set(route, (decode = decoderOf(route.message, route.passesOver)));

    return decode;
  }

  private readonly observer: Required<BatchObserver> = {
    handled: (...what) => this.observers.forEach((observer) => observer.handled?.(...what)),
    failed: (...what) => this.observers.forEach((observer) => observer.failed?.(...what)),
    deadLettered: (...what) => this.observers.forEach((observer) => observer.deadLettered?.(...what)),
    takenOver: (...what) => this.observers.forEach((observer) => observer.takenOver?.(...what)),
  };
}

const isInDatabase = ({ offsets = 'database' }: Route): boolean => offsets === 'database';

const laneName = (topic: string, partition: number): string => `${topic}|${partition}`;

const sameKeys = (one: Map<string, unknown>, other: Map<string, unknown>): boolean =>
  one.size === other.size && [...one.keys()].every((key) => other.has(key));

const chainLength = (handler: MessageHandler | undefined): number =>
  handler ? 1 + chainLength(handler.next as MessageHandler | undefined) : 0;

/** Nest answers with a promise of a value or of a stream, which must be read to its end to be done. */
const settled = async (result: unknown): Promise<void> => {
  const value = await result;
  if (isObservable(value)) await lastValueFrom(value, { defaultValue: undefined });
};
