import { actualId, classes, FinanceOffice } from '../../../test/finance-office';

const cost = { TransactionType: 'Cost', UnitPrice: 100 } as const;
const sale = { TransactionType: 'Sales', UnitPrice: 200 } as const;

/** Each error of domain/70-finance-accounting.md 3.4: what the accountant reads, and that mending the cause alone heals it. */
describe('Import from staging', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.project('P-1', 'TimeAndMaterial');
  });

  /** A good row beside the bad one is imported all the same; after mending, the bad one follows. */
  const waitsUntilMended = (code: string, message: string, mend: () => void): void => {
    office.project('P-OK', 'internal');
    office.stage(90, { ...cost, ProjectId: 'P-OK' });
    expect(office.import()).toMatchObject({ lines: 1, log: [{ code, message }] });
    expect(office.rows('ProjectIntegrationLogs').map((row) => [row['Code'], row['Message']])).toEqual([[code, message]]);
    mend();
    expect(office.import()).toMatchObject({ lines: 1, log: [] });
    expect(office.rows('ProjectIntegrationLogs')).toEqual([]);
    expect(office.import()).toMatchObject({ lines: 0, log: [] });
  };

  it('waits for the project (IMP-01)', () => {
    office.stage(1, { ...cost, ProjectId: 'P-NEW' });
    waitsUntilMended('IMP-01', `Unable to import actual ${actualId(1)}. Project P-NEW does not exist in legal entity USPM.`, () =>
      office.project('P-NEW', 'internal'),
    );
  });

  it('waits for a cost and revenue profile of a billable project (IMP-02)', () => {
    office.api('DELETE', "ProjectCostRevenueProfileRules(dataAreaId='uspm',RuleId='ALL-TM')");
    office.stage(1, cost);
    waitsUntilMended(
      'IMP-02',
      `Unable to import actual ${actualId(1)}. No project cost and revenue profile rule applies to project P-1.`,
      () => office.act('set-profile-rule', { company: 'uspm', profile: 'TM-WIP', project: 'P-1' }),
    );
  });

  it('waits for the contract line that bills a sale (IMP-02)', () => {
    office.project('P-2', 'internal');
    office.stage(1, { ...sale, ProjectId: 'P-2' });
    waitsUntilMended(
      'IMP-02',
      `Unable to import actual ${actualId(1)}. Project P-2 is on no line of a project contract, so its sales cannot be posted.`,
      () => office.project('P-2', 'TimeAndMaterial'),
    );
  });

  it('waits for a project category of the right type (IMP-03)', () => {
    office.act('set-project-parameters', { company: 'uspm', values: { ExpenseCategoryId: '' } });
    office.stage(1, { ...cost, TransactionClassification: classes.expense, TransactionCategoryId: 'TCN-7' });
    waitsUntilMended(
      'IMP-03',
      `Unable to import actual ${actualId(1)}. Transaction category 'TCN-7' has no project category of type Expense in legal entity USPM, and the project parameters have no default.`,
      () => {
        office.api('POST', 'ProjectTransactionCategories', { CategoryId: 'TCN-7', Name: 'Taxi' });
        office.act('add-project-category', { company: 'uspm', transactionCategory: 'TCN-7', types: ['Cost'] });
      },
    );
  });

  it('waits for an exchange rate of the day (IMP-04, F14, S14)', () => {
    office.seed('Currencies', { CurrencyCode: 'GBP' });
    office.act('set-exchange-rate', { from: 'GBP', to: 'USD', rate: 120, validFrom: '2026-03-11' });
    office.stage(1, { ...cost, TransactionCurrencyId: 'GBP' });
    waitsUntilMended(
      'IMP-04',
      `Unable to import actual ${actualId(1)}. Exchange rate for currency GBP to currency USD does not exist for date 3/10/2026.`,
      () => office.act('set-exchange-rate', { from: 'GBP', to: 'USD', rate: '125', validFrom: '2026-03-01' }),
    );
    expect(office.line(1)['CostExchangeRate']).toBe('125');
  });

  it('keeps a date that would have to be moved and cannot be out (IMP-06)', () => {
    office.act('set-project-parameters', { company: 'uspm', values: { MoveToOpenPeriod: 'Yes' } });
    office.stage(1, { ...cost, AccountingDate: '2030-12-10T12:00:00Z' });
    office.act('close-period', { company: 'uspm', date: '2030-12-01' });
    waitsUntilMended('IMP-06', 'No open fiscal period was found in or after the specified accounting date 12/10/2030.', () =>
      office.act('open-period', { company: 'uspm', date: '2030-12-01' }),
    );
  });

  it('waits for the document that a cost names, and for its integration account (IMP-07, IMP-08)', () => {
    const document = { company: 'uspm', document: 'ExpenseReport', id: 'E-000463', project: 'P-1', amount: '100', date: '2026-03-09' };
    office.stage(1, { ...cost, TransactionClassification: classes.expense, Quantity: 1, ExternalOriginReference: 'E-000463' });
    waitsUntilMended('IMP-08', `Unable to import actual ${actualId(1)}. Source document E-000463 is not posted in legal entity USPM.`, () =>
      office.act('post-source-document', document),
    );

    office.stage(2, { ...cost, TransactionClassification: classes.expense, Quantity: 1, ExternalOriginReference: 'E-000464' });
    office.act('post-source-document', { ...document, id: 'E-000464' });
    office.act('set-project-parameters', { company: 'uspm', values: { ExpenseIntegrationAccount: '' } });
    expect(office.import()).toMatchObject({
      lines: 0,
      log: [
        {
          code: 'IMP-07',
          message: `Unable to import actual ${actualId(2)}. Expense integration account is not set in Project Management and Accounting Parameters of legal entity USPM.`,
        },
      ],
    });
    office.act('set-project-parameters', { company: 'uspm', values: { ExpenseIntegrationAccount: '155100' } });
    expect(office.import()).toMatchObject({ lines: 1, log: [] });
  });

  it('prevalidation lets young rows wait without a word, and never imports what Dataverse rolled back (IMP-09)', () => {
    office.act('set-project-parameters', { company: 'uspm', values: { IsPrevalidationEnabled: 'Yes' } });
    office.stage(1, cost);
    office.stage(2, cost);
    office.act('mark-actuals-rolled-back', { actuals: [actualId(2)] });
    expect(office.import()).toMatchObject({ lines: 0, log: [] });
    office.simulator.clock.advance(301);
    expect(office.import()).toMatchObject({
      lines: 1,
      log: [{ code: 'IMP-09', message: `Actual ${actualId(2)} does not exist in Dataverse; it is marked as invalid and not imported.` }],
    });
    expect(office.state(2)).toMatchObject({ IsProcessed: 'Yes', IsInvalid: 'Yes', ProjAdvancedJournalId: '' });
    expect(office.import()).toMatchObject({ lines: 0, log: [] });
  });

  it('waits for the product in the company; a write-in uses the product of the parameters (IMP-10)', () => {
    const material = { ...cost, TransactionClassification: classes.material };
    office.stage(1, { ...material, ProductNumber: 'D0001' });
    waitsUntilMended('IMP-10', `Unable to import actual ${actualId(1)}. Product D0001 is not released in legal entity USPM.`, () =>
      office.seed('EcoResReleasedDistinctProductCDSs', { dataAreaId: 'uspm', ProductNumber: 'D0001' }),
    );
    office.stage(2, material);
    expect(office.import().log).toEqual([
      expect.objectContaining({
        code: 'IMP-10',
        message: `Unable to import actual ${actualId(2)}. The project parameters of legal entity USPM name no write-in product.`,
      }),
    ]);
    office.act('set-project-parameters', { company: 'uspm', values: { WriteInProductNumber: 'D0001' } });
    expect(office.import()).toMatchObject({ lines: 1, log: [] });
  });

  it('marks a second row of an actual that was taken, and makes no line of it (IMP-11)', () => {
    office.stage(1, cost);
    office.import();
    office.stage(2, { ...cost, ActualId: actualId(1) });
    expect(office.import()).toMatchObject({ lines: 0, log: [] });
    expect(office.state(2)).toMatchObject({ IsDuplicate: 'Yes', IsProcessed: 'Yes' });
    expect(office.rows('ProjAdvancedJournalLines')).toHaveLength(1);
  });

  it('runs one import of a company at a time; one that was cut off holds its place until it is ended, and the rest follows (IMP-12, F4)', () => {
    for (const number of [1, 2, 3]) office.stage(number, cost);
    expect(office.import('uspm', { stopAfter: 2 })).toMatchObject({ lines: 2, isComplete: false });
    expect(office.refusal('import-from-staging', { company: 'uspm' })).toContain(
      'Import from staging is already running in legal entity USPM.',
    );
    office.act('end-import', { company: 'uspm' });
    expect(office.import()).toMatchObject({ lines: 1, isComplete: true });
    expect(office.rows('ProjAdvancedJournalLines').map((row) => row['Voucher'])).toEqual(['PIV-000001', 'PIV-000002', 'PIV-000003']);
  });

  it('a row that cannot be written waits as well, and stops no other (3.4)', () => {
    office.stage(1, cost);
    office.simulator.faults.merge({
      system: 'finance',
      rejectRows: { table: 'ProjAdvancedJournalLines', where: { ActualId: actualId(1) }, message: 'No.' },
    });
    office.stage(2, cost);
    expect(office.import()).toMatchObject({
      lines: 1,
      isComplete: true,
      log: [{ code: 'IMP', message: expect.stringContaining(`Unable to import actual ${actualId(1)}.`) }],
    });
    office.simulator.faults.clear();
    expect(office.import()).toMatchObject({ lines: 1, log: [] });
    expect(office.rows('ProjAdvancedJournalLines').map((row) => row['LineNumber'])).toEqual([1, 2]);
  });

  it('twice without new rows changes nothing (F4)', () => {
    office.stage(1, cost);
    office.stage(2, sale);
    office.import();
    office.post();
    const before = ['ProjAdvancedJournalLines', 'ProjActualsImports', 'ProjCDSActualsImports', 'ProjectTransactions'].map((table) =>
      office.rows(table),
    );
    expect(office.import()).toMatchObject({ lines: 0 });
    expect(
      ['ProjAdvancedJournalLines', 'ProjActualsImports', 'ProjCDSActualsImports', 'ProjectTransactions'].map((table) => office.rows(table)),
    ).toEqual(before);
  });

  it('sees rows of its own company only (F12)', () => {
    office.act('set-up-project-accounting', { company: 'gbpm', currency: 'USD' });
    office.project('P-1', 'internal', {}, 'gbpm');
    office.stage(1, cost);
    office.stage(2, cost, 'gbpm');
    expect(office.import('gbpm')).toMatchObject({ lines: 1 });
    expect(office.line(2)['dataAreaId']).toBe('gbpm');
    expect(office.import()).toMatchObject({ lines: 1 });
    expect([office.line(1)['Voucher'], office.line(2)['Voucher']]).toEqual(['PIV-000001', 'PIV-000001']); // numbers repeat between companies
  });

  it('ignores tax actuals and sets those of before the beginning balances apart (3.1)', () => {
    office.stage(1, { TransactionType: 'Tax', TransactionClassification: 690970002 });
    office.act('set-project-parameters', {
      company: 'uspm',
      values: { CreateBeginningBalances: 'Yes', BeginningBalanceDate: '2026-02-28T12:00:00Z' },
    });
    office.stage(2, { ...cost, StartDate: '2026-02-28T12:00:00Z' });
    office.stage(3, cost);
    expect(office.import()).toMatchObject({ lines: 1, log: [{ code: 'BB' }] });
    expect([office.state(1)['IsProcessed'], office.state(2)['IsProcessed']]).toEqual(['Yes', 'No']);
  });

  it('makes no line of a cost that a Finance document posted already; it gets that voucher (3.1)', () => {
    office.act('post-source-document', {
      company: 'uspm',
      document: 'GeneralJournal',
      id: 'GJ-1',
      project: 'P-1',
      amount: '800',
      date: '2026-03-10',
    });
    office.stage(1, { ...cost, ExternalOriginReference: 'GJ-1' });
    expect(office.import()).toMatchObject({ lines: 0, log: [] });
    expect(office.staged(1)).toMatchObject({ VoucherNumber: 'SDV-000001', AccountingAmount: '800' });
  });

  it.each([
    ['Days', ['2026-03-10', '2026-03-11', '2026-04-01']],
    ['Months', ['2026-03-01', '2026-04-01']],
    ['Years', ['2026-01-01']],
    ['All', ['1900-01-01']],
  ])('groups lines by transaction date: %s (3.3)', (PeriodUnit, starts) => {
    office.act('set-project-parameters', { company: 'uspm', values: { PeriodUnit } });
    for (const [index, day] of ['2026-03-10', '2026-03-11', '2026-03-11', '2026-04-01'].entries())
      office.stage(index + 1, { ...cost, StartDate: `${day}T12:00:00Z` });
    office.import();
    expect(office.rows('ProjAdvancedJournals').map((row) => String(row['PeriodStartDate']).slice(0, 10))).toEqual(starts);
  });

  it('starts another journal at the line limit, and fills the newest draft before that (3.3)', () => {
    office.act('set-project-parameters', { company: 'uspm', values: { JournalLineLimit: 2 } });
    for (const number of [1, 2, 3]) office.stage(number, cost);
    expect(office.import().journals).toEqual([
      { journal: 'USPM-000001', lines: 2 },
      { journal: 'USPM-000002', lines: 1 },
    ]);
    for (const number of [4, 5]) office.stage(number, cost);
    expect(office.import().journals).toEqual([
      { journal: 'USPM-000002', lines: 1 },
      { journal: 'USPM-000003', lines: 1 },
    ]);
  });

  it('a deleted line comes back with the next import, under a new voucher (F6, S15)', () => {
    office.stage(1, cost);
    office.import();
    office.act('delete-journal-line', { company: 'uspm', actual: actualId(1) });
    expect([office.staged(1)['IsJournalized'], office.rows('ProjAdvancedJournalLines')]).toEqual(['No', []]);
    expect(office.import()).toMatchObject({ lines: 1 });
    expect(office.line(1)['Voucher']).toBe('PIV-000002');
    expect(office.state(1)['IntegrationCount']).toBe(2);
    office.act('delete-journal-line', { company: 'uspm', voucher: 'PIV-000002' });
    office.import();
    expect(office.rows('ProjAdvancedJournalLines')).toHaveLength(1);
  });

  it('shows hour lines through the published entity, others not', () => {
    office.stage(1, cost);
    office.stage(2, { ...cost, TransactionClassification: classes.expense });
    office.import();
    expect(office.rows('ProjAdvancedJournalLineHours')).toEqual([
      expect.objectContaining({ Voucher: 'PIV-000001', ExtendedCost: '800', TransType: 'Hour' }),
    ]);
    office.act('delete-journal-line', { company: 'uspm', actual: actualId(1) });
    expect(office.rows('ProjAdvancedJournalLineHours')).toEqual([]);
  });
});
