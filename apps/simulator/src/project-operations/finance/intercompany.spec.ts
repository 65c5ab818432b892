import { actualId, FinanceOffice } from '../../../test/finance-office';

/** The intercompany example of domain/30-estimates-actuals.md 30.6: a resource of GBPM works ten hours on a project of USPM. */
describe('Intercompany', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.act('set-up-project-accounting', { company: 'gbpm', currency: 'GBP' });
    office.project('P-1', 'TimeAndMaterial');
    office.act('set-exchange-rate', { from: 'GBP', to: 'USD', rate: 125, validFrom: '2026-01-01' });
    office.stage(2, { TransactionType: 'Sales', Quantity: 10, UnitPrice: 200 });
    const lent = { Quantity: 10, ProjectDataAreaId: 'USPM', ResourcingCompany: 'GBPM' };
    office.stage(3, { ...lent, TransactionType: 'ResourcingUnitCost', UnitPrice: 88, TransactionCurrencyId: 'GBP' }, 'gbpm');
    office.stage(4, { ...lent, TransactionType: 'InterOrgSales', UnitPrice: 120 }, 'gbpm');
  });

  const setUp = () => office.act('set-up-intercompany', { lending: 'gbpm', borrowing: 'uspm' });

  it('waits for the relationship, in the documented words (IMP-05)', () => {
    const text = (number: number) =>
      `Unable to import actual ${actualId(number)}. Intercompany relationship has to be set up between legal entity GBPM and USPM in Project Management and Accounting Parameters`;
    expect(office.import('gbpm')).toMatchObject({
      lines: 0,
      log: [
        { code: 'IMP-05', message: text(3) },
        { code: 'IMP-05', message: text(4) },
      ],
    });
    setUp();
    expect(office.import('gbpm')).toMatchObject({ lines: 2, log: [] });
  });

  it('lending lines are posted in the lending company, without a project transaction (F8); the sale in the borrowing one', () => {
    setUp();
    expect([office.import('gbpm').lines, office.import('uspm').lines]).toEqual([2, 1]);
    office.post('gbpm');
    office.post('uspm');
    expect(office.voucher('PIV-000001', 'gbpm')).toEqual([
      ['540100', '880'],
      ['600300', '-880'],
    ]);
    expect(office.voucher('PIV-000002', 'gbpm')).toEqual([
      ['161300', '960'],
      ['420200', '-960'],
    ]);
    expect(office.voucher('PIV-000001', 'uspm')).toEqual([
      ['161300', '2000'],
      ['420200', '-2000'],
    ]);
    expect(office.rows('ProjectTransactions').map((row) => [row['dataAreaId'], row['Side'], row['Amount']])).toEqual([
      ['uspm', 'Sales', '2000'],
    ]);
    expect(office.staged(3)).toMatchObject({ VoucherNumber: 'PIV-000001', AccountingAmount: '880', ExchangeRate: '1' });
    expect(office.staged(4)).toMatchObject({ VoucherNumber: 'PIV-000002', AccountingAmount: '960', ExchangeRate: '0.8' });
  });

  it('without accrual of intercompany revenue the transfer price is not posted before the invoice (8)', () => {
    office.act('set-up-intercompany', { lending: 'gbpm', borrowing: 'uspm', accrueRevenue: false });
    office.import('gbpm');
    office.post('gbpm');
    expect(office.balances('gbpm')).toEqual({ 540100: 880, 600300: -880 });
  });

  it('finds lending rows in the staging table of the borrowing company too: the company of the line is the lending one (3.2)', () => {
    setUp();
    office.stage(5, { TransactionType: 'InterOrgSales', Quantity: 1, UnitPrice: 120, ResourcingCompany: 'GBPM' });
    office.import('gbpm');
    expect(office.line(5)['dataAreaId']).toBe('gbpm');
    office.post('gbpm');
    expect(office.staged(5)['VoucherNumber']).toBe(office.line(5)['Voucher']);
  });

  it('the intercompany invoice ends the accrual there and brings the cost here, once (60, 8)', () => {
    setUp();
    office.import('gbpm');
    office.post('gbpm');
    expect(office.act('post-intercompany-invoice', { lending: 'gbpm', borrowing: 'uspm', date: '2026-03-31' })).toMatchObject({
      invoice: 'IC-000001',
      amount: '1200',
      currency: 'USD',
    });
    expect(office.balances('gbpm')).toEqual({ 130110: 960, 161300: 0, 411900: -960, 420200: 0, 540100: 880, 600300: -880 });
    expect(office.balances('uspm')).toEqual({ 200110: -1200, 540900: 1200 });
    expect(office.row('ProjectTransactions', { dataAreaId: 'uspm', Side: 'Cost' })).toMatchObject({
      ProjectId: 'P-1',
      Amount: '1200',
      InvoiceId: 'IC-000001',
    });
    expect(office.refusal('post-intercompany-invoice', { lending: 'gbpm', borrowing: 'uspm', date: '2026-03-31' })).toContain(
      'is posted and not invoiced',
    );
  });

  it('a vendor of the lending company: its cost clears the procurement integration account there, vouchers Z1 to Z6 of 60, 8', () => {
    office = new FinanceOffice('uspm', 'USD');
    office.act('set-up-project-accounting', { company: 'gbpm', currency: 'GBP' });
    office.project('P-GB-7', 'TimeAndMaterial', {}, 'gbpm');
    office.act('set-exchange-rate', { from: 'USD', to: 'GBP', rate: 80, validFrom: '2026-01-01' });
    office.act('set-up-intercompany', { lending: 'uspm', borrowing: 'gbpm' });
    office.act('post-source-document', {
      company: 'uspm',
      document: 'VendorInvoice',
      id: 'SUB-31-1',
      project: 'P-GB-7',
      amount: 800,
      date: '2026-03-10',
    });
    const hours = { ProjectId: 'P-GB-7', ProjectDataAreaId: 'GBPM', Quantity: 10 };
    const lent = { ...hours, ResourcingCompany: 'USPM' };
    office.stage(2, { ...hours, TransactionType: 'Sales', UnitPrice: 150, TransactionCurrencyId: 'GBP' }, 'gbpm');
    office.stage(3, { ...lent, TransactionType: 'ResourcingUnitCost', UnitPrice: 80, VendInvoiceLineProjTransId: 'SUB-31-1' });
    office.stage(4, { ...lent, TransactionType: 'InterOrgSales', UnitPrice: 100 });
    for (const company of ['uspm', 'gbpm']) {
      office.import(company);
      office.post(company);
    }
    expect(office.voucher('PIV-000001', 'uspm')).toEqual([
      ['540100', '800'],
      ['155200', '-800'],
    ]);
    office.act('post-intercompany-invoice', { lending: 'uspm', borrowing: 'gbpm', date: '2026-03-31' });
    expect(office.balances('uspm')).toEqual({ 130110: 1000, 155200: 0, 161300: 0, 200100: -800, 411900: -1000, 420200: 0, 540100: 800 });
    expect(office.balances('gbpm')).toEqual({ 161300: 1500, 200110: -800, 420200: -1500, 540900: 800 });
  });
});
