import { withinLegalEntities } from '@concord/table-maps';
import { recordIdOf, type Row, type System } from '@concord/contracts';
import { useStack } from '@concord/testing';
import { appliesFor, drawVersion } from './model/answers';
import { AreaInTest, seen } from './model/area-in-test';
import { companiesMap, customersMap, rolesMap } from './model/small-maps';

const maps = [companiesMap, customersMap, rolesMap];
const taking = (listed: string) => withinLegalEntities(maps, listed, 'CONCORD_LEGAL_ENTITIES');

const applies = appliesFor(maps);

describe('legal entities that take part', () => {
  const stack = useStack();
  let area: AreaInTest;
  const publish = (system: System, table: string, keys: readonly string[], row: Row) =>
    area.publish({ system, table }, [
      {
        system,
        id: recordIdOf(system, keys, row),
        key: Object.fromEntries(keys.map((key) => [key, row[key] ?? null])),
        version: BigInt(drawVersion()),
        row,
      },
    ]);
  const boot = async (listed: string): Promise<void> => {
    await area.service?.stop();
    area.maps = taking(listed);
    area.service = await area.startArea();
  };

  beforeAll(async () => {
    area = new AreaInTest(stack, taking('usmf'));
    area.answer = applies;
    await area.start();
    for (const Code of ['usmf', 'demf']) await publish('finance', 'LegalEntities', ['Code'], { Code, Name: Code });
    await area.until('synced', 2, 'cdm_companies');
    for (const dataAreaId of ['usmf', 'demf'])
      await publish('finance', 'Customers', ['dataAreaId', 'Account'], { dataAreaId, Account: 'C-1', Name: dataAreaId, Group: 'g' });
    await publish('dataverse', 'roles', ['roleid'], { roleid: 'role', number: 'R-1', name: 'Developer' });
  }, 60_000);
  afterAll(() => area.stop());

  it('are the ones that are named; records of others say so', async () => {
    await Promise.all([area.until('synced', 1, 'accounts'), area.until('synced', 1, 'roles')]);
    const excluded = [...(await area.until('excluded', 1, 'accounts')), ...(await area.until('excluded', 1, 'roles'))];
    expect(excluded.map(({ reason }) => reason)).toEqual(Array(2).fill('legal entity demf is not switched on (CONCORD_LEGAL_ENTITIES)'));
  });

  it('bring their records along when they are switched on, though nobody touches or reads one (I1)', async () => {
    await boot('usmf,demf');
    await Promise.all([area.until('synced', 2, 'accounts'), area.until('synced', 2, 'roles')]);
    expect(await area.links({ status: 'excluded' })).toEqual([]);
  });

  it('are looked at only when the list has changed', async () => {
    await area.database.query(`UPDATE link SET status = 'excluded', attention = 'excluded', due_at = NULL WHERE map = 'accounts'`);
    await boot('DEMF,usmf');
    expect(await area.database.query(`SELECT 1 FROM link WHERE attention = 'excluded' AND due_at IS NULL`)).toHaveLength(2);
    await boot('');
    await seen(async () => (await area.links({ status: 'excluded' })).length === 0);
  });
});
