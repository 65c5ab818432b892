import { type OutcomeMessage, type Row, type System, type WriteMessage } from '@concord/contracts';
import { useStack } from '@concord/testing';
import type { Change } from '../src/changes/decide-change';
import { appliesFor, drawVersion } from './model/answers';
import { AreaInTest, seen } from './model/area-in-test';
import { companiesMap, customersMap } from './model/small-maps';

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const maps = [companiesMap, customersMap];
let version = 0n;

const applies = appliesFor(maps);
const refuses = (write: WriteMessage, system: System): OutcomeMessage => ({
  system,
  map: write.map,
  link: write.link,
  revision: write.revision,
  status: 'rejected',
  error: { code: 'VALIDATION_FAILED', kind: 'permanent', message: 'no' },
});

describe('keys that change, in the database', () => {
  const stack = useStack();
  let area: AreaInTest;
  let company = '';
  const accounts = { system: 'dataverse' as const, table: 'accounts' };
  const account = (n: number, number: string, name = `Name ${n}`): Change => {
    const row: Row = { accountid: guid(n), company, number, name, group: 'g' };
    return { system: 'dataverse', id: guid(n), key: { accountid: guid(n) }, version: (version += 2n), row };
  };
  const one = (record: string, status: 'synced' | 'failed') =>
    seen(async () => (await area.links({ map: 'accounts', record, status }))[0], `${record} to be ${status}`);

  beforeAll(async () => {
    area = new AreaInTest(stack, maps);
    area.answer = applies;
    await area.start();
    await area.publish({ system: 'finance', table: 'LegalEntities' }, [
      { system: 'finance', id: 'usmf', key: { Code: 'USMF' }, version: 10n, row: { Code: 'USMF', Name: 'US' } },
    ]);
    const [link] = await area.until('synced', 1, 'cdm_companies');
    company = link?.dataverse.id ?? '';
  }, 60_000);
  afterAll(() => area.stop());

  it('to that of another record fail alone, and are looked at again; others of the batch pass (I3, I8)', async () => {
    area.answer = (write, system) => (write.key['Account'] === 'A-1' ? refuses(write, system) : applies(write, system));
    await area.publish(accounts, [account(1, 'A-1'), account(2, 'A-2')]);
    await Promise.all([one(guid(1), 'failed'), one(guid(2), 'synced')]);
    await area.publish(accounts, [account(1, 'A-2'), account(3, 'A-3')]);
    await one(guid(3), 'synced');
    const taken = await seen(async () => (await area.links({ map: 'accounts', code: 'DUPLICATE_INTEGRATION_KEY' }))[0]);
    expect(taken).toMatchObject({ dataverse: { id: guid(1) }, integrationKey: null });
    expect(taken.dueAt).not.toBeNull();

    await area.publish(accounts, [account(1, 'A-4')]);
    expect((await one(guid(1), 'synced')).integrationKey).toBe('usmf|a-4');
  });

  it('so that a create meets a record that is paired already refuse that create alone (I3, I8)', async () => {
    await area.publish(accounts, [account(10, 'B-1')]);
    await one(guid(10), 'synced');
    // Somebody has given the record in Dataverse the number of one that Finance is just telling of.
    area.answer = (write, system) =>
      system === 'dataverse' && write.values?.['number'] === 'B-2'
        ? { ...applies(write, system), status: 'exists', id: guid(10), key: { accountid: guid(10) }, row: account(10, 'B-2').row ?? {} }
        : applies(write, system);
    const inFinance = (number: string): Change => ({
      system: 'finance',
      id: `usmf|${number.toLowerCase()}`,
      key: { dataAreaId: 'usmf', Account: number },
      version: BigInt(drawVersion()),
      row: { dataAreaId: 'usmf', Account: number, Name: number, Group: 'g' },
    });
    await area.publish({ system: 'finance', table: 'Customers' }, [inFinance('B-2'), inFinance('B-3')]);
    await one('usmf|b-3', 'synced');
    expect((await one('usmf|b-2', 'failed')).error).toMatchObject({ code: 'DUPLICATE_INTEGRATION_KEY', kind: 'transient' });
    expect((await area.links({ map: 'accounts', record: guid(10) })).map(({ integrationKey }) => integrationKey)).toEqual(['usmf|b-1']);
  });

  it('and went to another record stay with it when the first one comes back', async () => {
    area.answer = applies;
    await area.publish(accounts, [account(20, 'C-1')]);
    await one(guid(20), 'synced');
    await area.publish(accounts, [{ ...account(20, 'C-1'), row: null }]);
    await seen(async () => (await area.links({ map: 'accounts', record: guid(20), status: 'deleted' }))[0], 'the deletion');
    await area.publish(accounts, [account(21, 'C-1')]);
    const { id } = await one(guid(21), 'synced');

    await area.publish(accounts, [account(20, 'C-9')]);
    expect((await one(guid(20), 'synced')).integrationKey).toBe('usmf|c-9');
    expect(await one(guid(21), 'synced')).toMatchObject({ id, integrationKey: 'usmf|c-1' });
  });
});
