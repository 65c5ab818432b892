import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import * as fc from 'fast-check';
import type { Row } from '@concord/contracts';
import { Database, PersistenceModule, sqlStateOf } from '@concord/persistence';
import { useStack } from '@concord/testing';
import { syncEngineMigrations } from '../migrations/migrations';
import { copyOf, emptySide, newLink, type Link } from './link';
import { LinkRepository, type WayIn } from './link.repository';

/** What a system may hold; of control characters those that JSON spells otherwise. */
const text = fc.string({
  unit: fc.constantFrom('\\', '\\N', '\\.', '"', "'", '\t', '\n', '\r', '{', '}', ',', '|', '=', 'NULL', ' ', 'ü', '😀', '\u2028', 'a'),
});
/** No key has a control character, and none is empty. */
const name = text.map((one) => `k${one.replaceAll(/[\t\n\r]/g, '-')}`);
const row = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))).map((one): Row => ({ ...one }));

const links = fc
  .record({
    scope: fc.constantFrom('', 'usmf', '\\N', '='),
    key: fc.option(name),
    id: fc.option(name),
    waiting: fc.array(name),
    known: row,
    said: name,
  })
  .map(({ scope, key, id, waiting, known, said }): Link => ({
    ...newLink(randomUUID(), 'things', scope),
    integrationKey: key,
    dataverse: { ...emptySide(), id, key: { thingid: id }, version: 2n ** 60n, known, held: { version: 7n, row: known } },
    finance: {
      ...emptySide(),
      id: key,
      revision: 3,
      settled: 3,
      desired: { op: 'create', values: known },
      sent: { last: known, earlier: null },
    },
    status: 'waiting',
    waitingFor: waiting.map((one) => ({ map: 'others', system: 'dataverse', id: one })),
    error: { code: said, kind: 'permanent', message: said, remedy: said },
    dueAt: 1_700_000_000_123,
    unappliedSince: 1_700_000_000_456,
    reason: said,
    trace: said,
    environment: key,
  }));

describe('links in the database', () => {
  const stack = useStack();
  const repository = new LinkRepository();
  let app: INestApplicationContext;
  let database: Database;
  const save = (saved: readonly Link[], newOnes: WayIn, before?: (id: string) => Link | undefined): Promise<void> =>
    database.transaction((tx) => repository.save(tx, saved, before, newOnes));
  const stored = async (): Promise<unknown[]> =>
    (await database.query("SELECT to_jsonb(l) - ARRAY['created_at', 'updated_at'] AS row FROM link AS l ORDER BY id")).map(
      (one) => one['row'],
    );
  const read = (ids: readonly string[]): Promise<Link[]> => database.transaction((tx) => repository.ofIds(tx, ids));

  beforeAll(async () => {
    app = await NestFactory.createApplicationContext(
      PersistenceModule.forRoot({ url: stack.postgresUrl, schema: 'links', migrations: syncEngineMigrations }),
      { logger: false },
    );
    database = app.get(Database);
  }, 60_000);
  beforeEach(() => database.query('TRUNCATE link'));
  afterAll(() => app.close());

  it('are the same whichever way they came in, and read back as they were', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(links, { minLength: 1, maxLength: 5, selector: ({ integrationKey, dataverse }) => integrationKey ?? dataverse.id }),
        async (made) => {
          const distinct = made.filter(
            ({ dataverse: { id } }, at) => id === null || made.findIndex((one) => one.dataverse.id === id) === at,
          );
          await database.query('TRUNCATE link');
          await save(distinct, 'upsert');
          const upserted = await stored();
          await database.query('TRUNCATE link');
          await save(distinct, 'copy');
          expect(await stored()).toEqual(upserted);
          const inOrder = [...distinct].sort((one, other) => (one.id < other.id ? -1 : 1));
          expect(await read(distinct.map(({ id }) => id))).toEqual(inOrder);
        },
      ),
      { numRuns: 60 },
    ));

  it('that came in by COPY are what was there before, should there be one of that id: nothing is stored; by upsert they go over it', async () => {
    const first = { ...newLink(randomUUID(), 'things', ''), integrationKey: 'first' };
    const other = { ...newLink(randomUUID(), 'things', ''), integrationKey: 'other' };
    const again = { ...first, integrationKey: 'again' };
    await save([first], 'copy');
    const refused = await save([other, again], 'copy').catch(sqlStateOf);
    expect(refused).toBe('23505');
    expect(await read([first.id, other.id])).toEqual([first]);

    await save([other, again], 'upsert');
    expect((await read([first.id, other.id])).map(({ integrationKey }) => integrationKey).sort()).toEqual(['again', 'other']);
  });

  it('get a name that another one of the batch gives up', async () => {
    const held = { ...newLink(randomUUID(), 'things', ''), integrationKey: 'k' };
    await save([held], 'copy');
    const taker = { ...newLink(randomUUID(), 'things', ''), integrationKey: 'k' };
    const left = { ...copyOf(held), integrationKey: null };
    await save([taker, left], 'copy', (id) => (id === held.id ? held : undefined));
    expect((await read([held.id, taker.id])).find(({ integrationKey }) => integrationKey === 'k')?.id).toBe(taker.id);
  });
});
