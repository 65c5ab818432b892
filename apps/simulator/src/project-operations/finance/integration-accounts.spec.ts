import { classes, FinanceOffice } from '../../../test/finance-office';

interface Balance {
  readonly accounts: readonly { readonly account: string; readonly balance: string }[];
  readonly openItems: readonly { readonly matchKey: string; readonly amount: string }[];
}

/** The clearing accounts of domain/70-finance-accounting.md 6, numbers of 50-expenses.md 6 and 60-vendor-invoices.md. */
describe('Integration accounts', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.project('P-1', 'TimeAndMaterial');
  });

  const account = (number: string): Balance => office.act<Balance>('show-trial-balance', { company: 'uspm', account: number });
  const importAndPost = (): void => {
    office.import();
    office.post();
  };

  it('an expense with 25 percent non-recoverable tax clears to nothing, its cost is 105.00 (S6)', () => {
    const document = { company: 'uspm', document: 'ExpenseReport', id: 'E-000463', project: 'P-1', amount: 100, date: '2026-03-10' };
    office.act('post-source-document', { ...document, recoverableTax: 15, nonRecoverableTax: 5 });
    expect(office.voucher('SDV-000001')).toEqual([
      ['155100', '105'],
      ['155800', '15'],
      ['200100', '-120'],
    ]);
    expect(account('155100').openItems).toEqual([{ matchKey: 'E-000463', amount: '105' }]);
    const expense = { TransactionClassification: classes.expense, Quantity: 1, ExternalOriginReference: 'E-000463' };
    office.stage(1, { ...expense, TransactionType: 'Cost', UnitPrice: 100, SalesTaxAmount: 5 });
    office.stage(2, { ...expense, TransactionType: 'Sales', UnitPrice: 130 });
    importAndPost();
    expect(office.line(1)).toMatchObject({ ExtendedCost: '100', ProvidedTaxAmount: '5', OffsetLedgerDimension: '155100' });
    expect(office.staged(1)).toMatchObject({ AccountingAmount: '105', SalesTaxAmount: '5' });
    expect(account('155100')).toMatchObject({ accounts: [{ balance: '0' }], openItems: [] });
    expect(office.balances()).toEqual({ 155100: 0, 155800: 15, 161300: 130, 200100: -120, 420200: -130, 540200: 105 });
  });

  it('tax of a vendor invoice line does not travel and is part of the cost all the same; 50 percent of 200 makes 1,100.00 (S7)', () => {
    office.seed('EcoResReleasedDistinctProductCDSs', { dataAreaId: 'uspm', ProductNumber: 'D0001' });
    const document = { company: 'uspm', document: 'VendorInvoice', id: 'PT-VEND-1', project: 'P-1', amount: 1000, date: '2026-03-10' };
    office.act('post-source-document', { ...document, recoverableTax: 100, nonRecoverableTax: 100 });
    const material = {
      TransactionClassification: classes.material,
      ProductNumber: 'D0001',
      Quantity: 10,
      VendInvoiceLineProjTransId: 'PT-VEND-1',
    };
    office.stage(1, { ...material, TransactionType: 'Cost', UnitPrice: 100 });
    office.stage(2, { ...material, TransactionType: 'Sales', UnitPrice: 140 });
    importAndPost();
    expect(office.balances()).toEqual({ 155200: 0, 155800: 100, 161300: 1400, 200100: -1200, 420200: -1400, 540300: 1100 });
    expect(account('155200').openItems).toEqual([]);
  });

  it('a reversal debits the same account again, and what is created anew clears it: the sum stays 0 (invariant 3)', () => {
    office.act('post-source-document', {
      company: 'uspm',
      document: 'ExpenseReport',
      id: 'E-1',
      project: 'P-1',
      amount: 100,
      nonRecoverableTax: 5,
      date: '2026-03-10',
    });
    const expense = {
      TransactionType: 'Cost',
      TransactionClassification: classes.expense,
      UnitPrice: 100,
      ExternalOriginReference: 'E-1',
    } as const;
    office.stage(1, { ...expense, Quantity: 1, SalesTaxAmount: 5 });
    office.stage(2, { ...expense, Quantity: -1, SalesTaxAmount: -5, AdjustmentStatus: 192350002 });
    importAndPost();
    expect(account('155100').openItems).toEqual([{ matchKey: 'E-1', amount: '105' }]);
    office.stage(3, { ...expense, Quantity: 1, SalesTaxAmount: 5 });
    importAndPost();
    expect(account('155100').openItems).toEqual([]);
  });

  it('an expense in foreign currency clears at the rate it was posted with, whatever became of the rate since (S21)', () => {
    office.seed('Currencies', { CurrencyCode: 'EUR' });
    office.act('set-exchange-rate', { from: 'EUR', to: 'USD', rate: 110, validFrom: '2026-01-01' });
    office.act('post-source-document', {
      company: 'uspm',
      document: 'ExpenseReport',
      id: 'E-1',
      project: 'P-1',
      amount: 100,
      nonRecoverableTax: 5,
      currency: 'EUR',
      date: '2026-03-10',
    });
    office.act('set-exchange-rate', { from: 'EUR', to: 'USD', rate: 119, validFrom: '2026-03-01' });
    office.stage(1, {
      TransactionType: 'Cost',
      TransactionClassification: classes.expense,
      Quantity: 1,
      UnitPrice: 100,
      SalesTaxAmount: 5,
      TransactionCurrencyId: 'EUR',
      ExternalOriginReference: 'E-1',
    });
    importAndPost();
    expect(office.staged(1)).toMatchObject({ AccountingAmount: '115.5', ExchangeRate: '1.1' });
    const entries = office.rows('GeneralJournalAccountEntries', { MainAccountId: '155100' });
    expect(entries.map((entry) => [entry['TransactionCurrencyAmount'], entry['AccountingCurrencyAmount']])).toEqual([
      ['-105', '-115.5'],
      ['105', '115.5'],
    ]);
  });

  it('an expense entered in Dataverse uses none of them (5.2)', () => {
    office.stage(1, { TransactionType: 'Cost', TransactionClassification: classes.expense, Quantity: 1, UnitPrice: 100 });
    importAndPost();
    expect(office.balances()).toEqual({ 540200: 100, 600400: -100 });
  });

  it('the trial balance of time with correction, expense and vendor invoice together is that of the page, both sides 5,370.00 (5.6)', () => {
    const hours = { ContractLineId: 'L-P-1', UnitPrice: 200 };
    office.stage(1, { TransactionType: 'Cost', UnitPrice: 100 });
    office.stage(2, { ...hours, TransactionType: 'Sales' });
    importAndPost();
    const invoice = (proposal: string): void => {
      office.import();
      office.act('post-invoice-proposal', { company: 'uspm', proposal, date: '2026-03-31' });
    };
    for (const proposal of ['INV-1', 'INV-2']) office.act('create-invoice-proposal', { company: 'uspm', proposal, contract: 'C-P-1' });
    office.stage(4, { ...hours, TransactionType: 'BilledSales', InvoiceProposalId: 'INV-1' });
    office.connect(4, 'Billed Sales', 2, 'Unbilled Sales');
    invoice('INV-1');
    office.stage(5, { ...hours, TransactionType: 'BilledSales', Quantity: -8, InvoiceProposalId: 'INV-2' });
    office.stage(6, { ...hours, TransactionType: 'Sales', Quantity: 6 });
    office.stage(8, { ...hours, TransactionType: 'BilledSales', Quantity: 6, InvoiceProposalId: 'INV-2' });
    office.stage(9, { ...hours, TransactionType: 'Sales', Quantity: 2 });
    office.connect(5, 'Reversing', 4, 'Original');
    office.connect(8, 'Billed Sales', 6, 'Unbilled Sales');
    importAndPost();
    invoice('INV-2');

    const document = { company: 'uspm', project: 'P-1', date: '2026-03-10' };
    office.act('post-source-document', {
      ...document,
      document: 'ExpenseReport',
      id: 'E-1',
      amount: 100,
      recoverableTax: 15,
      nonRecoverableTax: 5,
    });
    const expense = { TransactionClassification: classes.expense, Quantity: 1, ExternalOriginReference: 'E-1' };
    office.stage(10, { ...expense, TransactionType: 'Cost', UnitPrice: 100, SalesTaxAmount: 5 });
    office.stage(11, { ...expense, TransactionType: 'Sales', UnitPrice: 130 });
    office.seed('EcoResReleasedDistinctProductCDSs', { dataAreaId: 'uspm', ProductNumber: 'D0001' });
    office.act('post-source-document', {
      ...document,
      document: 'VendorInvoice',
      id: 'V-1',
      amount: 1000,
      recoverableTax: 100,
      nonRecoverableTax: 100,
    });
    const material = {
      TransactionClassification: classes.material,
      ProductNumber: 'D0001',
      Quantity: 10,
      VendInvoiceLineProjTransId: 'V-1',
    };
    office.stage(12, { ...material, TransactionType: 'Cost', UnitPrice: 100 });
    office.stage(13, { ...material, TransactionType: 'Sales', UnitPrice: 140 });
    importAndPost();

    const balances = office.balances();
    expect(balances).toEqual({
      130100: 1320,
      155100: 0,
      155200: 0,
      155800: 115,
      161300: 1930,
      200100: -1320,
      250500: -120,
      411100: -1200,
      420200: -1930,
      540100: 800,
      540200: 105,
      540300: 1100,
      600300: -800,
    });
    expect(
      Object.values(balances)
        .filter((amount) => amount > 0)
        .reduce((sum, amount) => sum + amount, 0),
    ).toBe(5370);
  });
});
