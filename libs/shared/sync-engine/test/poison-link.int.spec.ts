import { useStack } from '@concord/testing';
import { Retrier } from '../src/retry/retrier';
import { appliesFor } from './model/answers';
import { AreaInTest, seen } from './model/area-in-test';
import { companiesMap, customersMap, rolesMap } from './model/small-maps';

const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const maps = [rolesMap, customersMap, companiesMap];
const [company, poisoned] = [guid(1), guid(13)];

describe('a link that cannot be taken up', () => {
  const stack = useStack();
  let area: AreaInTest;

  beforeAll(async () => {
    area = new AreaInTest(stack, maps);
    await area.start();
    area.answer = appliesFor(maps);
  }, 60_000);
  afterAll(() => area.stop());

  it('is put aside, and holds up no other (I8)', async () => {
    await area.publish(
      { system: 'dataverse', table: 'accounts' },
      Array.from({ length: 20 }, (_, n) => ({
        system: 'dataverse' as const,
        id: guid(10 + n),
        key: { accountid: guid(10 + n) },
        version: 10n,
        row: { accountid: guid(10 + n), company, number: `A-${n}`, name: `Name ${n}`, group: 'g' },
      })),
    );
    await area.until('waiting', 20, 'accounts');

    const retrier = area.app.get(Retrier);
    const retry = retrier.retry.bind(retrier);
    jest.spyOn(retrier, 'retry').mockImplementation((tx, links, by) => {
      if (links.some(({ dataverse }) => dataverse.id === poisoned)) throw new Error('a link nobody can decide');
      return retry(tx, links, by);
    });
    await area.publish({ system: 'dataverse', table: 'cdm_companies' }, [
      {
        system: 'dataverse',
        id: company,
        key: { companyid: company },
        version: 10n,
        row: { companyid: company, code: 'USMF', name: 'Company' },
      },
    ]);
    await seen(async () => (await area.links({ map: 'cdm_companies' }))[0], 'the half in Dataverse to be known');
    await area.publish({ system: 'finance', table: 'LegalEntities' }, [
      { system: 'finance', id: 'usmf', key: { Code: 'USMF' }, version: 10n, row: { Code: 'USMF', Name: 'Company' } },
    ]);
    await seen(async () => (await area.links({ map: 'accounts', status: 'synced' })).length === 19, 'the others to be in step');
    expect(await area.links({ map: 'accounts', status: 'waiting' })).toMatchObject([{ dataverse: { id: poisoned } }]);
  });
});
