import { ids, ProjectWorld, type ShownActual } from '../../../test/project-world';

let world: ProjectWorld;
beforeEach(() => (world = new ProjectWorld()));

const short = ({ type, class: ofClass, quantity, amount, currency }: ShownActual): string =>
  `${type} ${ofClass} ${quantity} ${amount} ${currency}`;
const live = () =>
  world
    .rows('msdyn_actuals')
    .filter((row) => row['msdyn_adjustmentstatus'] === null)
    .map((row) => `${String(row['msdyn_transactiontypecode'])} ${String(row['msdyn_amount'])}`)
    .sort();
const sumOf = (type: number) =>
  world
    .rows('msdyn_actuals')
    .filter((row) => row['msdyn_transactiontypecode'] === type)
    .reduce((sum, row) => sum + Number(row['msdyn_amount']), 0);

describe('confirming a contract', () => {
  beforeEach(() => {
    world.simulator.dataverse.seed('salesorders', [{ salesorderid: ids.tmContract, msdyn_psastatusreason: 192350000 }]);
  });

  it('reverses and re-prices what was booked before, when the clock reaches the job (D7)', () => {
    world.book(8, {}, 6);
    world.act('confirm-contract', { contract: 'C-TM' });
    const [price] = world.rows('msdyn_resourcecategorypricelevels').filter((row) => row['_msdyn_pricelist_value'] === ids.sales);
    world.simulator.dataverse.seed('msdyn_resourcecategorypricelevels', [
      { msdyn_resourcecategorypricelevelid: price!['msdyn_resourcecategorypricelevelid'], msdyn_price: '250' },
    ]);
    world.simulator.advanceClock(30);
    expect(world.rows('msdyn_actuals')).toHaveLength(3);

    world.simulator.advanceClock(31);
    expect(live()).toEqual(['192350000 800', '192350005 1500', '192350005 500']);
    expect(world.rows('msdyn_actuals')).toHaveLength(9);
    expect(sumOf(192350000)).toBe(800);
    expect(sumOf(192350005)).toBe(2000);
    expect(world.rows('asyncoperations')).toMatchObject([{ statuscode: 30 }]);
  });

  it('leaves what is on an invoice (D7)', () => {
    world.book(8);
    world.act('mark-ready-to-invoice', { contract: 'C-TM' });
    world.act('create-invoice', { contract: 'C-TM' });
    world.act('confirm-contract', { contract: 'C-TM' });
    world.simulator.advanceClock(61);

    expect(world.rows('msdyn_actuals')).toHaveLength(2);
  });

  it('is refused twice, and with a split that does not make 100', () => {
    world.act('confirm-contract', { contract: 'C-TM' });
    expect(() => world.act('confirm-contract', { contract: 'C-TM' })).toThrow('confirmed already');

    world.simulator.dataverse.seed('salesorders', [{ salesorderid: ids.splitContract, msdyn_psastatusreason: 192350000 }]);
    world.simulator.dataverse.seed('msdyn_projectcontractsplitbillingrules', [
      { msdyn_projectcontractsplitbillingruleid: ids.rule(4), msdyn_splitpercentage: '30' },
    ]);
    expect(() => world.act('confirm-contract', { contract: 'C-SPLIT' })).toThrow('makes 90 percent');
  });
});

describe('journals', () => {
  const entry = (...lines: object[]): ShownActual[] => {
    const { journal } = world.act('create-entry-journal', { lines });
    return world.act('confirm-journal', { journal })['actuals'] as ShownActual[];
  };

  it('an entry journal makes actuals as written, without connections and origins', () => {
    const actuals = entry(
      { type: 'cost', class: 'time', project: 'P-TM', resource: 'Bob', quantity: 3, price: '99.995', currency: 'USD', date: '2026-03-05' },
      { type: 'unbilledSales', class: 'fee', project: 'P-TM', price: 75, currency: 'USD' },
    );

    expect(actuals.map(short)).toEqual(expect.arrayContaining(['Cost time 3 299.99 USD', 'Unbilled Sales fee 1 75 USD']));
    expect(world.connections()).toEqual([]);
    expect(world.rows('msdyn_transactionorigins')).toEqual([]);
  });

  it('an advance is a pair: the bill, and a negative sale to reconcile', () => {
    expect(entry({ type: 'billedSales', class: 'retainer', project: 'P-TM', price: 1000, currency: 'USD' }).map(short)).toEqual([
      'Billed Sales retainer 1 1000 USD',
      'Unbilled Sales retainer -1 -1000 USD',
    ]);
  });

  it('refuses classes that a type does not have, and sales of hours on a fixed price', () => {
    expect(() => entry({ type: 'cost', class: 'milestone', project: 'P-FP', price: 1, currency: 'USD' })).toThrow(
      'Cost of class milestone',
    );
    expect(() => entry({ type: 'unbilledSales', class: 'time', project: 'P-FP', price: 1, currency: 'USD' })).toThrow('no unbilled sales');
  });

  it('a correction reverses, makes anew, and connects the new sale with the new cost', () => {
    const [cost, sale] = world.book(8);
    const { journal } = world.act('create-correction-journal', { actuals: [cost!.id, sale!.id], quantity: 7 });
    world.act('confirm-journal', { journal });

    expect(live()).toEqual(['192350000 700', '192350005 1400']);
    const fresh = world.rows('msdyn_actuals').filter((row) => row['msdyn_adjustmentstatus'] === null);
    const idOf = (type: number) => fresh.find((row) => row['msdyn_transactiontypecode'] === type)!['msdyn_actualid'];
    expect(world.connections()).toContainEqual({ one: idOf(192350005), role1: 'Unbilled Sales', two: idOf(192350000), role2: 'Cost' });
    expect(sumOf(192350000)).toBe(700);
    expect(() => world.act('create-correction-journal', { actuals: cost!.id, quantity: 6 })).toThrow('adjusted already');
  });

  it('what an entry journal made is not corrected by a journal', () => {
    const [actual] = entry({ type: 'cost', class: 'time', project: 'P-TM', price: 10, currency: 'USD' });
    expect(() => world.act('create-correction-journal', { actuals: actual!.id, price: 9 })).toThrow('entry journal');
  });
});
