import * as fc from 'fast-check';
import type { Row, Scalar } from '@concord/contracts';
import { FakeSystem } from './model/fake-system';
import { thingsMap } from './model/things.map';
import { World } from './model/world';

const rules = { creates: 'both' as const, master: 'dataverse' as const, onDelete: 'delete' as const };
const map = thingsMap(rules);

describe('a record that refers to its own table', () => {
  it('and to itself when it is made, arrives pointing at itself (I1)', () => {
    const world = new World(map);
    world.systems.finance.put({ Number: 'k1', Name: 'a', Main: 'k1' });
    expect(world.settle()).toBe(true);
    const [row] = [...world.systems.dataverse.rows.values()].map((stored) => stored.row);
    expect(row).toMatchObject({ number: 'k1', main: row?.['thingid'] });
    expect(world.systems.dataverse).toMatchObject({ creates: 1, writes: 2 });
  });

  it('arrives with it in whatever order a whole tree comes, each record once (I1, I3, I6)', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat()), (parents, order) => {
        const world = new World(map);
        // Each row has one of those before it as its parent, the first itself; `main` is the first of all.
        parents.forEach((parent, at) =>
          world.systems.dataverse.put({ thingid: `guid-${at}`, number: `k${at}`, parent: `guid-${parent % (at + 1)}`, main: 'guid-0' }),
        );
        const waiting = parents.map((_, at) => at);
        while (waiting.length > 0) {
          const [at] = waiting.splice((order.next().value as number) % waiting.length, 1);
          world.capture('dataverse', `guid-${at}`);
          world.deliver(0, 'take');
        }
        expect(world.settle()).toBe(true);
        expect(world.disagreements()).toEqual([]);
        expect(world.links().filter(({ status }) => status !== 'synced')).toEqual([]);
        expect(world.systems.finance.creates).toBe(parents.length);
      }),
      { numRuns: 200 },
    ));
});

describe('two systems that each make something else of the other’s value', () => {
  const normalising = (column: string, make: (value: string) => string) => (row: Record<string, Scalar>) => {
    if (typeof row[column] === 'string') row[column] = make(row[column]);
  };
  const worldWhere = (inDataverse: (value: string) => string, inFinance: (value: string) => string): World =>
    new World(map, {
      dataverse: new FakeSystem('dataverse', map, normalising('name', inDataverse)),
      finance: new FakeSystem('finance', map, normalising('Name', inFinance)),
    });
  const enter = (world: World, values: Row): void => world.systems.dataverse.put({ thingid: 'guid', number: 'k', size: 1, ...values });

  it('come to rest after a few rounds, and the link says which column, and what each keeps (I5)', () => {
    const world = worldWhere(
      (value) => value.toUpperCase(),
      (value) => value.toLowerCase(),
    );
    enter(world, { name: 'Acme' });
    expect(world.settle()).toBe(true);
    const [link] = world.links();
    expect(link).toMatchObject({ status: 'conflict', error: { code: 'SYSTEM_INSISTS' } });
    expect(link?.error?.message).toBe('finance keeps Name at "acme"; the map wants "ACME".');
    expect(world.writes()).toBeLessThan(16);

    // Another column goes on, and so does the next name somebody enters: for one round.
    const before = world.writes();
    world.systems.dataverse.edit('guid', { note: 'n', name: 'Other' });
    expect(world.settle()).toBe(true);
    expect(world.systems.finance.rows.get('k')?.row).toMatchObject({ Note: 'n', Name: 'other' });
    expect(world.links()[0]?.status).toBe('conflict');
    expect(world.writes() - before).toBeLessThan(16);
  });

  it('come to rest although no value ever comes twice', () => {
    const world = worldWhere(
      (value) => `${value}!`,
      (value) => `${value}?`,
    );
    enter(world, { name: 'a' });
    expect(world.settle()).toBe(true);
    expect(world.links()[0]).toMatchObject({ status: 'conflict', error: { code: 'SYSTEM_INSISTS' } });
  });

  it('are no rounds when one of them keeps what it is given', () => {
    const world = worldWhere(
      (value) => value,
      (value) => value.toLowerCase(),
    );
    enter(world, { name: 'Acme' });
    expect(world.settle()).toBe(true);
    expect(world.links()[0]?.status).toBe('synced');
    expect(world.systems.dataverse.rows.get('guid')?.row).toMatchObject({ name: 'acme' });
  });

  it('are no rounds when people change the field on one side often, or on both now and then', () => {
    const world = new World(map);
    enter(world, { name: 'a' });
    world.settle();
    for (let time = 0; time < 12; time += 1) {
      world.systems.finance.edit('k', { Name: `f${time}` });
      expect(world.settle()).toBe(true);
      expect(world.disagreements()).toEqual([]);
    }
    for (let time = 0; time < 4; time += 1) {
      world.systems.dataverse.edit('guid', { name: `d${time}` });
      world.settle();
      world.systems.finance.edit('k', { Name: `f${time}` });
      world.settle();
    }
    expect(world.links()[0]?.status).toBe('synced');
  });
});
