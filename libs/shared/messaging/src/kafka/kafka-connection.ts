import { Topics } from '@concord/contracts';
import { Kafka, Partitioners, logLevel, type Admin, type Producer } from 'kafkajs';
import { patchIdleCpu } from './idle-cpu.patch';
import { kafkaLog } from './kafka-log';

export interface KafkaOptions {
  /** `host:port`, one each; or a list parted by commas. */
  readonly brokers: readonly string[] | string;
  /** The service's name; shows in the broker's logs and quotas. */
  readonly clientId: string;
  /** What our topic names begin with; default `concord.`. */
  readonly prefix?: string;
  /** `ce_source` of what this process publishes, e.g. `/concord/gateway`. */
  readonly source: string;
}

/** One Kafka client, producer and administrator for the whole process. Connects when first used. */
export class KafkaConnection {
  readonly client: Kafka;
  readonly topics: Topics;
  readonly clientId: string;
  readonly source: string;
  private producing: Promise<Producer> | undefined;
  private administering: Promise<Admin> | undefined;

  constructor(options: KafkaOptions) {
    patchIdleCpu();
    this.clientId = options.clientId;
    this.source = options.source;
    this.topics = new Topics(options.prefix);
    this.client = new Kafka({
      clientId: options.clientId,
      brokers: typeof options.brokers === 'string' ? options.brokers.split(',').map((broker) => broker.trim()) : [...options.brokers],
      connectionTimeout: 3_000,
      // Short steps: a broker that restarts is back within seconds, and who waits half a minute for the next try is late.
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
      logLevel: logLevel.INFO,
      logCreator: kafkaLog,
    });
  }

  producer(): Promise<Producer> {
    return (this.producing ??= forgetOnFailure(
      connected(this.client.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false })),
      () => (this.producing = undefined),
    ));
  }

  admin(): Promise<Admin> {
    return (this.administering ??= forgetOnFailure(connected(this.client.admin()), () => (this.administering = undefined)));
  }

  /** Throws when no broker answers. */
  async ping(): Promise<void> {
    await (await this.admin()).describeCluster();
  }

  async close(): Promise<void> {
    await Promise.allSettled([
      this.producing?.then((producer) => producer.disconnect()),
      this.administering?.then((admin) => admin.disconnect()),
    ]);
    this.producing = this.administering = undefined;
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
