import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { endLeftovers, Ledger } from '../process/ledger';
import { freePort, requireFreePort } from '../process/ports';
import { startKafkaContainer } from './containers/kafka-container';
import { startPostgresContainer } from './containers/postgres-container';
import { kafkaFromEnvironment, postgresFromEnvironment } from './given-by-environment';
import { startKafkaOnJava } from './kafka/kafka-on-java';
import { startPostgresProgram } from './postgres/postgres-program';
import { NotAvailableHere, type KafkaServer, type PostgresServer, type Stack, type StackOptions, type StackProcess } from './stack';

/**
 * Kafka and PostgreSQL, each from the first of these that this machine offers: the address in the environment
 * (CONCORD_KAFKA_BROKERS, CONCORD_POSTGRES_URL), a container, a program. What a killed run left behind is ended first.
 */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const { onProgress = () => undefined } = options;
  for (const leftover of await endLeftovers()) onProgress(`ended ${leftover}, left behind by a run that was killed`);
  const folder = await dataFolder(options.data);
  // Both at once: PostgreSQL is up long before Kafka. Both are waited for, so that neither is left starting when the other fails.
  const [kafka, postgres] = await Promise.allSettled([startKafka(folder, options), startPostgres(folder, options)]);
  const stop = onlyOnce(async () => {
    const started: StackProcess[] = [kafka, postgres].flatMap((server) => (server.status === 'fulfilled' ? [server.value] : []));
    await Promise.all(started.map((server) => server.stop()));
    if (options.data === 'temporary') await removeTemporary(folder);
  });
  if (kafka.status === 'fulfilled' && postgres.status === 'fulfilled') return { kafka: kafka.value, postgres: postgres.value, stop };
  await stop();
  throw kafka.status === 'rejected' ? kafka.reason : (postgres as PromiseRejectedResult).reason;
};

const startKafka = (folder: string, options: StackOptions): Promise<KafkaServer> =>
  firstAvailable('Kafka', 'Docker, or Java 17 with Maven, or set CONCORD_KAFKA_BROKERS', async function* () {
    const { ports, data, ownServers, fsync, onProgress = () => undefined } = options;
    if (!ownServers) yield kafkaFromEnvironment;
    const port = await portFor(ports, 9092, 'KAFKA_PORT', 'Kafka');
    yield () => startKafkaContainer(port);
    yield () => startKafkaOnJava({ folder, port, brief: data === 'temporary' && !fsync, onProgress });
  });

const startPostgres = (folder: string, options: StackOptions): Promise<PostgresServer> => {
  const { ports, data, ownServers, fsync = data !== 'temporary', onProgress = () => undefined } = options;
  return firstAvailable('PostgreSQL', 'Docker, or run `npm ci` again, or set CONCORD_POSTGRES_URL', async function* () {
    if (!ownServers) yield postgresFromEnvironment;
    const port = await portFor(ports, 5432, 'POSTGRES_PORT', 'PostgreSQL');
    yield () => startPostgresContainer(port);
    yield () => startPostgresProgram({ folder, port, fsync, onProgress });
  });
};

type Way<T> = () => Promise<T | undefined>;

/** The first way that works here; where none does, the reasons and what to install, in one sentence. */
const firstAvailable = async <T>(what: string, remedy: string, ways: () => AsyncGenerator<Way<T>>): Promise<T> => {
  const reasons: string[] = [];
  for await (const way of ways()) {
    try {
      const server = await way();
      if (server) return server;
    } catch (error) {
      if (!(error instanceof NotAvailableHere)) throw error;
      reasons.push(error.message);
    }
  }
  throw new Error(`${what} cannot be started here (${reasons.join('; ')}): install ${remedy}.`);
};

const portFor = async (ports: StackOptions['ports'], documented: number, variable: string, purpose: string): Promise<number> => {
  if (ports === 'free') return freePort();
  const port = Number(process.env[variable] ?? documented);
  await requireFreePort(port, purpose, variable);
  return port;
};

const dataFolder = async (data: string | 'temporary'): Promise<string> => {
  if (data !== 'temporary') {
    await mkdir(data, { recursive: true });
    return resolve(data);
  }
  const folder = await mkdtemp(join(tmpdir(), 'concord-stack-'));
  Ledger.ofThisProcess.addTemporary(folder);
  await chmod(folder, 0o755); // PostgreSQL may run as another user, who must get through
  return folder;
};

const removeTemporary = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  Ledger.ofThisProcess.removeTemporary(folder);
};

const onlyOnce = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
};
