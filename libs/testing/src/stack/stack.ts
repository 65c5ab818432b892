/** A real Kafka and a real PostgreSQL, wherever they came from. */
export interface Stack {
  readonly kafka: KafkaServer;
  readonly postgres: PostgresServer;
  /** Ends what was started here; servers that the environment gave are left alone. Safe to call twice. */
  stop(): Promise<void>;
}

/** Where a server came from: addresses in the environment, a container, or a program on this machine. */
export type Origin = 'environment' | 'container' | 'program';

export interface StackProcess {
  readonly origin: Origin;
  /** Undefined for a server in a container or elsewhere, and while the server is down. */
  readonly pid: number | undefined;
  readonly port: number;
  /** Undefined where the server writes its log somewhere we cannot see. */
  readonly log: string | undefined;
  /** SIGKILL, as a power cut. Data stays. */
  kill(): Promise<void>;
  /** After `kill`: the same data under the same address. */
  start(): Promise<void>;
  /** An orderly stop and start, as an administrator would do it. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface KafkaServer extends StackProcess {
  /** `host:port`, one each. One broker, no automatic topic creation, groups form without delay. */
  readonly brokers: readonly string[];
}

export interface PostgresServer extends StackProcess {
  /** `postgres://user:password@host:port/database`, the database being one that always exists. */
  readonly url: string;
  /** Makes the database when it is not there, and answers its URL. */
  createDatabase(name: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
}

export interface StackOptions {
  /** A folder for data and logs, kept between runs; or `temporary`: removed when the stack stops. */
  readonly data: string | 'temporary';
  /** `documented`: Kafka 9092 and PostgreSQL 5432 (KAFKA_PORT, POSTGRES_PORT move them); a taken one is an error. */
  readonly ports: 'free' | 'documented';
  /** Survive a power cut, not merely a killed process; slower. Default true for a kept folder, false for a temporary one. */
  readonly fsync?: boolean;
  /** Servers of our own even where the environment gives addresses: those are not ours to kill. */
  readonly ownServers?: boolean;
  /** Told what takes long, e.g. `downloading Kafka 4.4.0 (once)`. */
  readonly onProgress?: (message: string) => void;
}

/** The name of the database that `PostgresServer.url` ends in. */
export const DEFAULT_DATABASE = 'concord';

/** A way to get a server that this machine does not offer. Not a fault: the next way is tried. */
export class NotAvailableHere extends Error {}
