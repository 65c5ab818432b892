import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Database, PersistenceModule } from '@concord/persistence';
import { eventually, useStack } from '@concord/testing';
import { ChannelWatch } from '../src/notices/channel-watch';

Logger.overrideLogger(false);

/** Well before the slow look, which would find out too. */
const soon = { timeout: 4_000 };

describe('a watch of a channel', () => {
  const stack = useStack();
  let app: INestApplicationContext;
  let database: Database;
  let watch: ChannelWatch | undefined;
  let looks = 0;
  let failures = 0;

  beforeAll(async () => {
    app = await NestFactory.createApplicationContext(
      PersistenceModule.forRoot({ url: stack.postgresUrl, schema: 'watched', migrations: [] }),
      { logger: false },
    );
    database = app.get(Database);
  }, 60_000);
  beforeEach(async () => {
    [looks, failures] = [0, 0];
    watch = new ChannelWatch(database, 'Some news', () => {
      looks += 1;
      return failures-- > 0 ? Promise.reject(new Error('cannot look')) : Promise.resolve();
    });
    await looksToBe(1);
  });
  afterEach(() => watch?.close());
  afterAll(() => app.close());

  const looksToBe = (count: number) => eventually(() => looks >= count, { ...soon, describe: `look ${count}` });
  const notify = () => database.query("SELECT pg_notify('Some news', '')");
  const listening = () =>
    database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN "Some news"'`,
    );

  it('looks when it is told, not by the clock', async () => {
    await notify();
    await looksToBe(2);
    await notify();
    await looksToBe(3);
    expect(looks).toBe(3);
  });

  it('looks at once when its connection was lost, for what it did not hear, and hears again', async () => {
    const [lost] = await listening();
    await database.query('SELECT pg_terminate_backend($1)', [lost?.pid]);
    await looksToBe(2);
    expect(await listening()).not.toContainEqual(lost);
    await notify();
    await looksToBe(3);
  });

  it('looks again when a look failed', async () => {
    failures = 1;
    await notify();
    await looksToBe(3);
    await notify();
    await looksToBe(4);
  });

  it('leaves no connection that listens behind', async () => {
    expect(await listening()).toHaveLength(1);
    await watch?.close();
    await eventually(async () => (await listening()).length === 0, { ...soon, describe: 'the connection to be gone' });
  });
});
