import { actualId, FinanceOffice } from '../../../test/finance-office';

const cost = { TransactionType: 'Cost', UnitPrice: 100 } as const;
const sale = { TransactionType: 'Sales', UnitPrice: 200 } as const;
const lineFailed = (office: FinanceOffice, journal: string, number: number, reason: string): string => {
  const recordId = /RecId \((\d+)\)/.exec(
    office
      .rows('ProjectIntegrationLogs')
      .map((row) => String(row['Message']))
      .join(),
  )?.[1];
  return `Integration journal (${journal}): Line with RecId (${recordId}) and Voucher (${String(office.line(number)['Voucher'])}) failed to post due to (${reason}).`;
};

describe('Posting of integration journals', () => {
  let office: FinanceOffice;

  beforeEach(() => {
    office = new FinanceOffice();
    office.project('P-1', 'TimeAndMaterial');
  });

  it('closed period, parameter off, then on: an error, then the first day of the next open period (F9, IMP-06, S13)', () => {
    office.stage(1, cost);
    office.act('close-period', { company: 'uspm', date: '2026-03-01', until: '2026-05-01' });
    expect(office.import()).toMatchObject({ lines: 1, log: [] });
    expect(office.post()).toMatchObject({ posted: 0, failed: 1, journals: [{ status: 'Error' }] });
    const message = lineFailed(office, 'USPM-000001', 1, 'No open fiscal period was found for the specified accounting date 3/10/2026.');
    expect(office.rows('ProjectIntegrationLogs').map((row) => row['Message'])).toEqual([message]);
    expect(office.line(1)).toMatchObject({ LineStatus: 'Error', PostError: 'Yes' });
    expect(office.staged(1)['VoucherNumber']).toBe('');

    office.act('set-project-parameters', { company: 'uspm', values: { MoveToOpenPeriod: 'Yes' } });
    office.act('reset-journal-to-draft', { company: 'uspm', journal: 'USPM-000001' });
    expect(office.post()).toMatchObject({ posted: 1, failed: 0, log: [] });
    expect(office.row('LedgerVouchers', { Voucher: 'PIV-000001' })['AccountingDate']).toBe('2026-06-01T12:00:00Z');
    office.stage(2, cost);
    office.import();
    expect(office.line(2)).toMatchObject({ AccountingDate: '2026-06-01T12:00:00Z', ProjTransDate: '2026-03-10T12:00:00Z' });
  });

  it('opening the period alone heals it too (F9)', () => {
    office.stage(1, cost);
    office.act('close-period', { company: 'uspm', date: '2026-03-01' });
    office.import();
    office.post();
    office.act('open-period', { company: 'uspm', date: '2026-03-01' });
    expect(office.refusal('post-integration-journal', { company: 'uspm', journal: 'USPM-000001' })).toContain(
      'Mend them, then use Update to draft.',
    );
    office.act('reset-journal-to-draft', { company: 'uspm', journal: 'USPM-000001' });
    expect(office.post()).toMatchObject({ posted: 1 });
  });

  it('one bad line of three: two are posted, the third is in a new journal that names the first one (S16)', () => {
    office.project('P-2', 'internal', { ProjectStage: 'Completed' });
    for (const [number, ProjectId] of [
      [1, 'P-1'],
      [2, 'P-2'],
      [3, 'P-1'],
    ] as const)
      office.stage(number, { ...cost, ProjectId });
    office.import();
    expect(office.post()).toMatchObject({
      posted: 2,
      failed: 1,
      journals: [{ journal: 'USPM-000001', status: 'Posted', errorJournal: 'USPM-000002' }],
    });
    expect(office.row('ProjAdvancedJournals', { ProjAdvancedJournalId: 'USPM-000002' })).toMatchObject({
      Status: 'Error',
      OriginalProjAdancedJournalId: 'USPM-000001',
    });
    expect(office.line(2)).toMatchObject({
      ProjAdvancedJournalId: 'USPM-000002',
      LineStatus: 'Error',
      PostErrorText: "Project stage finished doesn't allow recording in the project.",
    });
    expect(office.state(2)).toMatchObject({ ProjAdvancedJournalId: 'USPM-000002', ProjAdvancedJournalLine: 1 });
    expect(office.import()).toMatchObject({ lines: 0 });
    office.seed('ProjectsV2', { dataAreaId: 'uspm', ProjectId: 'P-2', ProjectStage: 'InProcess' });
    office.act('reset-journal-to-draft', { company: 'uspm', journal: 'USPM-000002' });
    expect(office.post()).toMatchObject({ posted: 1, failed: 0 });
    expect(office.line(2)['Voucher']).toBe('PIV-000002');
  });

  it('without the feature one bad line stops the whole journal, and nothing of it is posted (4)', () => {
    office.act('set-project-parameters', { company: 'uspm', values: { TransferErrorLinesToNewJournal: 'No' } });
    office.project('P-2', 'internal', { ProjectStage: 'Completed' });
    office.stage(1, cost);
    office.stage(2, { ...cost, ProjectId: 'P-2' });
    office.import();
    expect(office.post()).toMatchObject({ posted: 0, failed: 1, journals: [{ status: 'Error' }] });
    expect([office.line(1)['LineStatus'], office.line(2)['LineStatus'], office.rows('LedgerVouchers')]).toEqual(['Draft', 'Error', []]);
  });

  it('says which account of the posting setup is missing, and posts once it is there (4)', () => {
    office.api(
      'DELETE',
      "ProjectLedgerPostingDefinitions(dataAreaId='uspm',PostingType='WipSalesValue',TransType=Microsoft.Dynamics.DataEntities.ProjTransType'None',CategoryId='')",
    );
    office.stage(1, sale);
    office.import();
    office.post();
    expect(office.line(1)['PostErrorText']).toBe(
      'Account number for transaction type WipSalesValue does not exist in the ledger posting setup of USPM.',
    );
    office.seed('ProjectLedgerPostingDefinitions', {
      dataAreaId: 'uspm',
      PostingType: 'WipSalesValue',
      CategoryId: '',
      MainAccountId: '161300',
    });
    office.act('reset-journal-to-draft', { company: 'uspm', journal: 'USPM-000001' });
    expect(office.post()).toMatchObject({ posted: 1 });
  });

  it('a posting that got stuck leaves Processing; reset to draft posts the rest, nothing twice (10.4)', () => {
    for (const number of [1, 2, 3]) office.stage(number, cost);
    office.import();
    expect(office.post('uspm', { journal: 'USPM-000001', stopAfter: 1 })).toMatchObject({
      posted: 1,
      journals: [{ status: 'Processing' }],
    });
    expect(office.refusal('post-integration-journal', { company: 'uspm', journal: 'USPM-000001' })).toContain('is being posted');
    expect(office.refusal('delete-journal-line', { company: 'uspm', actual: actualId(2) })).toContain('being posted');
    office.act('reset-journal-to-draft', { company: 'uspm', journal: 'USPM-000001' });
    expect(office.post()).toMatchObject({ posted: 2 });
    expect(office.rows('LedgerVouchers').map((row) => row['Voucher'])).toEqual(['PIV-000001', 'PIV-000002', 'PIV-000003']);
  });

  it('a rolled back actual is invalid at posting when prevalidation is on, and never leaves that state (4)', () => {
    office.stage(1, cost);
    office.import();
    office.act('set-project-parameters', { company: 'uspm', values: { IsPrevalidationEnabled: 'Yes' } });
    office.act('mark-actuals-rolled-back', { actuals: [actualId(1)] });
    expect(office.post()).toMatchObject({ posted: 0, failed: 0 });
    expect(office.line(1)['LineStatus']).toBe('InvalidActuals');
    expect(office.rows('LedgerVouchers')).toEqual([]);
  });

  it('each line is its own voucher (F2), cost and sale are separate project transactions (F7)', () => {
    office.stage(1, cost);
    office.stage(2, sale);
    office.import();
    office.post();
    expect(office.rows('LedgerVouchers').map((row) => [row['Voucher'], row['EntryCount'], row['AccountingAmount']])).toEqual([
      ['PIV-000001', 2, '800'],
      ['PIV-000002', 2, '1600'],
    ]);
    expect(office.rows('ProjectTransactions').map((row) => [row['Side'], row['Voucher'], row['Origin']])).toEqual([
      ['Cost', 'PIV-000001', 'ProjAdvancedJournal'],
      ['Sales', 'PIV-000002', 'ProjAdvancedJournal'],
    ]);
  });

  it('what is posted is final, on every path (F3)', () => {
    office.stage(1, cost);
    office.import();
    office.post();
    expect(office.refusal('post-integration-journal', { company: 'uspm', journal: 'USPM-000001' })).toBe(
      'Integration journal USPM-000001 is already posted.',
    );
    expect(office.refusal('delete-journal-line', { company: 'uspm', actual: actualId(1) })).toContain('is posted and cannot be changed');
    expect(office.refusal('edit-journal-line', { company: 'uspm', actual: actualId(1), salesTaxGroup: 'X' })).toContain(
      'is posted and cannot be changed',
    );
    expect(office.refusal('reset-journal-to-draft', { company: 'uspm', journal: 'USPM-000001' })).toContain('has status Posted');
    for (const path of [
      "LedgerVouchers(dataAreaId='uspm',Voucher='PIV-000001')",
      "ProjAdvancedJournals(dataAreaId='uspm',ProjAdvancedJournalId='USPM-000001')",
    ])
      expect(office.api('DELETE', path).message).toContain('is read only');
  });

  it('tax groups and dimensions of a draft line may be changed, and go into the transaction (4)', () => {
    office.stage(1, sale);
    office.import();
    office.act('edit-journal-line', { company: 'uspm', actual: actualId(1), salesTaxGroup: 'AR-XX', dimensions: '-002-' });
    office.post();
    expect(office.line(1)['PostErrorText']).toBe('Sales tax group AR-XX does not exist.');
    office.seed('TaxGroups', { dataAreaId: 'uspm', TaxGroupCode: 'AR-XX' });
    office.act('reset-journal-to-draft', { company: 'uspm', journal: 'USPM-000001' });
    office.post();
    expect(office.row('ProjectTransactions', { Side: 'Sales' })).toMatchObject({ SalesTaxGroup: 'AR-XX', DefaultDimension: '-002-' });
  });

  it('a failed write-back leaves the posting standing; the actual gets its voucher later, exactly once (F11, S20)', () => {
    office.stage(1, cost);
    office.import();
    office.act('fail-write-back', { company: 'uspm' });
    expect(office.post()).toMatchObject({ posted: 1, writtenBack: 0, waitingForWriteBack: 1 });
    expect([office.staged(1)['VoucherNumber'], office.line(1)['LineStatus']]).toEqual(['', 'Posted']);
    expect(office.act('retry-write-back', { company: 'uspm', failing: true })).toMatchObject({ writtenBack: 0, waitingForWriteBack: 1 });
    expect(office.row('ProjActualsWriteBacks', {})).toMatchObject({
      Attempts: 2,
      LastError: 'Unable to write data to entity msdyn_actuals.',
    });
    expect(office.act('retry-write-back', { company: 'uspm' })).toMatchObject({ writtenBack: 1, waitingForWriteBack: 0 });
    expect(office.staged(1)).toMatchObject({ VoucherNumber: 'PIV-000001', AccountingAmount: '800' });
    expect(office.act('retry-write-back', { company: 'uspm' })).toMatchObject({ writtenBack: 0 });
  });

  it('a log holds the newest run of each process only, and nothing older than 90 days (F10)', () => {
    office.act('set-project-parameters', { company: 'uspm', values: { FeeCategoryId: '' } });
    office.stage(1, { ...sale, TransactionClassification: 192350004 });
    office.import();
    office.import();
    office.stage(2, cost);
    office.act('close-period', { company: 'uspm', date: '2026-03-01' });
    office.import();
    office.post();
    expect(office.rows('ProjectIntegrationLogs').map((row) => [row['Process'], row['Code']])).toEqual([
      ['ImportFromStaging', 'IMP-03'],
      ['PostIntegrationJournal', 'POST'],
    ]);
    office.simulator.clock.advance(91 * 86_400);
    office.act('set-project-parameters', { company: 'uspm', values: { FeeCategoryId: 'Fees' } });
    office.import();
    expect(office.rows('ProjectIntegrationLogs')).toEqual([]);
  });

  it('a recalled hour is booked back to the accounts it was booked on, and its transactions sum to nothing (30.6, reversals)', () => {
    office.stage(1, cost);
    office.stage(2, sale);
    office.stage(3, { ...cost, Quantity: -8, AdjustmentStatus: 192350002 });
    office.stage(4, { ...sale, Quantity: -8, AdjustmentStatus: 192350002 });
    office.import();
    office.post();
    expect(office.staged(3)).toMatchObject({ AccountingAmount: '-800' });
    expect(office.balances()).toEqual({ 161300: 0, 420200: 0, 540100: 0, 600300: 0 });
  });

  it('no ledger and never ledger keep cost out of the ledger; only the first can be posted later (5.1)', () => {
    for (const [number, profile, PostCostsHour] of [
      [1, 'NONE', 'None'],
      [2, 'NEVER', 'Never'],
    ] as const) {
      office.project(`P-${profile}`, 'TimeAndMaterial');
      office.seed('ProjectCostRevenueProfiles', {
        dataAreaId: 'uspm',
        ProfileId: profile,
        BillingMethod: 'TimeAndMaterial',
        PostCostsHour,
      });
      office.act('set-profile-rule', { company: 'uspm', profile, project: `P-${profile}` });
      office.stage(number, { ...cost, ProjectId: `P-${profile}` });
    }
    office.import();
    office.post();
    expect(office.rows('LedgerVouchers')).toEqual([]);
    expect(office.staged(1)).toMatchObject({ VoucherNumber: 'PIV-000001', AccountingAmount: '800' });
    expect(office.act('post-costs', { company: 'uspm', project: 'P-NONE', date: '2026-03-31' })).toEqual({ vouchers: ['PCV-000001'] });
    expect(office.act('post-costs', { company: 'uspm', project: 'P-NEVER', date: '2026-03-31' })).toEqual({ vouchers: [] });
    expect(office.balances()).toEqual({ 540100: 800, 600300: -800 });
  });

  it('a sale that is not chargeable accrues nothing, whatever the profile says (1)', () => {
    office.stage(1, { ...sale, BillingType: 'NonChargeable' });
    office.import();
    office.post();
    expect(office.rows('LedgerVouchers')).toEqual([]);
    expect(office.row('ProjectTransactions', { Side: 'Sales' })).toMatchObject({ LedgerStatus: 'None', IsRevenueAccrued: 'No' });
  });

  it('a company whose ledger was there before gets its accounts in its own chart', () => {
    office.seed(
      'Ledgers',
      { LegalEntityId: 'FRRT', AccountingCurrency: 'EUR', ChartOfAccounts: 'French' },
      { LegalEntityId: 'ITCO', AccountingCurrency: 'EUR' },
    );
    for (const [index, company] of ['frrt', 'itco'].entries()) {
      office.act('set-up-project-accounting', { company });
      office.project('P-1', 'internal', {}, company);
      office.stage(index + 1, { ...cost, TransactionCurrencyId: 'EUR' }, company);
      office.import(company);
      expect([company, office.post(company).posted]).toEqual([company, 1]);
    }
    expect(office.rows('MainAccounts', { ChartOfAccounts: 'French' }).length).toBeGreaterThan(20);
  });
});
