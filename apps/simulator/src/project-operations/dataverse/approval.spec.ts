import { ids, ProjectWorld, type ShownActual } from '../../../test/project-world';

const short = ({ type, quantity, price, amount, currency, company, skipSync, billingType }: ShownActual) =>
  [type, billingType, quantity, price, amount, currency, company, skipSync ? 'skipped' : 'sent'].join(' ');

let world: ProjectWorld;
beforeEach(() => (world = new ProjectWorld()));

describe('approving hours', () => {
  it('on a time and material line makes a cost, an unbilled sale and their connection (D1)', () => {
    const actuals = world.book(8);

    expect(actuals.map(short)).toEqual([
      'Cost Not Available 8 100 800 USD USPM sent',
      'Unbilled Sales Chargeable 8 200 1600 USD USPM sent',
    ]);
    const [cost, sales] = actuals;
    expect(world.connections()).toEqual([{ one: sales!.id, role1: 'Unbilled Sales', two: cost!.id, role2: 'Cost' }]);
    expect(world.row('msdyn_actual', sales!.id)).toMatchObject({
      msdyn_transactiontypecode: 192350005,
      msdyn_transactionclassification: 192350000,
      msdyn_billingstatus: 192350000,
      msdyn_transactiondate: '2026-03-02',
      msdyn_documentdate: '2026-03-02T00:00:00Z',
      msdyn_valueofsalescontractline: 'L-1',
      msdyn_nameofbookableresource: 'Bob',
      _msdyn_salescontract_value: ids.tmContract,
      _msdyn_projectcontractsplitbillingrule_value: ids.rule(1),
      _msdyn_accountcustomer_value: ids.adventure,
      _msdyn_unit_value: ids.hour,
    });
    expect(world.row('msdyn_actual', cost!.id)).not.toHaveProperty('_msdyn_accountcustomer_value');
  });

  it('is told apart from submitting: two journal lines and their connection, no actual', () => {
    world.act('submit-time', { resource: 'Bob', project: 'P-TM', date: '2026-03-02', hours: 8 });

    expect(world.rows('msdyn_actuals')).toEqual([]);
    expect(world.rows('msdyn_journallines')).toHaveLength(2);
    expect(world.rows('msdyn_transactionconnections')).toMatchObject([
      { msdyn_transaction1type: 'msdyn_journalline', msdyn_transaction1role: 'Unbilled Sales', msdyn_transaction2role: 'Cost' },
    ]);
  });

  it('on a fixed price line makes a cost only (D2)', () => {
    expect(world.book(8, { project: 'P-FP' }).map(short)).toEqual(['Cost Not Available 8 100 800 USD USPM sent']);
  });

  it('on an internal project makes a cost only (D2)', () => {
    expect(world.book(8, { project: 'P-INT' }).map(short)).toEqual(['Cost Not Available 8 100 800 USD USPM sent']);
  });

  it('for 6 of 8 hours leaves a non-chargeable rest, the cost unchanged (D3)', () => {
    expect(world.book(8, {}, 6).map(short)).toEqual([
      'Cost Not Available 8 100 800 USD USPM sent',
      'Unbilled Sales Chargeable 6 200 1200 USD USPM sent',
      'Unbilled Sales Non Chargeable 2 200 400 USD USPM sent',
    ]);
  });

  it('for 10 of 8 hours bills ten in one row (D3)', () => {
    expect(world.book(8, {}, 10).map(short)).toEqual([
      'Cost Not Available 8 100 800 USD USPM sent',
      'Unbilled Sales Chargeable 10 200 2000 USD USPM sent',
    ]);
  });

  it('of another company makes four actuals; the cost is not sent (D4)', () => {
    expect(world.book(10, { resource: 'Ewa' }).map(short)).toEqual([
      'Cost Not Available 10 120 1200 USD USPM skipped',
      'Unbilled Sales Chargeable 10 200 2000 USD USPM sent',
      'Resourcing Unit Cost Not Available 10 88 880 GBP GBPM sent',
      'Inter-Organizational Sales Not Available 10 120 1200 USD GBPM sent',
    ]);
    for (const actual of world.rows('msdyn_actuals')) expect(actual['_msdyn_resourcingcompany_value']).toBe(ids.gbpm);
  });

  it('of another unit of the same company makes two actuals that nobody sends (D5)', () => {
    expect(world.book(10, { resource: 'Sue' }).map(short)).toEqual([
      'Cost Not Available 10 110 1100 USD USPM sent',
      'Unbilled Sales Chargeable 10 200 2000 USD USPM sent',
      'Resourcing Unit Cost Not Available 10 90 900 USD USPM skipped',
      'Inter-Organizational Sales Not Available 10 110 1100 USD USPM skipped',
    ]);
  });

  it('for two customers sells to each by its split (D1)', () => {
    expect(world.book(8, { project: 'P-SPLIT' }).map(short)).toEqual([
      'Cost Not Available 8 100 800 USD USPM sent',
      'Unbilled Sales Chargeable 4.8 200 960 USD USPM sent',
      'Unbilled Sales Chargeable 3.2 200 640 USD USPM sent',
    ]);
  });

  it('under a contract in pounds sells in pounds and costs in dollars', () => {
    expect(world.book(4, { project: 'P-GBP' }).map(short)).toEqual([
      'Cost Not Available 4 100 400 USD USPM sent',
      'Unbilled Sales Chargeable 4 250 1000 GBP USPM sent',
    ]);
  });

  it('records where each actual comes from: the entry and its journal line', () => {
    const [cost, sales] = world.book(8);
    const origins = world.rows('msdyn_transactionorigins').filter((row) => row['msdyn_transactiontype'] === 'msdyn_actual');

    for (const actual of [cost!, sales!]) {
      expect(origins.filter((row) => row['msdyn_transaction'] === actual.id).map((row) => row['msdyn_origintype'])).toEqual(
        expect.arrayContaining(['msdyn_timeentry', 'msdyn_journalline']),
      );
    }
    expect(origins).toHaveLength(4);
  });
});

