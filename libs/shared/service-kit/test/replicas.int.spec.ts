import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { KafkaConnection, Publisher, TopicAdmin } from '@concord/messaging';
import { eventually, freePort, useStack } from '@concord/testing';

Logger.overrideLogger(false);

const PARTITIONS = 4;
const NUMBERS = 12_000;

describe('replicas of one service', () => {
  // Before useStack: hooks run in this order, and the database goes with the stack.
  afterAll(async () => {
    for (const { process: replica } of replicas) replica.kill('SIGKILL');
    await database?.end();
    await kafka?.close();
  });
  const stack = useStack();
  const replicas: { process: ChildProcess; port: number }[] = [];
  let kafka: KafkaConnection;
  let database: Client;
  let topic: string;

  const startReplica = async (): Promise<ChildProcess> => {
    const port = await freePort();
    const replica = spawn(
      process.execPath,
      ['--conditions=@concord/source', '-r', join(__dirname, 'typescript.cjs'), join(__dirname, 'replica.process.ts')],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...process.env,
          CONCORD_KAFKA_BROKERS: stack.brokers.join(','),
          CONCORD_POSTGRES_URL: stack.postgresUrl,
          CONCORD_TOPIC_PREFIX: stack.topicPrefix,
          CONCORD_LOG_LEVEL: 'silent',
          SPEC_TOPIC: topic,
          SPEC_PORT: String(port),
        },
      },
    );
    replicas.push({ process: replica, port });
    await eventually(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok, {
      timeout: 30_000,
      describe: 'a replica to be ready',
    });

    return replica;
  };
  const counted = async (sql: string): Promise<number> => Number((await database.query<{ count: string }>(sql)).rows[0]?.count);
  const stored = (): Promise<number> => counted('SELECT count(*) FROM replica.effect');
  const storedBy = ({ pid }: ChildProcess): Promise<number> => counted(`SELECT count(*) FROM replica.effect WHERE replica = ${pid}`);
  const progress = async (by: number): Promise<void> => {
    const before = await stored();
    await eventually(async () => (await stored()) >= before + by, { timeout: 30_000, describe: `${by} more numbers to be stored` });
  };

  beforeAll(async () => {
    kafka = new KafkaConnection({ brokers: stack.brokers, clientId: 'spec', prefix: stack.topicPrefix, source: '/concord/spec' });
    topic = `${stack.topicPrefix}numbers`;
    await new TopicAdmin(kafka).ensure([{ name: topic, cleanup: 'delete', partitions: PARTITIONS }]);
    database = new Client({ connectionString: stack.postgresUrl });
    await database.connect();
  }, 30_000);

  it('store every number once, with one killed, one frozen for longer than its session, and one stopped (I2, I3, I7)', async () => {
    const [killed, frozen] = await Promise.all([startReplica(), startReplica()]);
    const numbers = Array.from({ length: NUMBERS }, (_, number) => number);
    await new Publisher(kafka).publish(
      numbers.map((number) => ({ topic, key: `key-${number % 200}`, value: { number }, type: 'concord.numbered.v1' })),
    );
    await eventually(async () => (await storedBy(killed)) > 0 && (await storedBy(frozen)) > 0, { timeout: 30_000 });

    killed.kill('SIGKILL');
    frozen.kill('SIGSTOP');
    const stopped = await startReplica(); // gets all partitions once the sessions of the others have expired
    await progress(500);
    frozen.kill('SIGCONT'); // holds batches that are somebody else's now
    await progress(500);
    const parted = new Promise((resolve) => stopped.once('exit', resolve));
    const begun = Date.now();
    stopped.kill('SIGTERM');
    await parted;
    expect(Date.now() - begun).toBeLessThan(2_500);

    await eventually(async () => (await stored()) >= NUMBERS, { timeout: 60_000, describe: 'all numbers to be stored' });
    expect(await counted('SELECT count(DISTINCT number) FROM replica.effect')).toBe(NUMBERS);
    expect(await stored()).toBe(NUMBERS);
    expect(await counted('SELECT sum(next_offset) AS count FROM replica.consumed_offset')).toBe(NUMBERS);
  }, 120_000);
});
