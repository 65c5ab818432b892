import { recordClasses } from '@concord/contracts';
import { checkTableMaps } from '@concord/table-maps';
import { AllThere, comesBackTheSame, survivesAnyRow } from '@concord/table-maps/specs';
import { ids, known } from '../../test/known-records';
import { actualsMapIn } from './actuals.map';
import { actualsMapsIn } from './actuals-maps';
import { setupMaps } from './setup-maps';

const maps = actualsMapsIn('UTC');
const allThere = () => new AllThere(maps, setupMaps).resolve;

it('the maps fit together, and with those of setup-sync that they name', () => expect(() => checkTableMaps(maps, setupMaps)).not.toThrow());

describe.each(maps.map((map) => [map.id, map] as const))('%s', (_, map) => {
  it.each(['dataverse', 'finance'] as const)('never throws, whatever a row of %s holds, with everything there or nothing (I8)', (from) =>
    survivesAnyRow(map, from, allThere),
  );

  it('has a record class on each side it captures, in its registry', () => {
    const known = recordClasses.map(({ system, table }) => `${system} ${table}`);
    expect(known).toContain(`dataverse ${map.dataverse.table}`);
    if (map.finance.columns.length > 0) expect(known).toContain(`finance ${map.finance.table}`);
  });
});

it('a posted tax comes back the same, there and back again (I5)', () =>
  comesBackTheSame(actualsMapIn('UTC'), allThere, {
    finance: { dataAreaId: 'usmf', VoucherNumber: 'V-1' },
    dataverse: { msdyn_transactiontypecode: 192350006, msdyn_skipsync: false },
  }));

it('an actual of a legal entity that is not switched on stays in Dataverse, and says so', () => {
  const [actuals] = actualsMapsIn('UTC', 'GBPM').filter(({ id }) => id === 'msdyn_actuals');
  const actual = { msdyn_actualid: 'a', msdyn_actualimportid: 'b', msdyn_owningcompany: ids.uspm, msdyn_transactiontypecode: 192350006 };
  expect(actuals?.map('dataverse', actual, '', known)).toEqual({
    kind: 'excluded',
    by: 'legal entity uspm is not switched on (CONCORD_LEGAL_ENTITIES)',
  });
});
