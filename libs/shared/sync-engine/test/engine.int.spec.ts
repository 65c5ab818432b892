import { useStack } from '@concord/testing';
import type { Change } from '../src/changes/decide-change';
import { LinkRepository } from '../src/links/link.repository';
import { Sweeper } from '../src/publishing/sweeper';
import { appliesFor } from './model/answers';
import { AreaInTest, seen } from './model/area-in-test';
import { companiesMap, customersMap, rolesMap } from './model/small-maps';

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const maps = [rolesMap, customersMap, companiesMap];
const accounts = { system: 'dataverse' as const, table: 'accounts' };

const company = (n: number, code: string): Change => ({
  system: 'finance',
  id: code.toLowerCase(),
  key: { Code: code },
  version: BigInt(n),
  row: { Code: code, Name: `Company ${code}` },
});

const account = (n: number, version: number, name: string, companyGuid: string, group = 'g'): Change => ({
  system: 'dataverse',
  id: guid(n),
  key: { accountid: guid(n) },
  version: BigInt(version),
  row: { accountid: guid(n), company: companyGuid, number: `A-${n}`, name, group },
});

const applies = appliesFor(maps);

describe('an area over Kafka and PostgreSQL', () => {
  const stack = useStack();
  let area: AreaInTest;
  let usmf: string;

  beforeAll(async () => {
    area = new AreaInTest(stack, maps);
    await area.start();
    area.answer = applies;
    await area.publish({ system: 'finance', table: 'LegalEntities' }, [company(10, 'USMF')]);
    const [link] = await area.until('synced', 1, 'cdm_companies');
    usmf = link?.dataverse.id ?? '';
  }, 60_000);
  afterAll(() => area.stop());

  it('brings a change to the other side, and tells the link; the trace and the environment come along', async () => {
    const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', ce_environment: '00ff00ff00ff00ff' };
    await area.publish(accounts, [account(1, 2, 'One', usmf)], headers);
    const synced = await seen(async () => (await area.links({ map: 'accounts', record: guid(1), status: 'synced' }))[0]);
    expect(synced).toMatchObject({ finance: { id: 'usmf|a-1', known: { Name: 'One' } }, trace: headers.traceparent });
    const sent = area.writes.find(({ write }) => write.link === synced.id);
    expect(sent).toMatchObject({
      write: { op: 'create', key: { dataAreaId: 'usmf', Account: 'A-1' }, values: { Name: 'One', Group: 'g' } },
      headers,
    });
    await seen(() => area.announced.find(({ link, status }) => link === synced.id && status === 'synced'));
  });

  it('takes thousands in, each once, and writes nothing for one that comes again', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) => account(1_000 + n, 10, `Name ${n}`, usmf));
    await area.publish(accounts, many);
    await area.publish(accounts, many);
    await area.until('synced', 3_001, 'accounts');
    const writes = area.writes.filter(({ write }) => write.map === 'accounts' && String(write.key['Account']).length === 6);
    expect(writes).toHaveLength(3_000);
  }, 60_000);

  it('lets a record wait for its reference, visibly, and releases it when it comes (I6)', async () => {
    // The company exists in Dataverse under a Guid that Concord does not know yet.
    await area.publish(accounts, [account(20, 2, 'Early', guid(900))]);
    const [waiting] = await area.until('waiting', 1, 'accounts');
    expect(waiting).toMatchObject({ waitingFor: [{ map: 'cdm_companies', system: 'dataverse', id: guid(900) }], integrationKey: null });
    expect(area.writes.some(({ write }) => write.link === waiting?.id)).toBe(false);

    area.answer = (write, system) =>
      write.op === 'create' && write.map === 'cdm_companies'
        ? { ...applies(write, system), id: guid(900), key: { companyid: guid(900) } }
        : applies(write, system);
    await area.publish({ system: 'finance', table: 'LegalEntities' }, [company(20, 'DEMF')]);
    const synced = await seen(async () => (await area.links({ record: 'demf|a-20', status: 'synced' }))[0]);
    expect(synced.finance.known).toMatchObject({ Name: 'Early' });
  });

  it('fails one record whose value the map does not know, and lets the others of its batch pass (I8)', async () => {
    await area.publish(accounts, [account(30, 2, 'Bad', usmf, 'unheard-of'), account(31, 2, 'Good', usmf)]);
    await seen(async () => (await area.links({ record: guid(31), status: 'synced' }))[0]);
    const [failed] = await area.links({ record: guid(30) });
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'UNMAPPED_VALUE', remedy: 'Extend the map.' } });
  });

  it('moves neither link nor offset when it crashes before the commit, and then does the batch again (I7)', async () => {
    const publisher = jest.spyOn(area.app.get(LinkRepository), 'save');
    let crashed = 0;
    publisher.mockImplementationOnce(async () => {
      crashed += 1;
      throw new Error('crash');
    });
    await area.publish(accounts, [account(40, 2, 'Crash', usmf)]);
    const synced = await seen(async () => (await area.links({ record: guid(40), status: 'synced' }))[0]);
    expect(crashed).toBe(1);
    expect(area.writes.filter(({ write }) => write.link === synced.id)).toHaveLength(1);
    publisher.mockRestore();
  });

  it('publishes a write again whose answer never came, after the time for answers; the first answer counts once', async () => {
    area.answer = () => null;
    await area.publish(accounts, [account(50, 2, 'Silence', usmf)]);
    const [pending] = await area.until('pending', 1, 'accounts');
    await seen(() => area.writes.some(({ write }) => write.link === pending?.id));
    area.answer = applies;
    await area.database.query(`UPDATE publication SET due_at = now() WHERE kind = 'writes'`);
    await area.app.get(Sweeper).sweep();
    await seen(async () => (await area.links({ record: guid(50), status: 'synced' }))[0]);
    const writes = area.writes.filter(({ write }) => write.link === pending?.id);
    expect(writes.map(({ write }) => [write.revision, write.again ?? false])).toEqual([
      [1, false],
      [1, true],
    ]);
  });

  it('takes changes in while a map is paused, and publishes each record once when it is resumed', async () => {
    expect((await area.admin<{ state: string }>('POST', 'maps/accounts/pause', { reason: 'month end, by Kim' })).body).toMatchObject({
      state: 'paused',
      reason: 'month end, by Kim',
    });
    const before = area.writes.length;
    await area.publish(accounts, [account(60, 2, 'First', usmf), account(61, 2, 'Other', usmf)]);
    await area.until('pending', 2, 'accounts');
    await area.publish(accounts, [account(60, 4, 'Second', usmf)]);
    await seen(async () => (await area.links({ record: guid(60) })).find(({ finance }) => finance.revision === 2));
    expect(area.writes).toHaveLength(before);

    await area.admin('POST', 'maps/accounts/resume');
    await seen(async () => (await area.links({ record: guid(60), status: 'synced' }))[0]);
    await seen(async () => (await area.links({ record: guid(61), status: 'synced' }))[0]);
    const writes = area.writes.slice(before).map(({ write }) => write.values?.['Name']);
    expect(writes.sort()).toEqual(['Other', 'Second']);
  });

  it('pauses a map that nothing can pass, with the reason, and goes on when it is resumed', async () => {
    area.answer = (write, system) => ({
      system,
      map: write.map,
      link: write.link,
      revision: write.revision,
      status: 'rejected',
      error: { code: 'PRIVILEGE_MISSING', kind: 'configuration', message: 'no right to write' },
    });
    await area.publish(accounts, [account(70, 2, 'Right', usmf)]);
    await seen(async () => (await area.admin<{ state: string }>('GET', 'maps/accounts')).body.state === 'paused');
    const { body } = await area.admin<{ reason: string }>('GET', 'maps/accounts');
    expect(body.reason).toBe('PRIVILEGE_MISSING: no right to write');
    area.answer = applies;
    await area.admin('POST', 'maps/accounts/resume');
    await seen(async () => (await area.links({ record: guid(70), status: 'synced' }))[0]);
  });

  it('gives a fanned-out record a half in each legal entity, and asks for the table again when one comes later', async () => {
    await area.publish({ system: 'dataverse', table: 'roles' }, [
      { system: 'dataverse', id: guid(80), key: { roleid: guid(80) }, version: 2n, row: { roleid: guid(80), number: 'R1', name: 'Role' } },
    ]);
    const links = await area.until('synced', 2, 'roles');
    expect(links.map(({ finance }) => finance.id).sort()).toEqual(['demf|r1', 'usmf|r1']);

    const asked = area.requests.filter(({ table, records }) => table === 'roles' && !records).length;
    area.answer = applies;
    await area.publish({ system: 'finance', table: 'LegalEntities' }, [company(30, 'FRRT')]);
    await seen(() => area.requests.filter(({ table, records }) => table === 'roles' && !records).length > asked);
    await area.publish({ system: 'dataverse', table: 'roles' }, [
      { system: 'dataverse', id: guid(80), key: { roleid: guid(80) }, version: 2n, row: { roleid: guid(80), number: 'R1', name: 'Role' } },
    ]);
    await area.until('synced', 3, 'roles');
  });

  it('shows a refused link with its cause, retries it, and dismisses another with a reason', async () => {
    area.answer = (write, system) => ({
      system,
      map: write.map,
      link: write.link,
      revision: write.revision,
      status: 'rejected',
      error: { code: 'VALIDATION_FAILED', kind: 'permanent', message: 'Group g is not there', remedy: 'Make the group.' },
    });
    await area.publish(accounts, [account(90, 2, 'Refused', usmf), account(91, 2, 'Refused too', usmf)]);
    await seen(async () => (await area.links({ map: 'accounts', status: 'failed', code: 'VALIDATION_FAILED' })).length === 2);
    const page = (
      await area.admin<{ links: { link: string; dataverseId: string; error: unknown }[] }>(
        'GET',
        'links?map=accounts&status=failed&code=VALIDATION_FAILED',
      )
    ).body.links;
    expect(page[0]?.error).toEqual({
      code: 'VALIDATION_FAILED',
      kind: 'permanent',
      message: 'Group g is not there',
      remedy: 'Make the group.',
    });
    const full = (await area.admin<object>('GET', `links/${page[0]?.link}`)).body;
    expect(full).toMatchObject({
      attempts: 1,
      finance: { revision: 1, settled: 1, desired: { op: 'create' } },
      dataverse: { known: { group: 'g' } },
    });

    area.answer = applies;
    expect((await area.admin('POST', `links/${page[0]?.link}/retry`)).status).toBe(200);
    await seen(async () => (await area.links({ record: page[0]?.dataverseId, status: 'synced' }))[0]);
    expect((await area.admin('POST', `links/${page[1]?.link}/dismiss`, { reason: 'not wanted, says Kim' })).body).toMatchObject({
      status: 'dismissed',
      reason: 'not wanted, says Kim',
    });
    expect((await area.admin('POST', `links/${page[1]?.link}/dismiss`, {})).status).toBe(400);
  });

  it('reads tables in the order of their prerequisites, and says how far it is', async () => {
    const before = area.requests.length;
    const { status, body } = await area.admin<{ run: string; tables: { map: string }[] }>('POST', 'initial-syncs', {
      maps: ['accounts', 'cdm_companies'],
    });
    expect(status).toBe(202);
    const own = (): string[] =>
      area.requests
        .slice(before)
        .filter(({ run }) => run === body.run)
        .map(({ system, table }) => `${system} ${table}`)
        .sort();
    await seen(() => own().length === 2);
    expect(own()).toEqual(['dataverse cdm_companies', 'finance LegalEntities']);
    await area.publishProgress({ run: body.run, system: 'dataverse', table: 'cdm_companies', status: 'read', rowsRead: 3, rowsTotal: 3 });
    await area.publishProgress({ run: body.run, system: 'finance', table: 'LegalEntities', status: 'read', rowsRead: 3, rowsTotal: 3 });
    await seen(() => own().length === 4);
    const progress = (
      await area.admin<{ status: string; tables: { map: string; status: string; rowsRead: number }[] }>('GET', `initial-syncs/${body.run}`)
    ).body;
    expect(progress).toMatchObject({ status: 'running' });
    expect(progress.tables.filter(({ map }) => map === 'cdm_companies')).toEqual([
      expect.objectContaining({ status: 'read', rowsRead: 3 }),
      expect.objectContaining({ status: 'read' }),
    ]);
  });

  it('describes its admin API', async () => {
    const document = (await (await fetch(`${area.url}/api-json`)).json()) as { paths: Record<string, unknown> };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/admin/maps',
        '/admin/links',
        '/admin/links/{link}',
        '/admin/links/{link}/dismiss',
        '/admin/initial-syncs/{run}',
      ]),
    );
  });

  it('tells records by map and status, and the age of the oldest change, to whoever watches', async () => {
    const metrics = await (await fetch(`${area.url}/metrics`)).text();
    expect(metrics).toMatch(/concord_records\{map="accounts",status="synced"\} \d+/);
    expect(metrics).toMatch(/concord_oldest_unapplied_change_seconds\{map="accounts"\} /);
  });
});
