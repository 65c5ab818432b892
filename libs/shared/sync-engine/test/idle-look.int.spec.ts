import { randomUUID } from 'node:crypto';
import { useStack } from '@concord/testing';
import { LinkRepository } from '../src/links/link.repository';
import { Sweeper } from '../src/publishing/sweeper';
import { AreaInTest } from './model/area-in-test';
import { companiesMap, customersMap, rolesMap } from './model/small-maps';

const [link, publication] = [randomUUID(), randomUUID()];
const aPublication = (kind: 'writes' | 'links'): string =>
  `INSERT INTO publication (id, map, kind, links, due_at) VALUES (gen_random_uuid(), 'accounts', '${kind}', '{}', now())`;
const aLinkThatIsDue = `
  INSERT INTO link (id, map, scope, status, dataverse_version, dataverse_revision, dataverse_settled, finance_version, finance_revision, finance_settled, due_at)
  VALUES ('${link}', 'accounts', '', 'waiting', 0, 0, 0, 0, 0, 0, now())`;
const aWriteInFlight = (settled: number): string => `
  INSERT INTO link (id, map, scope, integration_key, status, dataverse_version, dataverse_revision, dataverse_settled, finance_version, finance_revision, finance_settled)
  VALUES ('${link}', 'accounts', '', 'usmf|1', 'pending', 0, 0, 0, 0, 1, ${settled})`;
const itsPublication = `
  INSERT INTO publication (id, map, kind, links, due_at) VALUES ('${publication}', 'accounts', 'writes', '{${link}}', now() - interval '1 minute')`;
const aTableToRead = `INSERT INTO table_read (run, map, system, place, status) VALUES (gen_random_uuid(), 'accounts', 'dataverse', 1, 'queued')`;
const aMapBeingResumed = `INSERT INTO map_state (map, resume_cursor) VALUES ('accounts', '00000000-0000-0000-0000-000000000000')`;
const aMapThatIsPaused = `INSERT INTO map_state (map, paused_at) VALUES ('accounts', now())`;

describe('a look after unfinished links', () => {
  const stack = useStack();
  let area: AreaInTest;

  beforeAll(async () => {
    jest.spyOn(Sweeper.prototype, 'wake').mockImplementation(); // only this spec looks, none by the clock
    area = new AreaInTest(stack, [rolesMap, customersMap, companiesMap]);
    await area.start();
  }, 60_000);
  beforeEach(async () => {
    for (const table of ['publication', 'link', 'table_read', 'map_state']) await area.database.query(`DELETE FROM ${table}`);
  });
  afterAll(() => area.stop());

  const look = async (): Promise<{ statements: number; transactions: number }> => {
    const statements = jest.spyOn(area.database, 'query');
    const transactions = jest.spyOn(area.database, 'transaction');
    await area.app.get(Sweeper).sweep();
    const made = { statements: statements.mock.calls.length, transactions: transactions.mock.calls.length };
    statements.mockRestore();
    transactions.mockRestore();
    return made;
  };
  const onlyTheQuestion = { statements: 1, transactions: 0 };

  it('asks one question where nothing is due', async () => {
    expect(await look()).toEqual(onlyTheQuestion);
  });

  it.each([
    ['a link', aLinkThatIsDue],
    ['writes without an answer', aPublication('writes')],
    ['links that were not announced', aPublication('links')],
    ['a table to be read', aTableToRead],
    ['a map being resumed', aMapBeingResumed],
  ])('does its work when %s is due', async (_, due) => {
    await area.database.query(due);
    expect((await look()).transactions).toBeGreaterThan(0);
  });

  it('forgets publications whose writes were answered, without their links being read', async () => {
    const reads = jest.spyOn(area.app.get(LinkRepository), 'ofIds');
    await area.database.query(aWriteInFlight(1));
    await area.database.query(itsPublication);
    for (let more = 0; more < 30; more += 1) await area.database.query(aPublication('writes'));
    await look();
    expect(reads).not.toHaveBeenCalled();
    expect(await area.database.query('SELECT id FROM publication')).toEqual([]);
  });

  it('keeps the one whose write has no answer yet, among others that do', async () => {
    await area.database.query(aWriteInFlight(0));
    await area.database.query(itsPublication);
    for (let more = 0; more < 30; more += 1) await area.database.query(aPublication('writes'));
    await look();
    expect(await area.database.query('SELECT id FROM publication')).toEqual([{ id: publication }]);
  });

  it('leaves alone what waits because its map is paused', async () => {
    for (const statement of [aMapThatIsPaused, aLinkThatIsDue, aPublication('writes')]) await area.database.query(statement);
    expect(await look()).toEqual(onlyTheQuestion);
  });
});
