import { ids, ProjectWorld, type ShownActual } from '../../../../test/project-world';

interface ShownInvoice {
  readonly invoice: string;
  readonly total: string;
  readonly lineDetails: readonly {
    readonly id: string;
    readonly quantity: string;
    readonly amount: string;
    readonly invoiceAmount: string;
  }[];
}

let world: ProjectWorld;
beforeEach(() => (world = new ProjectWorld()));

const draft = (contract = 'C-TM'): ShownInvoice[] => {
  world.act('mark-ready-to-invoice', { contract });
  return world.act('create-invoice', { contract })['invoices'] as ShownInvoice[];
};
const confirm = ({ invoice }: ShownInvoice): ShownActual[] => world.act('confirm-invoice', { invoice })['actuals'] as ShownActual[];
const short = ({ type, quantity, amount, billingType, skipSync }: ShownActual): string =>
  `${type} ${billingType} ${quantity} ${amount}${skipSync ? ' skipped' : ''}`;
const actual = (key: string) => world.row('msdyn_actual', key);

describe('invoicing time and material', () => {
  it('drafts an invoice of what is ready, and the sale is on it (D11)', () => {
    const [, sale] = world.book(8);
    const [invoice] = draft();

    expect(invoice).toMatchObject({ total: '1600', lineDetails: [{ quantity: '8', amount: '1600' }] });
    expect(actual(sale!.id)).toMatchObject({ msdyn_billingstatus: 192350001 });
    expect(world.row('invoice', invoice!.invoice)).toMatchObject({
      msdyn_projectinvoicestatus: 192350000,
      _customerid_value: ids.adventure,
      '_customerid_value@type': 'account',
      _msdyn_owningcompany_value: ids.uspm,
    });
  });

  it('confirmed unchanged: a reversal that is not sent, a billed sale that is, two connections (D12)', () => {
    const [, sale] = world.book(8);
    const [invoice] = draft();
    const [reversal, billed] = confirm(invoice!);

    expect([reversal!, billed!].map(short)).toEqual(['Unbilled Sales Chargeable -8 -1600 skipped', 'Billed Sales Chargeable 8 1600']);
    expect(actual(sale!.id)).toMatchObject({ msdyn_billingstatus: 192350002 });
    expect(actual(sale!.id)['msdyn_adjustmentstatus'] ?? null).toBeNull();
    expect(actual(reversal!.id)).toMatchObject({ msdyn_adjustmentstatus: 192350002, msdyn_istransition: true });
    expect(actual(billed!.id)).toMatchObject({ _msdyn_invoice_value: invoice!.invoice });
    expect(world.connections()).toEqual(
      expect.arrayContaining([
        { one: reversal!.id, role1: 'Reversing', two: sale!.id, role2: 'Original' },
        { one: billed!.id, role1: 'Billed Sales', two: sale!.id, role2: 'Unbilled Sales' },
      ]),
    );
    expect(world.connections()).toHaveLength(3);
    expect(world.row('invoice', invoice!.invoice)).toMatchObject({ msdyn_projectinvoicestatus: 192350002, msdyn_billedsalescount: 1 });
  });

  it('with the quantity cut from 8 to 6: Finance hears of the reversal, both new sales and both bills (D12)', () => {
    const [, sale] = world.book(8);
    const [invoice] = draft();
    world.act('change-invoice-line', { lineDetail: invoice!.lineDetails[0]!.id, quantity: 6 });
    const made = confirm(invoice!);

    expect(made.map(short)).toEqual([
      'Unbilled Sales Chargeable -8 -1600',
      'Unbilled Sales Chargeable 6 1200',
      'Unbilled Sales Chargeable -6 -1200 skipped',
      'Billed Sales Chargeable 6 1200',
      'Unbilled Sales Non Chargeable 2 400',
      'Unbilled Sales Non Chargeable -2 -400 skipped',
      'Billed Sales Non Chargeable 2 400',
    ]);
    expect(actual(sale!.id)).toMatchObject({ msdyn_adjustmentstatus: 192350001 });
  });

  it('of two customers makes an invoice for each (D11)', () => {
    world.book(8, { project: 'P-SPLIT' });

    expect(draft('C-SPLIT').map(({ total }) => total)).toEqual(expect.arrayContaining(['960', '640']));
  });

  it('corrected from 8 to 6 hours: credit, sale and bill of six, two hours open again (D13, D14)', () => {
    world.book(8);
    const [invoice] = draft();
    const [, billed] = confirm(invoice!);
    const [correction] = world.act('revise-invoice', { invoice: invoice!.invoice })['invoices'] as ShownInvoice[];
    expect(correction).toMatchObject({ total: '-1600', lineDetails: [{ quantity: '0', invoiceAmount: '-1600' }] });

    const changed = world.act('change-invoice-line', { lineDetail: correction!.lineDetails[0]!.id, quantity: 6 });
    expect(changed).toMatchObject({ total: '-400', lineDetails: [{ amount: '1200', invoiceAmount: '-400' }] });
    const made = confirm(correction!);
    expect(made.map(short)).toEqual([
      'Billed Sales Chargeable -8 -1600',
      'Unbilled Sales Chargeable 6 1200',
      'Unbilled Sales Chargeable -6 -1200 skipped',
      'Billed Sales Chargeable 6 1200',
      'Unbilled Sales Chargeable 2 400',
    ]);
    const [credit, again, , bill, open] = made.map(({ id }) => id);
    expect(actual(billed!.id)).toMatchObject({ msdyn_adjustmentstatus: 192350001 });
    expect(actual(again!)).toMatchObject({ msdyn_billingstatus: 192350002 });
    expect(actual(open!)).toMatchObject({ msdyn_billingstatus: 192350000 });
    expect(world.connections()).toEqual(
      expect.arrayContaining([
        { one: credit, role1: 'Reversing', two: billed!.id, role2: 'Original' },
        { one: again, role1: 'Replacing', two: billed!.id, role2: 'Original' },
        { one: bill, role1: 'Billed Sales', two: again, role2: 'Unbilled Sales' },
        { one: open, role1: 'Replacing', two: billed!.id, role2: 'Original' },
      ]),
    );
    expect(world.row('invoice', correction!.invoice)).toMatchObject({ msdyn_hascorrections: true });
  });

  it('credited in full: no new bill, and everything is open again (D14)', () => {
    world.book(8);
    const [invoice] = draft();
    confirm(invoice!);
    const [correction] = world.act('revise-invoice', { invoice: invoice!.invoice })['invoices'] as ShownInvoice[];

    expect(confirm(correction!).map(short)).toEqual(['Billed Sales Chargeable -8 -1600', 'Unbilled Sales Chargeable 8 1600']);
  });
});

