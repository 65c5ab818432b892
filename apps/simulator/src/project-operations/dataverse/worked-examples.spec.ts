import { ids, ProjectWorld, type ShownActual } from '../../../test/project-world';

/** The worked examples of domain/30-estimates-actuals.md 30.6, as far as they happen in Dataverse: every row and every number. */
describe('worked examples (30.6)', () => {
  let world: ProjectWorld;
  beforeEach(() => (world = new ProjectWorld()));

  const stored = ({ id }: ShownActual) => {
    const row = world.row('msdyn_actual', id);
    return {
      type: row['msdyn_transactiontypecode'],
      class: row['msdyn_transactionclassification'],
      quantity: row['msdyn_quantity'],
      amount: row['msdyn_amount'],
      currency: row['_transactioncurrencyid_value'],
      company: row['_msdyn_owningcompany_value'],
      skip: row['msdyn_skipsync'],
      billing: row['msdyn_billingstatus'] ?? null,
      adjustment: row['msdyn_adjustmentstatus'] ?? null,
    };
  };
  const hours = { class: 192350000, currency: ids.usd, company: ids.uspm, skip: false, billing: null, adjustment: null };
  const invoice = (contract: string): ShownActual[] => {
    const drafted = world.act('create-invoice', { contract })['invoices'] as { invoice: string }[];
    return world.act('confirm-invoice', { invoice: drafted[0]!.invoice })['actuals'] as ShownActual[];
  };

  it('time and material: A1 800 cost, A2 1,600 unbilled, A3 -1,600 skipped, A4 1,600 billed', () => {
    const [a1, a2] = world.book(8);
    expect(stored(a1!)).toEqual({ ...hours, type: 192350000, quantity: '8', amount: '800' });
    expect(stored(a2!)).toEqual({ ...hours, type: 192350005, quantity: '8', amount: '1600', billing: 192350000 });

    world.act('mark-ready-to-invoice', { actuals: a2!.id });
    expect(stored(a2!).billing).toBe(192350004);
    const [a3, a4] = invoice('C-TM');
    expect(stored(a2!)).toMatchObject({ billing: 192350002, adjustment: null });
    expect(stored(a3!)).toEqual({
      ...hours,
      type: 192350005,
      quantity: '-8',
      amount: '-1600',
      skip: true,
      billing: 192350002,
      adjustment: 192350002,
    });
    expect(stored(a4!)).toEqual({ ...hours, type: 192350006, quantity: '8', amount: '1600', billing: 192350002 });
    const connections = world.connections();
    expect(connections).toHaveLength(3);
    expect(connections).toEqual(
      expect.arrayContaining([
        { one: a2!.id, role1: 'Unbilled Sales', two: a1!.id, role2: 'Cost' },
        { one: a3!.id, role1: 'Reversing', two: a2!.id, role2: 'Original' },
        { one: a4!.id, role1: 'Billed Sales', two: a2!.id, role2: 'Unbilled Sales' },
      ]),
    );
  });

  it('variants: 6 of 8 hours give 1,200 and 400; 10 give 2,000; the cost stays 800', () => {
    expect(world.book(8, {}, 6).map(({ amount }) => amount)).toEqual(['800', '1200', '400']);
    expect(world.book(8, {}, 10).map(({ amount }) => amount)).toEqual(['800', '2000']);
  });

  it('recalled after the approval: -800 and -1,600, Unadjustable, sent', () => {
    const [a1, a2] = world.book(8);
    const made = world.act('recall-time', { entries: world.rows('msdyn_timeentries')[0]!['msdyn_timeentryid'] })[
      'actuals'
    ] as ShownActual[];

    expect([a1!, a2!].map((actual) => stored(actual).adjustment)).toEqual([192350001, 192350001]);
    expect(made.slice(2).map(stored)).toEqual([
      { ...hours, type: 192350000, quantity: '-8', amount: '-800', adjustment: 192350002 },
      { ...hours, type: 192350005, quantity: '-8', amount: '-1600', billing: 192350003, adjustment: 192350002 },
    ]);
  });

  it('fixed price: 800 cost and nothing unbilled; M1 billed 5,000, credited -5,000', () => {
    const actuals = world.book(8, { project: 'P-FP' });
    expect(actuals.map(stored)).toEqual([{ ...hours, type: 192350000, quantity: '8', amount: '800' }]);

    world.act('mark-milestone-ready', { milestone: 'M1' });
    const [a2] = invoice('C-FP');
    const milestone = { ...hours, type: 192350006, class: 192350003, billing: 192350002 };
    expect(stored(a2!)).toEqual({ ...milestone, quantity: '1', amount: '5000' });
    const revised = world.act('revise-invoice', { invoice: world.rows('invoices')[0]!['invoiceid'] })['invoices'] as { invoice: string }[];
    const [a3] = world.act('confirm-invoice', { invoice: revised[0]!.invoice })['actuals'] as ShownActual[];
    expect(stored(a2!).adjustment).toBe(192350001);
    expect(stored(a3!)).toEqual({ ...milestone, quantity: '-1', amount: '-5000', adjustment: 192350002 });
  });

  it('foreign currency: 4 hours cost 480 USD and sell for 1,000 GBP', () => {
    const actuals = world.book(4, { project: 'P-GBP', role: 'Expert' });
    expect(actuals.map(stored)).toEqual([
      { ...hours, type: 192350000, quantity: '4', amount: '480' },
      { ...hours, type: 192350005, quantity: '4', amount: '1000', currency: ids.gbp, billing: 192350000 },
    ]);
  });

  it('intercompany: 1,200 USD cost skipped, 2,000 USD unbilled, 880 GBP and 1,200 USD in the lending company', () => {
    expect(world.book(10, { resource: 'Ewa' }).map(stored)).toEqual([
      { ...hours, type: 192350000, quantity: '10', amount: '1200', skip: true },
      { ...hours, type: 192350005, quantity: '10', amount: '2000', billing: 192350000 },
      { ...hours, type: 192350007, quantity: '10', amount: '880', currency: ids.gbp, company: ids.gbpm },
      { ...hours, type: 192350008, quantity: '10', amount: '1200', company: ids.gbpm },
    ]);
    expect(world.connections()).toHaveLength(1);
  });
});
