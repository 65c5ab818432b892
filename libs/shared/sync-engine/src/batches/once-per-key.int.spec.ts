import { useStack } from '@concord/testing';
import { AreaInTest } from '../../test/model/area-in-test';
import { appliesFor } from '../../test/model/answers';
import { companiesMap } from '../../test/model/small-maps';
import type { Change } from '../changes/decide-change';
import { newLink } from '../links/link';
import { LinkRepository } from '../links/link.repository';
import { nameBasedUuid } from '../links/name-based-uuid';

const company = (n: number): Change => ({
  system: 'finance',
  id: `c${n}`,
  key: { Code: `c${n}` },
  version: 10n,
  row: { Code: `c${n}`, Name: `Company ${n}` },
});

describe('a batch of new links', () => {
  const stack = useStack();
  let area: AreaInTest;

  beforeAll(async () => {
    area = new AreaInTest(stack, [companiesMap]);
    area.answer = appliesFor([companiesMap]);
    await area.start();
  }, 60_000);
  afterAll(() => area.stop());

  it('of which one is there already, though nothing tells of it, passes whole and goes over it (I8)', async () => {
    // What another replica stored between this one's reading and its storing is there like this: by its id, under no name that was looked for.
    const there = newLink(nameBasedUuid('link', 'cdm_companies', '', 'finance', 'c2', '10'), 'cdm_companies', '');
    await area.database.transaction((tx) => area.app.get(LinkRepository).save(tx, [{ ...there, reason: 'left' }]));
    await area.publish({ system: 'finance', table: 'LegalEntities' }, [1, 2, 3].map(company));
    const links = await area.until('synced', 3);
    expect(links.map(({ finance }) => finance.id).sort()).toEqual(['c1', 'c2', 'c3']);
    expect(links.find(({ id }) => id === there.id)).toMatchObject({ integrationKey: 'c2', reason: null });
  });
});
