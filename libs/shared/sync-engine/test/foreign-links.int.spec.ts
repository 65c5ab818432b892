import { recordIdOf, type LinkMessage, type Row } from '@concord/contracts';
import { useStack } from '@concord/testing';
import type { Change } from '../src/changes/decide-change';
import { LookAgain } from '../src/waiting/look-again';
import { appliesFor } from './model/answers';
import { AreaInTest, seen } from './model/area-in-test';
import { expensesMap, foreignProjects, foreignRoles, foreignTasks, materialsMap, unitsMap } from './model/estimate.maps';

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const maps = [expensesMap, materialsMap, unitsMap];
const estimates = { system: 'dataverse' as const, table: 'estimates' };

let version = 0n;
const change = (table: string, id: string, values: Row): Change => {
  const key = { [`${table}id`]: id };
  return { system: 'dataverse', id, key, version: (version += 2n), row: { ...key, ...values } };
};
const estimate = (n: number, values: Row = {}): Change =>
  change('estimate', guid(n), { kind: 'expense', project: guid(100), task: null, unit: null, role: null, ...values });

let said = Date.parse('2026-01-01T00:00:00Z');
const linkOf = (map: string, n: number, financeKey: Row | null, shared?: Row): LinkMessage => ({
  area: 'setup-sync',
  map,
  link: guid(n),
  status: financeKey ? 'synced' : 'deleted',
  dataverseId: guid(n),
  ...(financeKey ? { financeKey, financeId: recordIdOf('finance', Object.keys(financeKey), financeKey) } : {}),
  ...(shared ? { shared } : {}),
  revision: 1,
  settledRevision: 1,
  updatedAt: new Date((said += 1000)).toISOString(),
});
const project = (n: number, id: string): LinkMessage => linkOf('projects', n, { dataAreaId: 'usmf', ProjectId: id });
const task = (n: number, name: string): LinkMessage =>
  linkOf('tasks', n, { dataAreaId: 'usmf', ProjectId: 'P-1', TaskId: `T${n}` }, { TaskName: name });

const role = (link: number, scope: string, RoleId: string): LinkMessage => ({
  ...linkOf('roles', link, { dataAreaId: scope, RoleId }),
  dataverseId: guid(400),
  scope,
});

const applies = appliesFor(maps);

