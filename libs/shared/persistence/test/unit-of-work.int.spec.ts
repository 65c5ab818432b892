import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventually, usePrivateStack } from '@concord/testing';
import {
  BatchTakenOver,
  ConsumedOffsets,
  Database,
  PersistenceModule,
  UnitOfWork,
  type BatchPosition,
  type PartitionPosition,
} from '../src';

class CreateEffect1763900000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE effect (id int PRIMARY KEY, value int NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE effect');
  }
}

const batch = (takenAt: bigint, nextOffset: bigint): BatchPosition => ({
  consumer: 'c',
  topic: 't',
  partitions: [{ partition: 0, takenAt, nextOffset }],
});

describe('persistence', () => {
  const stack = usePrivateStack();
  const opened: INestApplicationContext[] = [];
  let database: Database;
  let unitOfWork: UnitOfWork;
  let offsets: ConsumedOffsets;

  const open = async (): Promise<INestApplicationContext> => {
    const app = await NestFactory.createApplicationContext(
      PersistenceModule.forRoot({ url: stack.postgres.url, schema: 'area-1', migrations: [CreateEffect1763900000001] }),
      { logger: false },
    );
    opened.push(app);

    return app;
  };
  const position = async (): Promise<bigint | undefined> => (await offsets.read('c', [{ topic: 't', partition: 0 }]))[0];
  const effects = async (): Promise<number[]> =>
    (await database.query<{ id: number }>('SELECT id FROM effect ORDER BY id')).map(({ id }) => id);
  const insert = (id: number) => (tx: { query: Database['query'] }) => tx.query('INSERT INTO effect VALUES ($1, 0)', [id]);

  beforeAll(async () => {
    // Several replicas at once on an empty database: one migrates, the others wait for it.
    const [app] = await Promise.all([open(), open(), open()]);
    database = app.get(Database);
    unitOfWork = app.get(UnitOfWork);
    offsets = app.get(ConsumedOffsets);
  }, 60_000);
  beforeEach(() => database.query('TRUNCATE effect, consumed_offset'));
  afterAll(() => Promise.all(opened.map((app) => app.close())));

  it('lives in the schema of its service, its migrations run once', async () => {
    expect(await database.query(`SELECT count(*)::int AS runs FROM "area-1".migration`)).toEqual([{ runs: 2 }]);
    expect(await database.query(`SELECT table_schema FROM information_schema.tables WHERE table_name = 'effect'`)).toEqual([
      { table_schema: 'area-1' },
    ]);
  });

  it('stores effect and position together, or neither (I7)', async () => {
    await unitOfWork.run(batch(0n, 5n), insert(1));
    expect([await position(), await effects()]).toEqual([5n, [1]]);

    const broken = unitOfWork.run(batch(5n, 9n), async (tx) => {
      await insert(2)(tx);
      throw new Error('the process ends here');
    });
    await expect(broken).rejects.toThrow('the process ends here');
    expect([await position(), await effects()]).toEqual([5n, [1]]);
  });

  it('refuses a batch that comes a second time (I3)', async () => {
    await unitOfWork.run(batch(0n, 5n), insert(1));
    await expect(unitOfWork.run(batch(0n, 5n), insert(2))).rejects.toThrow(BatchTakenOver);
    expect(await effects()).toEqual([1]);
  });

  it('refuses the batch of a replica that was frozen while another took over (I7)', async () => {
    await unitOfWork.run(batch(0n, 5n), insert(1));
    await unitOfWork.run(batch(5n, 8n), insert(2)); // the other replica, in smaller steps
    await expect(unitOfWork.run(batch(5n, 20n), insert(3))).rejects.toThrow(BatchTakenOver);
    expect([await position(), await effects()]).toEqual([8n, [1, 2]]);
  });

  it('moves all partitions of a batch, or none (I7)', async () => {
    const at = (partition: number, takenAt: bigint, nextOffset: bigint): PartitionPosition => ({ partition, takenAt, nextOffset });
    const ofThree = (...partitions: PartitionPosition[]): BatchPosition => ({ consumer: 'c', topic: 't', partitions });
    const positions = async (): Promise<(bigint | undefined)[]> =>
      offsets.read(
        'c',
        [0, 1, 2].map((partition) => ({ topic: 't', partition })),
      );
    await unitOfWork.run(batch(0n, 5n), insert(1));
    await unitOfWork.run(ofThree(at(0, 5n, 7n), at(1, 0n, 3n), at(2, 0n, 1n)), insert(2));
    expect([await positions(), await effects()]).toEqual([
      [7n, 3n, 1n],
      [1, 2],
    ]);

    await unitOfWork.run(ofThree(at(2, 1n, 9n)), insert(3)); // the other replica
    await expect(unitOfWork.run(ofThree(at(0, 7n, 8n), at(2, 1n, 2n)), insert(4))).rejects.toThrow(BatchTakenOver);
    expect([await positions(), await effects()]).toEqual([
      [7n, 3n, 9n],
      [1, 2, 3],
    ]);
  });

  it('lets one of two replicas win that hold the same batch at the same time (I3)', async () => {
    const both = await Promise.allSettled([1, 2].map((id) => unitOfWork.run(batch(0n, 5n), insert(id))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await effects()).toHaveLength(1);
  });

  it('refuses a batch whose position is gone, rather than to take that for a beginning', async () => {
    await expect(unitOfWork.run(batch(5n, 9n), insert(1))).rejects.toThrow(BatchTakenOver);
    expect(await effects()).toEqual([]);
  });

  it('does a transaction again that lost a deadlock', async () => {
    await database.query('INSERT INTO effect VALUES (1, 0), (2, 0)');
    let runs = 0;
    let holding = 0; // not runs: the second may have begun, and not hold its row yet
    let bothHold: () => void = () => undefined;
    const barrier = new Promise<void>((resolve) => (bothHold = resolve));
    const add = ([first, second]: readonly [number, number]): Promise<unknown> =>
      database.transaction(async (tx) => {
        runs += 1;
        await tx.query('UPDATE effect SET value = value + 1 WHERE id = $1', [first]);
        holding += 1;
        if (holding === 2) bothHold();
        if (runs <= 2) await barrier;
        await tx.query('UPDATE effect SET value = value + 1 WHERE id = $1', [second]);
      });
    await Promise.all([add([1, 2]), add([2, 1])]);

    expect(runs).toBe(3);
    expect(await database.query('SELECT value FROM effect ORDER BY id')).toEqual([{ value: 2 }, { value: 2 }]);
  });

  it('answers rows of UPDATE and DELETE too', async () => {
    await database.query('INSERT INTO effect VALUES (1, 0)');
    expect(await database.query('UPDATE effect SET value = 7 RETURNING id, value')).toEqual([{ id: 1, value: 7 }]);
    expect(await database.query('DELETE FROM effect RETURNING id')).toEqual([{ id: 1 }]);
    expect(await database.query('DELETE FROM effect')).toEqual([]);
  });

  it('ends the transaction of a process that was frozen within it, so that its successor need not wait', async () => {
    const settings = await database.query<{ setting: string }>(`SELECT current_setting('idle_in_transaction_session_timeout') AS setting`);
    expect(settings).toEqual([{ setting: '10s' }]);
  });

  it('goes on by itself after PostgreSQL was killed and came back (I7)', async () => {
    await unitOfWork.run(batch(0n, 5n), insert(1));
    await stack.postgres.kill();
    await expect(database.ping()).rejects.toThrow();
    await stack.postgres.start();

    await eventually(() => database.ping().then(() => true));
    await unitOfWork.run(batch(5n, 6n), insert(2));
    expect([await position(), await effects()]).toEqual([6n, [1, 2]]);
  }, 60_000);
});
