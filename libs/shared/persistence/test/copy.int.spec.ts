import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { useStack } from '@concord/testing';
import { Database, PersistenceModule, sqlStateOf, type Transaction } from '../src';

class CreateNote1763900000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (id int PRIMARY KEY, text text)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE note');
  }
}

const into = { table: 'note', columns: ['id', 'text'] };
/** More than a socket takes at once. */
const many = Array.from({ length: 20_000 }, (_, id) => `${id}\t${'x'.repeat(500)}\n`).join('');

describe('rows by COPY', () => {
  const stack = useStack();
  let app: INestApplicationContext;
  let database: Database;
  const backend = async (db: Pick<Database, 'query'>): Promise<unknown> => (await db.query('SELECT pg_backend_pid() AS pid'))[0]?.['pid'];
  const count = async (): Promise<unknown> => (await database.query('SELECT count(*)::int AS count FROM note'))[0]?.['count'];
  const failed = (work: (tx: Transaction) => Promise<unknown>): Promise<unknown> =>
    database.transaction(work).then(
      () => 'passed',
      (error: unknown) => sqlStateOf(error),
    );

  beforeAll(async () => {
    app = await NestFactory.createApplicationContext(
      // One connection: whatever a COPY leaves behind meets the next statement.
      PersistenceModule.forRoot({ url: stack.postgresUrl, schema: 'copy_area', migrations: [CreateNote1763900000002], poolSize: 1 }),
      { logger: false },
    );
    database = app.get(Database);
  }, 60_000);
  beforeEach(() => database.query('TRUNCATE note'));
  afterAll(() => app.close());

  it('are part of the transaction, as rows of statements are', async () => {
    await database.transaction(async (tx) => {
      await tx.query('INSERT INTO note VALUES ($1, $2)', [1, 'before']);
      await tx.copy(into, '2\ta\\tb\\\\ü\n3\t\\N\n');
      await tx.copy(into, '');
      await tx.query('UPDATE note SET text = $2 WHERE id = $1', [1, 'after']);
    });
    expect(await database.query('SELECT * FROM note ORDER BY id')).toEqual([
      { id: 1, text: 'after' },
      { id: 2, text: 'a\tb\\ü' },
      { id: 3, text: null },
    ]);

    const broken = database.transaction(async (tx) => {
      await tx.copy(into, '4\tx\n');
      throw new Error('the process ends here');
    });
    await expect(broken).rejects.toThrow('the process ends here');
    expect(await count()).toBe(3);
  });

  it.each([
    ['a row is there already', '23505', (tx: Transaction) => tx.copy(into, `7\tfirst\n7\tsecond\n`)],
    ['a row is there already and many are to come', '23505', (tx: Transaction) => tx.copy(into, `7\tfirst\n7\tsecond\n${many}`)],
    ['a row is there already at the very end of many', '23505', (tx: Transaction) => tx.copy(into, `${many}0\tagain\n`)],
    ['a field is none of its type', '22P02', (tx: Transaction) => tx.copy(into, `${many}x\ty\n${many}`)],
    ['there is no such table', '42P01', (tx: Transaction) => tx.copy({ table: 'nothing', columns: ['id'] }, many)],
  ])('fail as a statement does when %s (%s), and the connection stays in use', async (_, state, copy) => {
    const pid = await backend(database);
    expect(await failed(copy)).toBe(state);
    expect(await backend(database)).toBe(pid);
    await database.transaction((tx) => tx.copy(into, many));
    expect(await count()).toBe(20_000);
  });

  it('fail when the connection is lost, and the next transaction has another one', async () => {
    const lost = database.transaction(async (tx) => {
      await tx.query('SELECT pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      await tx.copy(into, many);
    });
    await expect(lost).rejects.toThrow();
    await database.transaction((tx) => tx.copy(into, '1\tx\n'));
    expect(await count()).toBe(1);
  });
});
