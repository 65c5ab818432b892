import { classes, FinanceOffice } from '../../../test/finance-office';

const milestone = (number: number) => ({
  dataAreaId: 'uspm',
  ContractLineMilestoneIdentifier: `M${number}`,
  ProjectContractId: 'C-P-1',
  ContractLineId: 'L-P-1',
  ProjectNumber: 'P-1',
  Description: `Milestone ${number}`,
  CurrencyCode: 'USD',
  Amount: 5000,
  TransactionDate: '2026-03-31T12:00:00Z',
});

/** The fixed-price example of domain/30-estimates-actuals.md 30.6, numbers of 70-finance-accounting.md 5.1 and 5.3. */
describe('Fixed price', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.project('P-1', 'FixedPrice');
    for (const number of [1, 2]) expect(office.api('POST', 'ProjectContractLineMilestones', milestone(number)).status).toBe(201);
    office.api('POST', 'ProjEstimateHoursImport', {
      dataAreaId: 'uspm',
      EstimateHoursImportId: 'e0000000-0000-4000-8000-000000000001',
      ProjectId: 'P-1',
      Duration: 40,
      PlannedCostAmount: 4000,
      PlannedSalesAmount: 0,
      StartDate: '2026-03-01T12:00:00Z',
    });
  });

  const work = (): void => {
    office.stage(1, { TransactionType: 'Cost', UnitPrice: 100 });
    office.import();
    office.post();
  };
  const bill = (number: number, proposal: string): void => {
    office.act('create-invoice-proposal', { company: 'uspm', proposal, contract: 'C-P-1' });
    office.stage(number, {
      TransactionType: 'BilledSales',
      TransactionClassification: classes.milestone,
      Quantity: 1,
      UnitPrice: 5000,
      ContractId: 'C-P-1',
      ContractLineId: 'L-P-1',
      InvoiceProposalId: proposal,
    });
    office.import();
    office.act('post-invoice-proposal', { company: 'uspm', proposal, date: '2026-03-31' });
  };

  it('milestones are on-account transactions, and the first one makes the estimate project', () => {
    expect(
      office
        .rows('ProjectOnAccountTransactions')
        .map((row) => [row['TransactionId'], row['Amount'], row['TransStatus'], row['SalesTaxGroup']]),
    ).toEqual([
      ['OA-000001', '5000', 'Posted', 'AR-DOM'],
      ['OA-000002', '5000', 'Posted', 'AR-DOM'],
    ]);
    expect(office.row('ProjectContractLineMilestones', { ContractLineMilestoneIdentifier: 'M1' })['TransactionId']).toBe('OA-000001');
    expect(office.row('ProjectsV2', { ProjectId: 'P-1' })['EstimateProjectId']).toBe('P-1');
    office.api('PATCH', "ProjectContractLineMilestones(dataAreaId='uspm',ContractLineMilestoneIdentifier='M2')", { Amount: 5500 });
    expect(office.row('ProjectOnAccountTransactions', { TransactionId: 'OA-000002' })['Amount']).toBe('5500');
    office.api('DELETE', "ProjectContractLineMilestones(dataAreaId='uspm',ContractLineMilestoneIdentifier='M2')");
    expect(office.rows('ProjectOnAccountTransactions')).toHaveLength(1);
  });

  it('time posts cost only: no unbilled sale, no accrual', () => {
    work();
    expect(office.voucher('PIV-000001')).toEqual([
      ['540100', '800'],
      ['600300', '-800'],
    ]);
    expect(office.staged(1)).toMatchObject({ VoucherNumber: 'PIV-000001', AccountingAmount: '800', ExchangeRate: '1' });
  });

  it('completed percentage: 800 of 4,000 is 20 percent, 2,000 of revenue are accrued; milestones are invoiced on account; in the end WIP is 0', () => {
    work();
    expect(office.act('post-estimate', { company: 'uspm', project: 'P-1', date: '2026-03-31' })).toEqual({
      voucher: 'ESV-000001',
      estimatedCost: '4000',
      actualCost: '800',
      completedPercentage: '20',
      accruedRevenue: '2000',
    });
    expect(office.voucher('ESV-000001')).toEqual([
      ['161300', '2000'],
      ['420200', '-2000'],
    ]);
    bill(2, 'INV-1');
    expect(office.voucher('CIV-000001')).toEqual([
      ['130100', '5500'],
      ['162100', '-5000'],
      ['250500', '-500'],
    ]);
    expect(office.staged(2)).toMatchObject({ VoucherNumber: 'CIV-000001', AccountingAmount: '5000', SalesTaxAmount: '500' });
    expect(office.row('ProjectOnAccountTransactions', { TransactionId: 'OA-000001' })).toMatchObject({
      TransStatus: 'Invoiced',
      InvoiceId: 'CI-000001',
    });
    bill(3, 'INV-2');
    expect(office.act('eliminate-project', { company: 'uspm', project: 'P-1', date: '2026-04-30' })).toMatchObject({ amount: '10000' });
    expect(office.voucher('ESV-000002')).toEqual([
      ['161300', '8000'],
      ['420200', '-8000'],
      ['162100', '10000'],
      ['161300', '-10000'],
    ]);
    expect(office.balances()).toEqual({ 130100: 11000, 161300: 0, 162100: 0, 250500: -1000, 420200: -10000, 540100: 800, 600300: -800 });
  });

  it('completed contract: cost waits in WIP and meets revenue at the end', () => {
    office.act('set-profile-rule', { company: 'uspm', profile: 'FP-CONTRACT', project: 'P-1' });
    work();
    office.act('post-estimate', { company: 'uspm', project: 'P-1', date: '2026-03-31' });
    expect(office.voucher('ESV-000001')).toEqual([
      ['161200', '800'],
      ['540100', '-800'],
    ]);
    bill(2, 'INV-1');
    bill(3, 'INV-2');
    office.act('eliminate-project', { company: 'uspm', project: 'P-1', date: '2026-04-30' });
    expect(office.voucher('ESV-000002')).toEqual([
      ['540100', '800'],
      ['161200', '-800'],
      ['162100', '10000'],
      ['420200', '-10000'],
    ]);
    expect(office.balances()).toEqual({ 130100: 11000, 161200: 0, 162100: 0, 250500: -1000, 420200: -10000, 540100: 800, 600300: -800 });
  });

  it('no WIP: the invoice goes to invoiced revenue on account, and there is nothing to estimate', () => {
    office.act('set-profile-rule', { company: 'uspm', profile: 'FP-NOWIP', project: 'P-1' });
    bill(2, 'INV-1');
    expect(office.voucher('CIV-000001')).toEqual([
      ['130100', '5500'],
      ['413100', '-5000'],
      ['250500', '-500'],
    ]);
    expect(office.refusal('post-estimate', { company: 'uspm', project: 'P-1', date: '2026-03-31' })).toContain('keeps no WIP');
    expect(office.refusal('post-costs', { company: 'uspm', project: 'P-1' })).toContain('is fixed price');
  });

  it('of milestones over the same amount, the one with the text of the billed sale is invoiced (30.6)', () => {
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-1', contract: 'C-P-1' });
    office.stage(2, {
      TransactionType: 'BilledSales',
      TransactionClassification: classes.milestone,
      Description: 'Milestone 2',
      Quantity: 1,
      UnitPrice: 5000,
      ContractId: 'C-P-1',
      ContractLineId: 'L-P-1',
      InvoiceProposalId: 'INV-1',
    });
    office.import();
    expect(office.rows('ProjectOnAccountTransactions').map((row) => [row['Description'], row['TransStatus']])).toEqual([
      ['Milestone 1', 'Posted'],
      ['Milestone 2', 'InvoiceProposal'],
    ]);
  });

  it('a credited milestone is billed back and open again', () => {
    bill(2, 'INV-1');
    office.act('create-invoice-proposal', { company: 'uspm', proposal: 'INV-2', contract: 'C-P-1' });
    office.stage(3, {
      TransactionType: 'BilledSales',
      TransactionClassification: classes.milestone,
      Quantity: -1,
      UnitPrice: 5000,
      AdjustmentStatus: 192350002,
      InvoiceProposalId: 'INV-2',
    });
    office.connect(3, 'Reversing', 2, 'Original');
    office.import();
    expect(office.act('post-invoice-proposal', { company: 'uspm', proposal: 'INV-2', date: '2026-04-10' })).toMatchObject({
      amount: '-5500',
    });
    expect(office.balances()).toEqual({ 130100: 0, 162100: 0, 250500: 0 });
    expect(office.row('ProjectOnAccountTransactions', { TransactionId: 'OA-000001' })['TransStatus']).toBe('Posted');
    expect(office.api('DELETE', "ProjectContractLineMilestones(dataAreaId='uspm',ContractLineMilestoneIdentifier='M1')").status).toBe(204);
  });

  it('a milestone on an invoice can be deleted no longer', () => {
    bill(2, 'INV-1');
    expect(office.api('DELETE', "ProjectContractLineMilestones(dataAreaId='uspm',ContractLineMilestoneIdentifier='M1')").message).toContain(
      'is on an invoice',
    );
  });
});
