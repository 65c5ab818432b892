import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { usePrivateStack, useStack } from '../shared-stack/use-stack';

const rowsOf = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

describe('a shared stack', () => {
  const stack = useStack();

  it('gives a spec file an empty database of its own', async () => {
    expect(await rowsOf(stack.postgresUrl, `select 1 from pg_tables where schemaname = 'public'`)).toEqual([]);
    expect(stack.postgresUrl).toMatch(/\/spec_[0-9a-f]{8}$/);
    expect(existsSync('/proc')).toBe(true);
  });
});
describe('p', () => {
  const stack = usePrivateStack();
  it('x', async () => {
    expect(stack.kafka.brokers).toHaveLength(1);
    const t = Date.now();
    await stack.kafka.kill();
    await stack.kafka.start();
    console.log(Date.now() - t);
  }, 60000);
});
