import { actualId, FinanceOffice } from '../../../test/finance-office';

/** The worked example of domain/30-estimates-actuals.md 30.6 and 40-invoicing.md 7 and 8, every row and every number. */
describe('Time and material, from staging to the ledger and back', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.project('P-1', 'TimeAndMaterial');
    office.stage(1, { TransactionType: 'Cost', UnitPrice: 100 });
    office.stage(2, { TransactionType: 'Sales', UnitPrice: 200, ContractLineId: 'L-P-1' });
    office.connect(2, 'Unbilled Sales', 1, 'Cost');
  });

  const invoice = (): void => {
    office.import();
    office.post();
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-01017', contract: 'C-P-1', announced: [actualId(4)] });
    office.stage(4, { TransactionType: 'BilledSales', UnitPrice: 200, InvoiceProposalId: 'INV-01017' });
    office.connect(3, 'Reversing', 2, 'Original'); // the reversal itself is never sent
    office.connect(4, 'Billed Sales', 2, 'Unbilled Sales');
    office.import();
  };

  it('cost and unbilled sale are two lines with a voucher each, the sale names the voucher of the cost', () => {
    expect(office.import()).toMatchObject({ lines: 2, journals: [{ journal: 'USPM-000001', lines: 2 }], log: [] });
    expect(office.line(1)).toMatchObject({
      Voucher: 'PIV-000001',
      TransType: 'Hour',
      ExtendedCost: '800',
      CostExchangeRate: '100',
      OffsetLedgerDimension: '600300',
      LineStatus: 'Draft',
    });
    expect(office.line(2)).toMatchObject({
      Voucher: 'PIV-000002',
      RelatedVoucher: 'PIV-000001',
      ExtendedPrice: '1600',
      PriceExchangeRate: '100',
      ProjectSalesTaxGroup: 'AR-DOM',
      ProjectSalesTaxItemGroup: 'FULL',
    });
    expect([office.staged(1)['IsJournalized'], office.state(1)['IsProcessed']]).toEqual(['Yes', 'No']);
  });

  it('posting books cost against payroll allocation and WIP against accrued revenue, and writes back amount, rate, voucher and tax', () => {
    office.import();
    expect(office.post()).toMatchObject({ posted: 2, failed: 0, writtenBack: 2, journals: [{ status: 'Posted' }] });
    expect(office.voucher('PIV-000001')).toEqual([
      ['540100', '800'],
      ['600300', '-800'],
    ]);
    expect(office.voucher('PIV-000002')).toEqual([
      ['161300', '1600'],
      ['420200', '-1600'],
    ]);
    expect(office.staged(1)).toMatchObject({
      VoucherNumber: 'PIV-000001',
      AccountingAmount: '800',
      ExchangeRate: '1',
      SalesTaxAmount: '0',
    });
    expect(office.staged(2)).toMatchObject({ VoucherNumber: 'PIV-000002', AccountingAmount: '1600', ExchangeRate: '1' });
    expect(office.rows('ProjectTransactions').map((row) => [row['Side'], row['Amount'], row['TransStatus'], row['LedgerStatus']])).toEqual([
      ['Cost', '800', 'Posted', 'Operations'],
      ['Sales', '1600', 'Posted', 'Operations'],
    ]);
  });

  it('without accrual only the cost is posted, and the invoice only debits the customer', () => {
    office.act('set-profile-rule', { company: 'uspm', profile: 'TM-NOWIP', project: 'P-1' });
    invoice();
    expect(office.voucher('PIV-000002')).toEqual([]);
    expect(office.staged(2)).toMatchObject({ VoucherNumber: 'PIV-000002', AccountingAmount: '1600' });
    office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-01017', date: '2026-03-31' });
    expect(office.voucher('CIV-000001')).toEqual([
      ['130100', '1760'],
      ['411100', '-1600'],
      ['250500', '-160'],
    ]);
  });

  it('the proposal gets its line from the posted unbilled sale and posts tax, revenue and the end of the accrual', () => {
    invoice();
    expect(office.row('ProjInvoiceProposalLines', { InvoiceProposalId: 'INV-01017' })).toMatchObject({
      Quantity: '8',
      SalesPrice: '200',
      LineAmount: '1600',
      TaxAmount: '160',
      SalesTaxGroup: 'AR-DOM',
    });
    expect(office.row('ProjectTransactions', { Side: 'Sales' })['TransStatus']).toBe('InvoiceProposal');
    expect(office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-01017', date: '2026-03-31' })).toMatchObject({
      invoice: 'CI-000001',
      voucher: 'CIV-000001',
      amount: '1760',
      tax: '160',
    });
    expect(office.voucher('CIV-000001')).toEqual([
      ['130100', '1760'],
      ['411100', '-1600'],
      ['250500', '-160'],
      ['420200', '1600'],
      ['161300', '-1600'],
    ]);
    expect(office.row('ProjectTransactions', { Side: 'Sales' })).toMatchObject({ TransStatus: 'Invoiced', InvoiceId: 'CI-000001' });
    expect(office.staged(4)).toMatchObject({
      VoucherNumber: 'CIV-000001',
      AccountingAmount: '1600',
      SalesTaxAmount: '160',
      ExchangeRate: '1',
    });
    expect(office.balances()).toEqual({ 130100: 1760, 161300: 0, 250500: -160, 411100: -1600, 420200: 0, 540100: 800, 600300: -800 });
  });

  it('a correction from 8 to 6 hours credits the whole line, bills six and leaves two open (S11)', () => {
    invoice();
    office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-01017', date: '2026-03-31' });
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-01018', contract: 'C-P-1' });
    office.stage(5, {
      TransactionType: 'BilledSales',
      Quantity: -8,
      UnitPrice: 200,
      InvoiceProposalId: 'INV-01018',
      AdjustmentStatus: 192350002,
    });
    office.stage(6, { TransactionType: 'Sales', Quantity: 6, UnitPrice: 200 });
    office.stage(8, { TransactionType: 'BilledSales', Quantity: 6, UnitPrice: 200, InvoiceProposalId: 'INV-01018' });
    office.stage(9, { TransactionType: 'Sales', Quantity: 2, UnitPrice: 200 });
    office.connect(5, 'Reversing', 4, 'Original');
    office.connect(6, 'Replacing', 4, 'Original');
    office.connect(8, 'Billed Sales', 6, 'Unbilled Sales');
    expect(office.import()).toMatchObject({ lines: 2, proposals: [], log: [{ code: 'INV-02' }] });
    office.post();
    expect(office.import()).toMatchObject({ lines: 0, proposals: [{ proposal: 'INV-01018', lines: 2 }] });
    expect(office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-01018', date: '2026-04-10' })).toMatchObject({
      amount: '-440',
      tax: '-40',
    });
    expect(office.voucher('CIV-000002')).toEqual([
      ['130100', '-1760'],
      ['411100', '1600'],
      ['250500', '160'],
      ['130100', '1320'],
      ['411100', '-1200'],
      ['250500', '-120'],
      ['420200', '1200'],
      ['161300', '-1200'],
    ]);
    expect(office.balances()).toEqual({ 130100: 1320, 161300: 400, 250500: -120, 411100: -1200, 420200: -400, 540100: 800, 600300: -800 });
    expect(office.staged(5)).toMatchObject({ SalesTaxAmount: '-160', AccountingAmount: '-1600' });
    expect(office.rows('ProjectTransactions', { TransStatus: 'Invoiced' }).map((row) => row['Amount'])).toEqual(['1600', '1200', '-1600']);
  });

  it('balance-sheet cost goes to WIP, and Post costs moves it to profit and loss', () => {
    office.act('set-profile-rule', { company: 'uspm', profile: 'TM-BALANCE', project: 'P-1' });
    office.import();
    office.post();
    expect(office.voucher('PIV-000001')).toEqual([
      ['161200', '800'],
      ['600300', '-800'],
    ]);
    expect(office.act('post-costs', { company: 'uspm', project: 'P-1', date: '2026-03-31' })).toEqual({ vouchers: ['PCV-000001'] });
    expect(office.voucher('PCV-000001')).toEqual([
      ['540100', '800'],
      ['161200', '-800'],
    ]);
    expect(office.act('post-costs', { company: 'uspm', project: 'P-1', date: '2026-03-31' })).toEqual({ vouchers: [] });
  });
});
