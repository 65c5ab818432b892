import { recordIdOf, type Row, type WriteMessage } from '@concord/contracts';
import { useStack } from '@concord/testing';
import { AreaInTest, seen } from './model/area-in-test';
import { FakeSystem } from './model/fake-system';
import { productsMap } from './model/products.map';
import { companiesMap } from './model/small-maps';

const maps = [companiesMap, productsMap];
const companies = ['demf', 'frrt', 'usmf'];
const products = {
  dataverse: { system: 'dataverse' as const, table: 'products' },
  finance: { system: 'finance' as const, table: 'Products' },
};

describe('one Dataverse row of several legal entities', () => {
  const stack = useStack();
  const dataverse = new FakeSystem('dataverse', productsMap);
  const held: WriteMessage[] = [];
  let isHolding = false;
  let version = 1_000_000n;
  let area: AreaInTest;

  const release = (dataAreaId: string, ProductNumber: string, Price: string | null) => {
    const key = { dataAreaId, ProductNumber };
    return {
      system: 'finance' as const,
      id: recordIdOf('finance', productsMap.finance.key, key),
      key,
      version: (version += 2n),
      row: Price === null ? null : { ...key, Price },
    };
  };
  const inDataverse = (number: string): Row | undefined => [...dataverse.rows.values()].find(({ row }) => row['number'] === number)?.row;
  const echo = async (id: string | undefined): Promise<void> => {
    const change = dataverse.read(id ?? '');
    if (change) await area.publish(products.dataverse, [change]);
  };
  const atRest = (number: string, prices: Record<string, string>, price: string | undefined, state: string | null = null) =>
    seen(async () => {
      const links = (await area.links({ map: 'products' })).filter(({ integrationKey }) =>
        integrationKey?.endsWith(`|${number.toLowerCase()}`),
      );
      const isTold = links.every(({ scope, status, finance }) =>
        scope in prices ? status === 'synced' && finance.known?.['Price'] === prices[scope] : status === 'deleted' || status === 'excluded',
      );
      const row = inDataverse(number);
      return (
        isTold &&
        links.filter(({ scope }) => scope in prices).length === Object.keys(prices).length &&
        row?.['price'] === price &&
        row?.['state'] === state
      );
    }, `${number} to be at rest with the price ${price}`);

  beforeAll(async () => {
    area = new AreaInTest(stack, maps);
    area.answer = (write, system) => {
      if (write.map !== 'products')
        return {
          system,
          map: write.map,
          link: write.link,
          revision: write.revision,
          status: 'applied',
          key: write.key,
          id: String(Object.values(write.key)[0]),
          version: String((version += 2n)),
        };
      if (isHolding) {
        held.push(write);
        return null;
      }
      const outcome = dataverse.write(write, 'none');
      void echo(outcome.id);
      return outcome;
    };
    await area.start();
    await area.publish(
      { system: 'finance', table: 'LegalEntities' },
      companies.map((Code) => ({ system: 'finance', id: Code, key: { Code }, version: 10n, row: { Code, Name: Code } })),
    );
    await area.until('synced', companies.length, 'cdm_companies');
  }, 60_000);
  afterAll(() => area.stop());

  it('is made once, though they bring it in one batch, and holds what the first of them says (I3)', async () => {
    await area.publish(products.finance, [release('usmf', 'P1', '12'), release('frrt', 'P1', '11'), release('demf', 'P1', '10')]);
    await atRest('P1', { demf: '10', frrt: '11', usmf: '12' }, '10');
    expect(dataverse.rows.size).toBe(1);
  });

  it('is made once, too, where the second comes before the first is answered', async () => {
    isHolding = true;
    await area.publish(products.finance, [release('usmf', 'P2', '22')]);
    await seen(() => held.length === 1);
    await area.publish(products.finance, [release('frrt', 'P2', '21')]);
    await seen(() => held.length === 2);
    isHolding = false;
    for (const write of held) {
      const outcome = dataverse.write(write, 'none');
      await area.publishOutcome(outcome);
      await echo(outcome.id);
    }
    await atRest('P2', { frrt: '21', usmf: '22' }, '21');
    expect(dataverse.rows.size).toBe(2);
  });

  it('does not follow the others, and is not overwritten in turn (I5)', async () => {
    const before = dataverse.writes;
    await area.publish(products.finance, [release('usmf', 'P1', '120'), release('frrt', 'P1', '110')]);
    await atRest('P1', { demf: '10', frrt: '110', usmf: '120' }, '10');
    expect(dataverse.writes).toBe(before);
    await area.publish(products.finance, [release('demf', 'P1', '100')]);
    await atRest('P1', { demf: '100', frrt: '110', usmf: '120' }, '100');
    expect(dataverse.writes).toBe(before + 1);
    // What a person changes is set right by the one that speaks, once.
    const id = String(inDataverse('P1')?.['productid']);
    dataverse.edit(id, { price: '1' });
    await echo(id);
    await atRest('P1', { demf: '100', frrt: '110', usmf: '120' }, '100');
    expect(dataverse.writes).toBe(before + 2);
    expect(await area.links({ map: 'products', status: 'conflict' })).toEqual([]);
  });

  it('passes to the next when the one that speaks goes, and to one that comes and sorts before it', async () => {
    await area.publish(products.finance, [release('demf', 'P1', null)]);
    await atRest('P1', { frrt: '110', usmf: '120' }, '110');
    await area.publish(products.finance, [release('demf', 'P1', '101')]);
    await atRest('P1', { demf: '101', frrt: '110', usmf: '120' }, '101');
  });

  it('goes with the last of them, though they go at once, and comes back with one', async () => {
    await area.publish(products.finance, [release('frrt', 'P1', null)]);
    await atRest('P1', { demf: '101', usmf: '120' }, '101');
    await area.publish(products.finance, [release('usmf', 'P1', null), release('demf', 'P1', null)]);
    await atRest('P1', {}, '101', 'retired');
    expect(inDataverse('P2')).toMatchObject({ price: '21', state: null });
    await area.publish(products.finance, [release('usmf', 'P1', '121')]);
    await atRest('P1', { usmf: '121' }, '121', 'retired');
  });
});
