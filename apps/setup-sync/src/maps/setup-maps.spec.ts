import { recordClasses } from '@concord/contracts';
import { AllThere, comesBackTheSame, survivesAnyRow } from '@concord/table-maps/specs';
import { setupMapsIn } from './setup-maps';

const maps = setupMapsIn('UTC');
const allThere = () => new AllThere(maps).resolve;

describe.each(maps.map((map) => [map.name, map] as const))('%s', (_, map) => {
  it.each(['dataverse', 'finance'] as const)('never throws, whatever a row of %s holds, with everything there or nothing (I8)', (from) =>
    survivesAnyRow(map, from, allThere),
  );

  it('has a record class on each side it captures, in its registry', () => {
    const known = recordClasses.map(({ system, table }) => `${system} ${table}`);
    expect(known).toContain(`dataverse ${map.dataverse.table}`);
    if (map.finance.columns.length > 0) expect(known).toContain(`finance ${map.finance.table}`);
  });
});

/** Lets customers of the right kind through the filter. */
const inScope = { finance: { PartyType: 'Organization', dataAreaId: 'usmf' }, dataverse: {} };

describe.each(maps.filter(({ fields }) => fields.some(({ direction }) => direction === 'both')).map((map) => [map.name, map] as const))(
  '%s',
  (_, map) => {
    it('gives the same values back, there and back again (I5)', () => comesBackTheSame(map, allThere, inScope));
  },
);