describe('invoicing milestones', () => {
  const draftMilestone = (): ShownInvoice => {
    world.act('mark-milestone-ready', { milestone: 'M1' });
    return (world.act('create-invoice', { contract: 'C-FP' })['invoices'] as ShownInvoice[])[0]!;
  };
  const statusOf = (number: number) => world.row('msdyn_contractlinescheduleofvalue', ids.milestone(number))['msdyn_invoicestatus'];

  it('makes one billed sale of class Milestone, and nothing unbilled (D12)', () => {
    const invoice = draftMilestone();
    expect(statusOf(1)).toBe(192350002);
    const made = confirm(invoice);

    expect(made.map(short)).toEqual(['Billed Sales Chargeable 1 5000']);
    expect(actual(made[0]!.id)).toMatchObject({
      msdyn_transactionclassification: 192350003,
      msdyn_valueofsalescontractline: 'L-2',
      _msdyn_project_value: ids.fpProject,
      _msdyn_projectcontractsplitbillingrule_value: ids.rule(2),
      _msdyn_owningcompany_value: ids.uspm,
    });
    expect([statusOf(1), statusOf(2)]).toEqual([192350003, 192350000]);
    expect(world.connections()).toEqual([]);
  });

  it('credited: the milestone is ready again; a part of it cannot be credited (D14)', () => {
    const invoice = draftMilestone();
    const [billed] = confirm(invoice);
    const [correction] = world.act('revise-invoice', { invoice: invoice.invoice })['invoices'] as ShownInvoice[];
    world.act('change-invoice-line', { lineDetail: correction!.lineDetails[0]!.id, quantity: '0.5' });
    expect(() => confirm(correction!)).toThrow('only be credited as a whole');

    world.act('change-invoice-line', { lineDetail: correction!.lineDetails[0]!.id, quantity: 0 });
    expect(confirm(correction!).map(short)).toEqual(['Billed Sales Chargeable -1 -5000']);
    expect(actual(billed!.id)).toMatchObject({ msdyn_adjustmentstatus: 192350001 });
    expect(statusOf(1)).toBe(192350001);
  });
});

describe('guards of invoicing', () => {
  it('nothing adjusted, and nothing beyond its limit, is marked ready (G4)', () => {
    const [, sale] = world.book(8);
    world.simulator.dataverse.write('update', 'msdyn_actual', { msdyn_actualid: sale!.id, msdyn_nottoexceedstatus: 192350001 });
    expect(() => world.act('mark-ready-to-invoice', { actuals: sale!.id })).toThrow('not-to-exceed');

    world.simulator.dataverse.write('update', 'msdyn_actual', { msdyn_actualid: sale!.id, msdyn_nottoexceedstatus: 192350000 });
    world.act('recall-time', { entries: world.rows('msdyn_timeentries')[0]!['msdyn_timeentryid'] });
    expect(() => world.act('mark-ready-to-invoice', { actuals: sale!.id })).toThrow('adjusted');
  });

  it('a correction keeps its billing type, and one that changes nothing is refused (G5)', () => {
    world.book(8);
    const [invoice] = draft();
    confirm(invoice!);
    const [correction] = world.act('revise-invoice', { invoice: invoice!.invoice })['invoices'] as ShownInvoice[];
    const lineDetail = correction!.lineDetails[0]!.id;

    expect(() => world.act('change-invoice-line', { lineDetail, billingType: 'nonChargeable' })).toThrow('billing type of a correction');
    world.act('change-invoice-line', { lineDetail, quantity: 8 });
    expect(() => confirm(correction!)).toThrow('changes nothing');
  });

  it('a sale without a contract line customer is not invoiced (G11)', () => {
    const line = { type: 'unbilledSales', class: 'time', project: 'P-SPLIT', quantity: 1, price: 200, currency: 'USD' };
    const { journal } = world.act('create-entry-journal', { lines: [line] });
    world.act('confirm-journal', { journal });

    expect(() => draft('C-SPLIT')).toThrow('without a contract line customer');
  });

  it('a refused confirmation leaves nothing behind', () => {
    world.book(8);
    const before = world.rows('msdyn_actuals').length;
    expect(() => world.act('create-invoice', { contract: 'C-TM' })).toThrow('nothing to invoice');
    expect(world.rows('msdyn_actuals')).toHaveLength(before);
    expect(world.rows('invoices')).toEqual([]);
  });
});
