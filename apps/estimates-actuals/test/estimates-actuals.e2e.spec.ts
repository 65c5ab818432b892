import { randomUUID } from 'node:crypto';
import { SimulatorControl, startWorld, useStack, type World } from '@concord/testing';
import { Observer } from './office/observer';
import { openOffice, type Office, type Row } from './office/office';
import { bookHours } from './office/work';

/** The whole path: people book, approve and plan in Dataverse, Finance posts; two areas, real Kafka and PostgreSQL. */
describe('estimates and actuals', () => {
  let world: World;
  afterAll(() => world?.stop(), 60_000); // before the stack's own: hooks run in order
  const stack = useStack();
  let office: Office;
  let see: Observer;
  const [skipped, original, connection] = [randomUUID(), randomUUID(), randomUUID()];

  beforeAll(async () => {
    world = await startWorld({
      brokers: stack.brokers,
      postgresUrl: stack.postgresUrl,
      topicPrefix: stack.topicPrefix,
      areas: ['setup-sync', 'estimates-actuals'],
      env: { GATEWAY_SWEEP_SMALL_MS: '1000', GATEWAY_DATAVERSE_POLL_MS: '500', ESTIMATES_ACTUALS_PATIENCE_SECONDS: '1' },
      inBetween: async (url) => {
        const control = new SimulatorControl(url);
        office = await openOffice(control, 'P-EA1');
        await seedReversal(control);
        await control.act('set-up-project-accounting', { company: 'usmf' });
        return url;
      },
    });
    see = new Observer(world);
  }, 300_000); // a busy machine takes its time to start seven processes

  /** What confirming an invoice leaves: a reversal that Finance must not have, connected to its original. */
  const seedReversal = async (control: SimulatorControl): Promise<void> => {
    const unbilled = (id: string, quantity: string, amount: string, more: Row): Row => ({
      msdyn_actualid: id,
      msdyn_actualimportid: randomUUID(),
      msdyn_transactiontypecode: 192350005,
      msdyn_transactionclassification: 192350000,
      msdyn_billingtype: 192350001,
      msdyn_quantity: quantity,
      msdyn_price: '200',
      msdyn_amount: amount,
      msdyn_transactiondate: '2026-03-02',
      msdyn_documentdate: '2026-03-02T00:00:00Z',
      msdyn_startdatetime: '2026-03-02T00:00:00Z',
      msdyn_enddatetime: '2026-03-02T00:00:00Z',
      _msdyn_owningcompany_value: office.company,
      _transactioncurrencyid_value: office.currency,
      _msdyn_project_value: office.project,
      ...more,
    });
    await control.seed('dataverse', 'msdyn_actuals', [
      unbilled(skipped, '-8', '-1600', { msdyn_skipsync: true, msdyn_istransition: true }),
      unbilled(original, '8', '1600', { msdyn_skipsync: false }),
    ]);
    await control.seed('dataverse', 'msdyn_transactionconnections', [
      {
        msdyn_transactionconnectionid: connection,
        msdyn_transaction1: skipped,
        msdyn_transaction1role: 'Reversing',
        msdyn_transaction1type: 'msdyn_actual',
        msdyn_transaction2: original,
        msdyn_transaction2role: 'Original',
        msdyn_transaction2type: 'msdyn_actual',
      },
    ]);
  };

  it('an approved hour is staged as cost and sales with all that they refer to, once setup-sync has brought that over (I6)', async () => {
    const { cost, sales } = await bookHours(world.control, office, '7.5');
    const both = {
      dataAreaId: 'usmf',
      TransactionClassification: 192350000,
      ProjectId: 'P-EA1',
      ProjectDataAreaId: 'usmf',
      TaskNumber: 'A-P-EA1',
      TransactionCurrencyId: 'USD',
      Quantity: '7.5',
      BookableResourceName: office.consultant,
      IsJournalized: 'No',
    };
    const staged = await see.arrives('finance', 'ProjActualsImports', {
      ...both,
      ActualsImportId: cost.msdyn_actualimportid,
      ActualId: cost.msdyn_actualid,
      TransactionType: 'Cost',
      BillingType: 'NotAvailable',
      UnitPrice: '100',
      Amount: '750',
    });
    expect(String(staged['DocumentDate']).slice(0, 10)).toBe('2026-03-02');
    expect(staged['TransactionCategoryId']).toBeTruthy();
    await see.arrives('finance', 'ProjActualsImports', {
      ...both,
      ActualsImportId: sales.msdyn_actualimportid,
      TransactionType: 'Sales',
      BillingType: 'Chargeable',
      ContractId: 'C-P-EA1',
      FundingSource: 'F-P-EA1',
      ContractLineId: 'L-P-EA1',
      UnitPrice: '200',
      Amount: '1500',
    });
    await see.arrives('finance', 'ProjCDSTransactionRelationshipImports', {
      Transaction1Id: sales.msdyn_actualid,
      Transaction1Role: 'Unbilled Sales',
      Transaction2Id: cost.msdyn_actualid,
      Transaction2Role: 'Cost',
    });
  }, 150_000);

  it('what Finance posted comes back once, and nothing is sent on it; a later reversal leaves it alone (S22, 30.7, I5)', async () => {
    const { entry, sales } = await bookHours(world.control, office, '4');
    const row = { dataAreaId: 'usmf', ActualsImportId: sales.msdyn_actualimportid };
    await see.arrives('finance', 'ProjActualsImports', { ...row, Amount: '800', AccountingAmount: '0' });
    await see.settles();
    expect(await writesOf(sales)).toEqual({ dataverse: 0, finance: 1 });

    expect(await world.control.act('import-from-staging', { company: 'usmf' })).toMatchObject({ isComplete: true });
    expect(await world.control.act('post-integration-journal', { company: 'usmf' })).toMatchObject({ failed: 0 });
    const posted = await see.arrives('finance', 'ProjActualsImports', { ...row, AccountingAmount: '800', IsJournalized: 'Yes' });
    expect(posted['VoucherNumber']).toBeTruthy();
    const completed = { msdyn_actualid: sales.msdyn_actualid, msdyn_vouchernumber: posted['VoucherNumber'], msdyn_accountingamount: '800' };
    await see.arrives('dataverse', 'msdyn_actuals', { ...completed, msdyn_accountexchangerate: '1' });
    await see.settles();
    expect(await writesOf(sales)).toEqual({ dataverse: 1, finance: 1 });

    await world.control.act('recall-time', { entries: entry });
    const left = { AdjustmentStatus: 192350001, VoucherNumber: posted['VoucherNumber'], AccountingAmount: '800', IsJournalized: 'Yes' };
    await see.arrives('finance', 'ProjActualsImports', { ...row, ...left });
    const reversal = { Quantity: '-4', Amount: '-800', AdjustmentStatus: 192350002, VoucherNumber: '' };
    await see.arrives('finance', 'ProjActualsImports', { TransactionType: 'Sales', ...reversal });
    await see.settles();
    expect(await writesOf(sales)).toEqual({ dataverse: 1, finance: 2 });
    await see.arrives('dataverse', 'msdyn_actuals', completed);
  }, 150_000);

  it('an actual with Skip Sync stays in Dataverse, and the connection that names it goes over all the same', async () => {
    await see.arrives('finance', 'ProjActualsImports', { ActualId: original });
    await see.arrives('finance', 'ProjCDSTransactionRelationshipImports', {
      ConnectionId: connection,
      Transaction1Id: skipped,
      Transaction1Role: 'Reversing',
      Transaction2Id: original,
    });
    expect(await see.link('msdyn_actuals', skipped)).toMatchObject({ status: 'excluded' });
    expect((await world.control.rows('finance', 'ProjActualsImports')).some(({ ActualId }) => ActualId === skipped)).toBe(false);
  }, 90_000);

  it('an assignment that the scheduling service replaces is one staged row again, with role and category of its task', async () => {
    const assign = async (hours: string): Promise<string> =>
      String(
        (
          await world.control.act('assign-resource', {
            project: 'P-EA1',
            task: office.task,
            resource: office.consultant,
            hours,
            start: '2026-03-02',
          })
        )['assignment'],
      );
    const first = await assign('40');
    await see.arrives('finance', 'ProjEstimateHoursImport', {
      EstimateHoursImportId: first,
      ProjectId: 'P-EA1',
      ActivityNumber: 'A-P-EA1',
      Description: 'Survey',
      Duration: '40',
      PlannedCostAmount: '4000',
      PlannedSalesAmount: '8000',
      ContractLineId: 'L-P-EA1',
    });
    const second = await assign('30');
    const staged = await see.arrives('finance', 'ProjEstimateHoursImport', { EstimateHoursImportId: second, Duration: '30' });
    await see.leaves('finance', 'ProjEstimateHoursImport', { EstimateHoursImportId: first });
    expect((await world.control.rows('finance', 'ProjEstimateHoursImport')).filter(({ ProjectId }) => ProjectId === 'P-EA1')).toHaveLength(
      1,
    );
    expect(staged['ResourceCategoryId']).toBeTruthy();
    expect(staged['TransactionCategoryId']).toBeTruthy();
  }, 150_000);

  it('the halves of an estimate are staged apart, in any order, and joined when the origin is known; each leaves alone', async () => {
    const line = async (more: Row): Promise<string> => {
      const id = randomUUID();
      const { status, body } = await world.dataverse.create('msdyn_estimatelines', {
        msdyn_estimatelineid: id,
        msdyn_description: 'Flight',
        msdyn_billingtype: 192350001,
        msdyn_quantity: 2,
        msdyn_price: 120.5,
        msdyn_startdatetime: '2026-03-02T00:00:00Z',
        msdyn_enddatetime: '2026-03-03T00:00:00Z',
        msdyn_documentdate: '2026-03-02T00:00:00Z',
        'transactioncurrencyid@odata.bind': `/transactioncurrencies(${office.currency})`,
        'msdyn_Project@odata.bind': `/msdyn_projects(${office.project})`,
        'msdyn_Task@odata.bind': `/msdyn_projecttasks(${office.task})`,
        'msdyn_TransactionCategory@odata.bind': `/msdyn_transactioncategories(${office.category})`,
        ...more,
      });
      if (status >= 300) throw new Error(JSON.stringify(body));
      return id;
    };
    const [expense, material] = [192350001, 192350002];
    const charged = await line({ msdyn_transactionclassification: expense, msdyn_transactiontypecode: 192350005, msdyn_price: 150 });
    const paid = await line({ msdyn_transactionclassification: expense, msdyn_transactiontypecode: 192350000 });
    const gravel = await line({
      msdyn_transactionclassification: material,
      msdyn_transactiontypecode: 192350000,
      'msdyn_Product@odata.bind': `/products(${office.product})`,
    });
    await see.arrives('finance', 'ProjEstimateExpensesImports', { EstimateLineId: charged, TransType: 'Sales', Price: '150' });
    await see.arrives('finance', 'ProjEstimateExpensesImports', { EstimateLineId: paid, TransType: 'Cost', Price: '120.5' });
    await see.arrives('finance', 'ProjForecastSalesImport', {
      ForecastLineId: gravel,
      ItemId: 'I-GRAVEL',
      ItemDescription: 'Gravel',
      SalesQty: '2',
      TransType: 'Cost',
    });
    await world.dataverse.change(`msdyn_estimatelines(${charged})`, { 'msdyn_Origin@odata.bind': `/msdyn_estimatelines(${paid})` });
    await see.arrives('finance', 'ProjEstimateExpensesImports', { EstimateLineId: charged, OriginEstimateLineId: paid });
    await world.dataverse.remove(`msdyn_estimatelines(${charged})`);
    await see.leaves('finance', 'ProjEstimateExpensesImports', { EstimateLineId: charged });
    await see.arrives('finance', 'ProjEstimateExpensesImports', { EstimateLineId: paid });
  }, 150_000);

  it('an actual can be followed from its approval to its voucher and back, and what was posted is explained to the cent', async () => {
    const { cost } = await bookHours(world.control, office, '3');
    await see.arrives('finance', 'ProjActualsImports', { ActualId: cost.msdyn_actualid });
    await see.settles();
    await world.control.act('import-from-staging', { company: 'usmf' });
    expect(await see.reaches('actuals', cost.msdyn_actualid, 'journalLine')).toMatchObject({
      dimensions: { company: 'USMF', project: 'P-EA1', contract: 'C-P-EA1' },
      currency: 'USD',
      entered: { quantity: '3', amount: '300' },
    });
    await world.control.act('post-integration-journal', { company: 'usmf' });
    const followed = await see.reaches('actuals', cost.msdyn_actualid, 'writtenBack');
    expect(followed).toMatchObject({ problems: [] });
    expect(followed['stages']).toMatchObject(
      ['created', 'sent', 'staged', 'imported', 'journalLine', 'posted', 'writtenBack'].map((name) => ({ stage: name, isReached: true })),
    );
    // 7.5 and 3 hours at 100 and 200, the 1600 of the first day; 4 hours and their reversal come to nothing.
    expect(await see.balances('P-EA1', 'writtenBack')).toMatchObject({ entered: { accountingAmount: '4750' } });
  }, 90_000);

  it('a staged row whose original nobody knows, and a connection that misses a half, are named without anyone asking', async () => {
    const [orphan, lonely] = [randomUUID(), randomUUID()];
    const staged = await world.finance.create('ProjActualsImports?cross-company=true', {
      dataAreaId: 'usmf',
      ActualsImportId: randomUUID(),
      ActualId: orphan,
      TransactionType: 'Cost',
      TransactionClassification: 192350000,
      BillingType: 'Chargeable',
      ProjectId: 'P-EA1',
      ProjectDataAreaId: 'usmf',
      TransactionCurrencyId: 'USD',
      Quantity: 1,
      UnitPrice: 100,
      Amount: 100,
      DocumentDate: '2026-03-02T12:00:00Z',
      StartDate: '2026-03-02T12:00:00Z',
    });
    if (staged.status >= 300) throw new Error(JSON.stringify(staged.body));
    const half = await world.dataverse.create('msdyn_transactionconnections', {
      msdyn_transactionconnectionid: lonely,
      msdyn_transaction1: randomUUID(),
      msdyn_transaction1role: 'Unbilled Sales',
      msdyn_transaction1type: 'msdyn_actual',
      msdyn_transaction2: original,
      msdyn_transaction2role: 'Cost',
      msdyn_transaction2type: 'msdyn_actual',
    });
    if (half.status >= 300) throw new Error(JSON.stringify(half.body));
    await see.names('actuals', orphan, 'ORIGINAL_MISSING');
    await see.names('connections', lonely, 'HALF_MISSING');
    const skipping = (await see.document('connections', connection))?.['problems'];
    expect(skipping).toEqual([]); // the half that Finance must not have is there
  }, 90_000);

  /** Writes that Concord made to the two halves of an actual: people work through actions. */
  const writesOf = async (actual: { readonly msdyn_actualid: string; readonly msdyn_actualimportid: string }) => {
    const { writes } = await world.control.statistics();
    const countOf = (system: string, table: string, id: string): number =>
      writes
        .filter((one) => one.system === system && one.table === table && one.key.toLowerCase().includes(id))
        .reduce((sum, { creates, updates }) => sum + creates + updates, 0);
    return {
      dataverse: countOf('dataverse', 'msdyn_actuals', actual.msdyn_actualid),
      finance: countOf('finance', 'ProjActualsImports', actual.msdyn_actualimportid),
    };
  };
});
