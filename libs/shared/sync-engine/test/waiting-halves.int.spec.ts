import { DataverseTable, FinanceTable, IsGuid, IsLookup, IsText, recordIdOf, type Row } from '@concord/contracts';
import { defineLookupTable, defineTableMap, reference } from '@concord/table-maps';
import { useStack } from '@concord/testing';
import { AreaInTest, seen } from './model/area-in-test';

@DataverseTable('groups', 'groupid')
class DataverseGroup {
  @IsGuid() readonly groupid!: string;
  @IsText() readonly name?: string | null;
}

@FinanceTable('Units', ['Symbol'])
class FinanceUnit {
  @IsText() readonly Symbol!: string;
  @IsText() readonly Group?: string | null;
}

@DataverseTable('units', 'unitid')
class DataverseUnit {
  @IsGuid() readonly unitid!: string;
  @IsText() readonly symbol?: string | null;
  @IsLookup('groups') readonly group?: string | null;
}

const groupsTable = defineLookupTable<DataverseGroup>({
  name: 'Groups',
  dataverse: DataverseGroup,
  finance: 'Groups',
  integrationKey: [['Group', 'name']],
});

const unitsMap = defineTableMap<FinanceUnit, DataverseUnit>({
  name: 'Units',
  version: '1',
  finance: FinanceUnit,
  dataverse: DataverseUnit,
  integrationKey: [['Symbol', 'symbol']],
  prerequisites: ['groups'],
  initialSync: { required: true, master: 'finance' },
  creates: 'finance',
  onDelete: 'keep',
  fields: (field) => [field('Group', '>>', 'group', reference('groups'))],
});

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

describe('two halves of a record, in the database', () => {
  const stack = useStack();
  let area: AreaInTest;

  beforeAll(async () => {
    area = new AreaInTest(stack, [groupsTable, unitsMap]);
    area.answer = (write, system) => ({
      system,
      map: write.map,
      link: write.link,
      revision: write.revision,
      status: 'applied',
      key: write.key,
      id: recordIdOf(system, unitsMap[system].key, write.key),
      version: '1000',
    });
    await area.start();
  }, 60_000);
  afterAll(() => area.stop());

  const inDataverse = (table: string, id: string, row: Row) =>
    area.publish({ system: 'dataverse', table }, [
      { system: 'dataverse', id, key: { [`${table.slice(0, -1)}id`]: id }, version: 10n, row },
    ]);
  const units = (status: 'waiting' | 'excluded' | 'synced') =>
    seen(async () => (await area.links({ map: 'units', status }))[0], `a unit to be ${status}`);

  it('become one when the first waits for a reference while the second comes (I3, I5)', async () => {
    await area.publish({ system: 'finance', table: 'Units' }, [
      { system: 'finance', id: 'hr', key: { Symbol: 'hr' }, version: 10n, row: { Symbol: 'hr', Group: 'Time' } },
    ]);
    await units('waiting');
    await inDataverse('units', guid(1), { unitid: guid(1), symbol: 'hr', group: null });
    await units('excluded');
    await inDataverse('groups', guid(2), { groupid: guid(2), name: 'Time' });
    const one = await units('synced');
    expect(one).toMatchObject({ integrationKey: 'hr', dataverse: { id: guid(1) }, finance: { id: 'hr' } });
    expect(await area.links({ map: 'units' })).toHaveLength(1);
    expect(area.writes.map(({ write }) => [write.op, write.values])).toEqual([['update', { group: guid(2) }]]);
  });

  it('are not two links of one record, when a Finance record changes while it waits for a reference (I3)', async () => {
    const unit = (version: bigint, group: string) =>
      area.publish({ system: 'finance', table: 'Units' }, [
        { system: 'finance', id: 'day', key: { Symbol: 'day' }, version, row: { Symbol: 'day', Group: group } },
      ]);
    await unit(20n, 'Long');
    await units('waiting');
    await unit(30n, 'Longer');
    await seen(
      async () => (await area.links({ record: 'day' })).find(({ waitingFor }) => waitingFor[0]?.id === 'longer'),
      'the newer group to be waited for',
    );
    expect(await area.links({ record: 'day' })).toHaveLength(1);
    await inDataverse('groups', guid(3), { groupid: guid(3), name: 'Longer' });
    await seen(async () => (await area.links({ record: 'day', status: 'synced' }))[0], 'the unit to be synced');
    expect(await area.links({ record: 'day' })).toHaveLength(1);
  });
});