describe('records of other areas', () => {
  const stack = useStack();
  let area: AreaInTest;
  const synced = (n: number, map = expensesMap.id) =>
    seen(async () => (await area.links({ map, record: guid(n), status: 'synced' }))[0], `estimate ${n} to be synced`);

  beforeAll(async () => {
    area = new AreaInTest(stack, maps, [foreignProjects, foreignTasks, foreignRoles]);
    area.answer = applies;
    await area.start();
    await area.publishLinks([project(100, 'P-1')]);
  }, 60_000);
  afterAll(() => area.stop());

  it('are referred to as own ones are: by key and by what they share, and are waited for visibly (I6)', async () => {
    await area.publish(estimates, [estimate(1, { task: guid(200) })]);
    await seen(async () => {
      const [waiting] = await area.links({ map: expensesMap.id, record: guid(1), status: 'waiting' });
      return waiting?.waitingFor.length === 1 && waiting.waitingFor[0]?.map === 'tasks' && waiting.waitingFor[0].id === guid(200);
    }, 'the estimate to wait for its task alone');
    await area.publishLinks([task(200, 'Build')]);
    expect((await synced(1)).finance.known).toMatchObject({ dataAreaId: 'usmf', ProjectId: 'P-1', Description: 'Build' });
  });

  it('are what was said of them last, in whatever order it is heard; one that is gone is waited for again', async () => {
    const older = task(201, 'Old');
    const newer = task(201, 'New');
    await area.publishLinks([newer, older, newer]);
    await area.publishLinks([task(202, 'Gone'), linkOf('tasks', 202, null)]);
    await area.publish(estimates, [estimate(2, { task: guid(201) }), estimate(3, { task: guid(202) })]);
    expect((await synced(2)).finance.known).toMatchObject({ Description: 'New' });
    await seen(async () => (await area.links({ map: expensesMap.id, record: guid(3), status: 'waiting' }))[0]);
    await area.publishLinks([task(202, 'Back')]);
    expect((await synced(3)).finance.known).toMatchObject({ Description: 'Back' });
  });

  it('bring what was made of them along when they change what they share (I1)', async () => {
    await area.publishLinks([task(203, 'First')]);
    await area.publish(estimates, [estimate(4, { task: guid(203) }), estimate(5, { task: guid(200) })]);
    await Promise.all([synced(4), synced(5)]);
    const before = area.writes.length;
    await area.publishLinks([task(203, 'Second')]);
    await seen(async () => (await synced(4)).finance.known?.['Description'] === 'Second');
    expect(area.writes.slice(before).map(({ write }) => write.values)).toEqual([{ Description: 'Second' }]);
  });

  it('bring along, too, what a transaction made of the former value and committed only after the change (I1)', async () => {
    // As such a transaction would have left it.
    const [stale] = await area.links({ map: expensesMap.id, record: guid(4) });
    const known = JSON.stringify({ ...stale?.finance.known, Description: 'First' });
    await area.database.query('UPDATE link SET finance_known = $2 WHERE id = $1', [stale?.id, known]);
    await area.database.query('UPDATE look_again SET due_at = now()');
    await area.app.get(LookAgain).look();
    await seen(async () => (await synced(4)).finance.known?.['Description'] === 'Second');
    expect(await area.database.query('SELECT 1 FROM look_again')).toEqual([]);
  });

  it('of the own area share likewise', async () => {
    const units = { system: 'dataverse' as const, table: 'units' };
    await area.publish(units, [change('unit', guid(300), { number: 'U1', symbol: 'h' })]);
    await area.publish(estimates, [estimate(6, { unit: guid(300) })]);
    expect((await synced(6)).finance.known).toMatchObject({ Unit: 'h' });
    await seen(() => area.announced.find(({ map, shared }) => map === 'units' && shared?.['Symbol'] === 'h'));
    await area.publish(units, [change('unit', guid(300), { number: 'U1', symbol: 'hour' })]);
    await seen(async () => (await synced(6)).finance.known?.['Unit'] === 'hour');
  });

  it('that have a half in each legal entity are those of the row that refers to them, and are waited for there (I6)', async () => {
    await area.publishLinks([role(401, 'demf', 'Entwickler')]);
    await area.publish(estimates, [estimate(9, { role: guid(400) })]);
    await seen(
      async () => (await area.links({ map: expensesMap.id, record: guid(9), status: 'waiting' }))[0]?.waitingFor[0]?.map === 'roles',
    );
    await area.publishLinks([role(402, 'usmf', 'Developer')]);
    expect((await synced(9)).finance.known).toMatchObject({ Role: 'Developer' });
  });

  it('of one table go to the map that takes them; the other shows why it does not', async () => {
    await area.publish(estimates, [estimate(7, { kind: 'material' })]);
    expect((await synced(7, materialsMap.id)).finance.id).toBe(`usmf|${guid(7)}`);
    const [other] = await area.links({ map: expensesMap.id, record: guid(7) });
    expect(other).toMatchObject({ status: 'excluded', reason: 'filter: only estimates of kind expense' });
    const sent = area.writes.filter(({ write }) => write.key['ImportId'] === guid(7));
    expect(sent.map(({ write }) => write.map)).toEqual([materialsMap.id]);
  });

  it('are read from the beginning by an area that declares their map later (I1)', async () => {
    // As a version that knew of no tasks would have left it.
    await area.database.query(`DELETE FROM foreign_link WHERE map = 'tasks'`);
    await area.database.query(`DELETE FROM known_map WHERE map = 'tasks'`);
    await area.service?.stop();
    area.service = await area.startArea();
    await area.publish(estimates, [estimate(8, { task: guid(203) })]);
    await seen(async () => (await synced(8)).finance.known?.['Description'] === 'Second');
  });
});