describe('taking hours back', () => {
  it('after the approval: originals Adjusted, reversals Unadjustable, all of them sent (D6)', () => {
    const [cost, sales] = world.book(8);
    const entry = String(world.rows('msdyn_timeentries')[0]!['msdyn_timeentryid']);
    const answer = world.act('recall-time', { entries: entry });

    expect((answer['actuals'] as ShownActual[]).map(short)).toEqual([
      'Cost Not Available 8 100 800 USD USPM sent',
      'Unbilled Sales Chargeable 8 200 1600 USD USPM sent',
      'Cost Not Available -8 100 -800 USD USPM sent',
      'Unbilled Sales Chargeable -8 200 -1600 USD USPM sent',
    ]);
    expect(world.row('msdyn_actual', cost!.id)).toMatchObject({ msdyn_adjustmentstatus: 192350001 });
    expect(world.row('msdyn_actual', sales!.id)).toMatchObject({ msdyn_adjustmentstatus: 192350001, msdyn_billingstatus: 192350003 });
    expect(world.rows('msdyn_actuals').filter((row) => row['msdyn_adjustmentstatus'] === 192350002)).toHaveLength(2);
    expect(world.rows('msdyn_timeentries')[0]).toMatchObject({ msdyn_entrystatus: 192350000 });
  });

  it('and submitting again makes actuals anew, from the new journal lines only', () => {
    world.book(8);
    const entry = String(world.rows('msdyn_timeentries')[0]!['msdyn_timeentryid']);
    world.act('recall-time', { entries: entry });
    world.act('submit-time', { entries: entry });
    world.approve(entry);

    expect(world.rows('msdyn_actuals')).toHaveLength(6);
    expect(world.rows('msdyn_journallines')).toHaveLength(2);
  });

  it('is refused for what is not submitted, and changes nothing', () => {
    const { entry } = world.act('enter-time', { resource: 'Bob', project: 'P-TM', hours: 1 });
    expect(() => world.act('recall-time', { entries: entry })).toThrow('neither submitted nor approved');
    expect(() => world.act('approve-time', { entries: entry })).toThrow('not submitted');
  });
});

describe('expenses and material', () => {
  it('an expense sells at cost unless its category has a price (D1)', () => {
    const answer = world.act('submit-expense', {
      project: 'P-TM',
      category: 'Flight',
      quantity: 2,
      price: '150.5',
      tax: '12',
      currency: 'USD',
    });
    const approved = world.act('approve-expense', { entries: (answer['entries'] as { entry: string }[])[0]!.entry });

    expect((approved['entries'] as { actuals: ShownActual[] }[])[0]!.actuals.map(short)).toEqual([
      'Cost Not Available 2 150.5 301 USD USPM sent',
      'Unbilled Sales Chargeable 2 150.5 301 USD USPM sent',
    ]);
    const taxes = world.rows('msdyn_actuals').map((row) => [row['msdyn_transactiontypecode'], row['msdyn_accountingtaxamount']]);
    expect(Object.fromEntries(taxes as [number, number | null][])).toEqual({ 192350000: 12, 192350005: null });
  });

  it('material takes the cost and the price of its product (D1)', () => {
    const answer = world.act('submit-usage', { project: 'P-TM', product: 'M-1', quantity: 10 });
    const approved = world.act('approve-usage', { entries: (answer['entries'] as { entry: string }[])[0]!.entry });

    expect(approved['totals']).toEqual({ 'Cost USD': '42.5', 'Unbilled Sales USD': '75' });
  });
});
