import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../process/ports';
import { cacheFolder } from '../cache-folder';
import { madeOnce } from '../made-once';
import { ServerProcess, type ServerCommand } from '../server-process';
import type { KafkaServer } from '../stack';
import { findJava, type Java } from './java';
import { kafkaJars } from './kafka-jars';
import { kafkaProperties } from './kafka-config';

const run = promisify(execFile);

/** Any cluster id will do, and always the same one lets a formatted folder be copied. */
const CLUSTER_ID = '4L6g3nShT-eMCtK--X86sw';

export interface KafkaOnJavaOptions {
  readonly folder: string;
  readonly port: number;
  /** Lives for minutes: its code is not optimised much, which a broker spends more time on than on its work until it has run for long. */
  readonly brief: boolean;
  readonly onProgress: (message: string) => void;
}

/** Apache Kafka from its Maven artifacts, on the machine's Java. */
export const startKafkaOnJava = async ({ folder, port, brief, onProgress }: KafkaOnJavaOptions): Promise<KafkaServer> => {
  const java = findJava();
  const jars = await kafkaJars(onProgress);
  const [formatted, archive] = [await formattedFolder(java, jars), await classArchive(java, jars, onProgress)];
  const logDirs = join(folder, 'kafka');
  if (!existsSync(join(logDirs, 'meta.properties'))) await cp(formatted, logDirs, { recursive: true });
  const flags = [`-XX:SharedArchiveFile=${archive}`, ...(brief ? ['-XX:TieredStopAtLevel=1'] : [])];
  const command = await kafkaCommand({ java, jars, folder, logDirs, port, flags });
  const server = new ServerProcess(command);
  await server.start();
  return {
    origin: 'program',
    port,
    log: command.log,
    brokers: [`127.0.0.1:${port}`],
    get pid() {
      return server.pid;
    },
    kill: () => server.kill(),
    start: () => server.start(),
    stop: () => server.stop(),
    restart: async () => {
      await server.stop();
      await server.start();
    },
  };
};

interface KafkaCommandParts {
  readonly java: Java;
  readonly jars: string;
  readonly folder: string;
  readonly logDirs: string;
  readonly port: number;
  readonly flags: readonly string[];
}

const kafkaCommand = async ({ java, jars, folder, logDirs, port, flags }: KafkaCommandParts): Promise<ServerCommand> => {
  const properties = join(folder, 'kafka.properties');
  await writeFile(properties, kafkaProperties({ port, controllerPort: await freePort(), logDirs }));
  const heap = ['-Xms256m', '-Xmx512m', '-XX:+UseSerialGC'];
  return {
    name: 'Kafka',
    command: java.command,
    args: [...heap, ...flags, '-cp', join(jars, '*'), 'kafka.Kafka', properties],
    log: join(folder, 'kafka.log'),
    readyWhenLogSays: 'Kafka Server started',
    askToStop: 'SIGTERM',
  };
};

/** An empty, formatted data folder to copy from: formatting takes a second of Java each time. */
const formattedFolder = (java: Java, jars: string): Promise<string> =>
  madeOnce(join(cacheFolder(), `${basename(jars)}-formatted`), async (place) => {
    await mkdir(place);
    const work = await mkdtemp(join(tmpdir(), 'concord-kafka-format-'));
    try {
      const properties = join(work, 'kafka.properties');
      await writeFile(properties, kafkaProperties({ port: 9092, controllerPort: 9093, logDirs: place }));
      await run(java.command, ['-cp', join(jars, '*'), 'kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', properties]);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });

/** Kafka's classes as this Java lays them out in memory: a broker that maps them is up in 1.6 s instead of 2.8 s. */
const classArchive = (java: Java, jars: string, onProgress: (message: string) => void): Promise<string> => {
  // A Java ignores another one's archive, and one of jars that were moved: then it only starts more slowly.
  const key = createHash('sha256').update(`${java.command} ${java.version}`).digest('hex').slice(0, 8);
  return madeOnce(join(cacheFolder(), `${basename(jars)}-java-${key}.jsa`), async (place) => {
    onProgress('preparing Kafka for quick starts (once)');
    const folder = await mkdtemp(join(tmpdir(), 'concord-kafka-classes-'));
    try {
      const logDirs = join(folder, 'kafka');
      await cp(await formattedFolder(java, jars), logDirs, { recursive: true });
      const flags = [`-XX:ArchiveClassesAtExit=${place}`];
      const server = new ServerProcess(await kafkaCommand({ java, jars, folder, logDirs, port: await freePort(), flags }));
      await server.start();
      await server.stop();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
};
