import { connect } from 'node:net';
import { Client } from 'pg';
import { usePrivateStack, useStack } from '../shared-stack/use-stack';
import { startStack } from './start-stack';

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

/** Kafka's ApiVersions request, version 0, by hand: kafkajs is for messaging alone. Answers the error code and the number of APIs. */
const askApiVersions = (broker: string): Promise<{ error: number; apis: number }> =>
  new Promise((resolve, reject) => {
    const [host, port] = broker.split(':');
    const header = Buffer.from([0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]); // api key 18, version 0, correlation id 1, no client id
    const length = Buffer.alloc(4);
    length.writeInt32BE(header.length);
    const socket = connect({ host: host ?? '', port: Number(port) }, () => socket.write(Buffer.concat([length, header])));
    socket.once('error', reject);
    socket.once('data', (reply) => {
      socket.destroy();
      resolve({ error: reply.readInt16BE(8), apis: reply.readInt32BE(10) });
    });
  });

describe('the shared stack', () => {
  const stack = useStack();

  it('gives each spec file an empty database of its own', async () => {
    expect(stack.postgresUrl).toMatch(/\/spec_[0-9a-f]{8}$/);
    expect(await query(stack.postgresUrl, `select tablename from pg_tables where schemaname = 'public'`)).toEqual([]);
  });

  it('speaks the protocol of Kafka', async () => {
    const [broker = ''] = stack.brokers;
    const { error, apis } = await askApiVersions(broker);
    expect(error).toBe(0);
    expect(apis).toBeGreaterThan(30);
  });
});

describe('a private stack', () => {
  const stack = usePrivateStack();

  it('has its Kafka killed, and back under the same address', async () => {
    const { kafka } = stack;
    const [broker = ''] = kafka.brokers;
    await kafka.kill();
    await expect(askApiVersions(broker)).rejects.toThrow('ECONNREFUSED');
    await kafka.start();
    expect(await askApiVersions(broker)).toMatchObject({ error: 0 });
  }, 60_000);

  it('has its PostgreSQL killed, and back with all that was committed', async () => {
    const { postgres } = stack;
    const url = await postgres.createDatabase('kept');
    await query(url, 'create table fact as select 42 as answer');
    await postgres.kill();
    await expect(query(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
    await postgres.start();
    expect(await query(url, 'select answer from fact')).toEqual([{ answer: 42 }]);
  });
});

describe('an address in the environment', () => {
  const { CONCORD_POSTGRES_URL, CONCORD_KAFKA_BROKERS } = process.env;
  afterEach(() => {
    for (const [name, value] of Object.entries({ CONCORD_POSTGRES_URL, CONCORD_KAFKA_BROKERS })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('is used, and what answers there is left alone', async () => {
    const own = await startStack({ data: 'temporary', ports: 'free', ownServers: true });
    try {
      process.env['CONCORD_KAFKA_BROKERS'] = own.kafka.brokers.join(',');
      process.env['CONCORD_POSTGRES_URL'] = own.postgres.url;
      const given = await startStack({ data: 'temporary', ports: 'free' });
      expect(given.kafka).toMatchObject({ origin: 'environment', brokers: own.kafka.brokers });
      await expect(given.postgres.kill()).rejects.toThrow('Unset CONCORD_POSTGRES_URL');
      await given.stop();
      expect(await query(own.postgres.url, 'select 1 as answer')).toEqual([{ answer: 1 }]);
    } finally {
      await own.stop();
    }
  }, 60_000);

  it('that does not answer is an error that names the variable, and leaves nothing running', async () => {
    process.env['CONCORD_KAFKA_BROKERS'] = '127.0.0.1:1';
    await expect(startStack({ data: 'temporary', ports: 'free' })).rejects.toThrow(
      'CONCORD_KAFKA_BROKERS names 127.0.0.1:1, which does not answer',
    );
  }, 60_000);
});
