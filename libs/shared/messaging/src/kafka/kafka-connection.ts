import { Topics } from '@concord/contracts';
import { Kafka, logLevel, type Admin, type KafkaConfig, type Producer } from 'kafkajs';
import { patchProduce } from './bundled-produce.patch';
import { patchIdleCpu } from './idle-cpu.patch';
import { kafkaLog } from './kafka-log';
import { KnownPartitions } from './known-partitions';
import { patchFetch } from './lean-fetch.patch';
import { promptSocket } from './prompt-socket';

export interface KafkaOptions {
  /** `host:port`, one each; or a list parted by commas. */
  readonly brokers: readonly string[] | string;
  /** The service's name; shows in the broker's logs and quotas. */
  readonly clientId: string;
  /** What our topic names begin with; default `concord.`. */
  readonly prefix?: string;
  /** Of topics that are made here and whose plan names no number; default 6. */
  readonly partitions?: number;
  /** `ce_source` of what this process publishes, e.g. `/concord/gateway`. */
  readonly source: string;
}

/** About half a minute: longer than a broker takes to restart. */
export const PATIENT_RETRIES = 30;
/** Records of one table are spread over these; more replicas than this cannot share one table. */
const DEFAULT_PARTITIONS = 6;

const LONGEST_PARTING_MS = 500;

/** One Kafka client, producer and administrator for the whole process. Connects when first used. */
export class KafkaConnection {
  /** For producers and administrators: gives up after some seconds, so that callers learn of it. */
  readonly client: Kafka;
  /** For consumers: patient. Who gives up loses its membership, and joins again only after its own old one has expired. */
  readonly consumers: Kafka;
  readonly topics: Topics;
  readonly clientId: string;
  readonly source: string;
  readonly partitions: number;
  private readonly known = new KnownPartitions();
  private producing: Promise<Producer> | undefined;
  private administering: Promise<Admin> | undefined;

  constructor(options: KafkaOptions) {
    patchIdleCpu();
    patchProduce();
    patchFetch();
    this.clientId = options.clientId;
    this.source = options.source;
    this.partitions = options.partitions ?? DEFAULT_PARTITIONS;
    this.topics = new Topics(options.prefix);
    const config: KafkaConfig = {
      clientId: options.clientId,
      brokers: typeof options.brokers === 'string' ? options.brokers.split(',').map((broker) => broker.trim()) : [...options.brokers],
      connectionTimeout: 3_000,
      socketFactory: promptSocket,
      // Short steps: a broker that restarts is back within seconds, and who waits half a minute for the next try is late.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8 },
      logLevel: logLevel.INFO,
      logCreator: kafkaLog,
    };
    this.client = new Kafka(config);
    this.consumers = new Kafka({ ...config, retry: { ...config.retry, retries: PATIENT_RETRIES } });
  }

  producer(): Promise<Producer> {
    return (this.producing ??= forgetOnFailure(
      connected(this.client.producer({ createPartitioner: () => (args) => this.known.choose(args), allowAutoTopicCreation: false })),
      () => (this.producing = undefined),
    ));
  }

  /** How many partitions the producer knows the topic to have; undefined before the first message to it. */
  partitionsOf(topic: string): number | undefined {
    return this.known.of(topic);
  }

  admin(): Promise<Admin> {
    return (this.administering ??= forgetOnFailure(connected(this.client.admin()), () => (this.administering = undefined)));
  }

  /** Throws when no broker answers. */
  async ping(): Promise<void> {
    await (await this.admin()).describeCluster();
  }

  async close(): Promise<void> {
    const parted = Promise.allSettled([
      this.producing?.then((producer) => producer.disconnect()),
      this.administering?.then((admin) => admin.disconnect()),
    ]);
    this.producing = this.administering = undefined;
    // A broker that is away must not hold up a stop.
    await Promise.race([parted, new Promise((resolve) => setTimeout(resolve, LONGEST_PARTING_MS).unref())]);
  }
}

const connected = async <T extends { connect(): Promise<void> }>(client: T): Promise<T> => {
  await client.connect();

  return client;
};

const forgetOnFailure = <T>(promise: Promise<T>, forget: () => void): Promise<T> => {
  promise.catch(forget);

  return promise;
};
