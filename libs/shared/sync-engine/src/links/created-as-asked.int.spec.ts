import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import * as fc from 'fast-check';
import type { OutcomeMessage, System } from '@concord/contracts';
import { Database, PersistenceModule } from '@concord/persistence';
import type { TableMap } from '@concord/table-maps';
import { useStack } from '@concord/testing';
import { dataverse, deletedIn, finance, GivenLink } from '../../test/model/given-link';
import { thingsMap } from '../../test/model/things.map';
import { syncEngineMigrations } from '../migrations/migrations';
import { decideOutcome, isOfPlainCreate, markOf } from '../outcomes/decide-outcome';
import { toldOf } from '../publishing/link-message-of';
import { planOf } from '../reconcile/map-plan';
import { createdAsAsked, type CreateApplied } from './created-as-asked';
import { copyOf, type Link } from './link';
import { LinkRepository } from './link.repository';
import type { ToldLink } from './told-link';

/** Without columns that one side alone may change: nothing follows from a create. */
const plain = (map: TableMap): TableMap => ({ ...map, fields: map.fields.filter(({ direction }) => direction === 'both') });
const map = plain(thingsMap({ creates: 'both', master: 'dataverse', onDelete: 'delete' }));

const steps: Readonly<Record<string, (link: GivenLink, version: number) => GivenLink>> = {
  edit: (link, version) => link.sees(dataverse(version, { name: `name ${version}` })),
  'edit in Finance': (link, version) => link.sees(finance(version, { Name: `Name ${version}` })),
  echo: (link, version) => link.sees(finance(version)),
  delete: (link, version) => link.sees(deletedIn('dataverse', version)),
  filtered: (link, version) => link.sees(dataverse(version, { hidden: 'Yes' })),
  'waits for its parent': (link, version) => link.sees(dataverse(version, { parent: 'nobody' })),
  refusal: (link) => link.refuses('finance', 'permanent'),
  throttled: (link) => link.refuses('finance', 'throttled'),
  applied: (link, version) => link.hears('finance', { status: 'applied', key: { Number: 'k' }, id: 'k', version: String(version) }),
  'applied in Dataverse': (link, version) =>
    link.hears('dataverse', { status: 'applied', key: { thingid: 'guid' }, id: 'guid', version: String(version) }),
  retry: (link) => link.isRetriedBy('operator'),
};

/** What a link may say besides, whether or not some history leads there. */
const traits: Readonly<Record<string, (link: Link) => void>> = {
  'tried before': (link) => (link.attempts = 2),
  'a reason': (link) => (link.reason = 'somebody said so'),
  'another key claimed': (link) => (link.claimedKey = 'l'),
  'gone in Dataverse': (link) => (link.gone = 'dataverse'),
  'a conflict': (link) => (link.lastConflict = { at: 1, fields: [] }),
  failed: (link) => (link.status = 'failed'),
  excluded: (link) => (link.status = 'excluded'),
  deleted: (link) => (link.status = 'deleted'),
  'known in Finance': ({ finance: side }) => (side.known = { Number: 'k', Cost: 'former' }),
  'answered in Finance': ({ finance: side }) => (side.settled = side.revision),
  'asked to update': ({ finance: side }) => side.desired && (side.desired = { ...side.desired, op: 'update' }),
  'asked to delete': ({ finance: side }) => side.desired && (side.desired = { ...side.desired, op: 'delete' }),
  'asked for nothing': ({ finance: side }) => {
    if (!side.desired) return;
    side.desired = { ...side.desired, values: {} };
    side.sent = { last: side.desired.values, earlier: null };
  },
  'more to be given later': ({ finance: side }) => side.desired && (side.desired = { ...side.desired, later: ['Main'] }),
  'corrected in Dataverse': ({ dataverse: side }) => (side.corrected = { name: { value: 'a', wanted: 'b', insists: true } }),
  'nothing known in Dataverse': ({ dataverse: side }) => (side.known = null),
  'held in Dataverse': ({ dataverse: side }) => (side.held = { version: 99n, row: { ...side.known, name: 'held' } }),
  'asked of Dataverse': ({ dataverse: side }) => {
    side.revision += 1;
    side.desired = { op: 'update', values: { name: 'b' } };
    side.sent = { last: side.desired.values, earlier: null };
  },
  'refused by Dataverse': ({ dataverse: side }) => {
    side.desired = { op: 'update', values: { name: 'b' } };
    side.sent = { last: side.desired.values, earlier: null };
  },
};

const histories = fc.record({
  traits: fc.uniqueArray(fc.constantFrom(...Object.keys(traits)), { maxLength: 2 }),
  began: fc.constantFrom<System>('dataverse', 'finance'),
  then: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 4 })),
  system: fc.constantFrom<System>('finance', 'finance', 'finance', 'dataverse'),
  lag: fc.constantFrom(0, 0, 0, 1),
  key: fc.constantFrom('k', 'k', 'K', 'other'),
  version: fc.option(fc.constantFrom('1', '50', '9007199254740993'), { nil: undefined }),
});

describe('creates that were applied as asked', () => {
  const stack = useStack();
  const repository = new LinkRepository();
  let app: INestApplicationContext;
  let database: Database;

  beforeAll(async () => {
    app = await NestFactory.createApplicationContext(
      PersistenceModule.forRoot({ url: stack.postgresUrl, schema: 'created', migrations: syncEngineMigrations }),
      { logger: false },
    );
    database = app.get(Database);
  });
  afterAll(() => app.close());

  const answerOf = (link: Link, system: System, key: string, lag = 0, version?: string): CreateApplied => {
    const id = system === 'finance' ? key.toLowerCase() : (link.dataverse.id ?? 'guid');
    return {
      system,
      map: 'things',
      link: link.id,
      revision: Math.max(1, link[system].revision - lag),
      status: 'applied',
      key: system === 'finance' ? { Number: key } : { thingid: id },
      id,
      ...(version === undefined ? {} : { version }),
    };
  };
  const noted = async (link: Link, answer: CreateApplied): Promise<{ told: ToldLink[]; stored: Link | undefined }> => {
    await database.query('TRUNCATE link');
    return database.transaction(async (tx) => {
      await repository.save(tx, [link]);
      const told = await createdAsAsked(tx, answer.system, [answer], markOf);
      return { told, stored: (await repository.ofIds(tx, [link.id]))[0] };
    });
  };
  const decided = (link: Link, answer: OutcomeMessage): Link =>
    decideOutcome(link, answer, { map, resolve: () => undefined, now: 1, random: 1 }).link;

  it('are noted, and told of', async () => {
    const { link } = new GivenLink({}, plain).sees(dataverse(2));
    const answer = answerOf(link, 'finance', 'k', 0, '7');
    expect(isOfPlainCreate(answer, planOf(map))).toBe(true);
    const { told, stored } = await noted(link, answer);
    expect(stored?.finance.known).toMatchObject({ Number: 'k', Name: 'a' });
    expect(stored?.status).toBe('synced');
    expect(told).toEqual([toldOf(decided(link, answer))]);
  });

  it('become what a decision would make of them; whatever it might decide otherwise is left alone', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(histories, async ({ began, then, traits: named, system, lag, key, version }) => {
        const first = new GivenLink({}, plain).sees(began === 'dataverse' ? dataverse(2) : finance(2));
        const link = copyOf(then.reduce((given, step, at) => steps[step]?.(given, 10 + at) ?? given, first).link);
        for (const trait of named) traits[trait]?.(link);
        const answer = answerOf(link, system, key, lag, version);
        // As it comes from the database: when an unanswered link is due is told by its publication.
        const { stored: asStored } = await noted(link, { ...answer, revision: 1_000 });
        const before = asStored ?? link;
        const { told, stored } = await noted(before, answer);
        if (told.length === 0) expect(stored).toEqual(before);
        else {
          count += 1;
          const expected = decided(copyOf(before), answer);
          expect(stored).toEqual(expected);
          expect(told).toEqual([toldOf(expected)]);
        }
      }),
      { numRuns: 300 },
    );
    expect(count).toBeGreaterThan(10);
  });

  it('are not for maps where more may follow: columns that the other system alone may set', () => {
    const whole = thingsMap({ creates: 'both', master: 'dataverse', onDelete: 'delete' });
    const { link } = new GivenLink().sees(dataverse(2));
    expect(isOfPlainCreate(answerOf(link, 'finance', 'k'), planOf(whole))).toBe(false);
  });
});
