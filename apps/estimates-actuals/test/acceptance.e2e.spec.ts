import { SimulatorControl, startWorld, useStack, type World } from '@concord/testing';
import { Desk, ofType, type Approved } from './acceptance/desk';
import { internalProject } from './acceptance/internal-project';
import { RepeatedMessages } from './acceptance/repeated-messages';
import type { Row } from './office/office';

/** Scenarios of domain/70-finance-accounting.md 13 that need no invoice, over the whole path; S14 is beside the other refusals. */
describe('acceptance', () => {
  let world: World;
  let desk: Desk;
  let broker: RepeatedMessages;
  afterAll(() => world?.stop(), 60_000); // before the stack's own: hooks run in order
  afterAll(() => broker?.close());
  const stack = useStack();

  beforeAll(async () => {
    world = await startWorld({
      brokers: stack.brokers,
      postgresUrl: stack.postgresUrl,
      topicPrefix: stack.topicPrefix,
      areas: ['setup-sync', 'estimates-actuals'],
      env: { GATEWAY_SWEEP_SMALL_MS: '1000', GATEWAY_DATAVERSE_POLL_MS: '500', ESTIMATES_ACTUALS_PATIENCE_SECONDS: '1' },
      inBetween: async (url) => {
        await internalProject(new SimulatorControl(url), 'PRJ-DONE', 'Contoso US');
        return url;
      },
    });
    desk = new Desk(world);
    broker = new RepeatedMessages(stack);
  }, 180_000);

  it('S4: the same messages again, of changes and of writes, are one staged row and one line each', async () => {
    const booked = await desk.hours();
    await desk.staged(booked);
    const ids = booked.actuals.map(({ id }) => id);
    const before = await writesOf(ids);
    await broker.repeat(ids);
    await desk.staged(await desk.hours({ project: 'PRJ-1005' })); // what came after the repeated ones has passed
    expect(await writesOf(ids)).toEqual(before);
    const { lines } = await desk.import();
    expect(lines).toBe(3);
    for (const id of ids) {
      expect((await desk.rows('finance', 'ProjActualsImports')).filter(({ ActualId }) => ActualId === id)).toHaveLength(1);
      expect(await desk.linesOf(id)).toHaveLength(1);
    }
  }, 120_000);

  it.each([
    ['the connection last, after the lines were made', 'msdyn_transactionconnections'],
    ['the connection first, before either half', 'msdyn_actuals'],
  ])(
    'S5, as far as the connection: %s; the vouchers are related all the same',
    async (_order, late) => {
      await desk.pause('estimates-actuals', late);
      const booked = await desk.hours();
      const [cost, sale] = [ofType(booked, 'Cost').id, ofType(booked, 'Unbilled Sales').id];
      const relationship = async (): Promise<Row | undefined> =>
        (await desk.rows('finance', 'ProjCDSTransactionRelationshipImports')).find(
          (row) => row['Transaction1Id'] === sale && row['Transaction2Id'] === cost,
        );
      if (late === 'msdyn_actuals') await desk.until(relationship, 'the relationship to be in Finance');
      else {
        await desk.staged(booked);
        await desk.import();
        expect(await desk.line(sale)).toMatchObject({ RelatedVoucher: '' });
        expect(await relationship()).toBeUndefined();
      }
      await desk.resume('estimates-actuals', late);
      if (late === 'msdyn_actuals') await desk.staged(booked);
      else await desk.until(relationship, 'the relationship to be in Finance');
      await desk.import();
      expect((await desk.line(sale))?.['RelatedVoucher']).toBe((await desk.line(cost))?.['Voucher']);
      await desk.isClear(sale);
    },
    120_000,
  );

  it('S13: in a closed period posting is refused; with the parameter on it goes to the first day of the next open one, and comes back', async () => {
    await post();
    await desk.act('set-project-parameters', { company: 'usmf', values: { MoveToOpenPeriod: 'No' } });
    await desk.act('close-period', { company: 'usmf', date: '2025-10-01', until: '2025-12-01' });
    const { cost } = await imported(await desk.hours({ date: '2025-10-14' }));
    const refused = await desk.post();
    expect(refused).toMatchObject({ posted: 0, failed: 2, journals: [{ status: 'Error' }] });
    const [journal] = refused.journals;
    const reason = 'No open fiscal period was found for the specified accounting date 10/14/2025.';
    const logged = (await desk.log()).find(({ actual }) => actual === cost);
    const voucher = String((await desk.line(cost))?.['Voucher']);
    expect(logged?.message).toMatch(
      new RegExp(
        `^Integration journal \\(${journal?.journal}\\): Line with RecId \\(\\d+\\) and Voucher \\(${voucher}\\) failed to post due to `,
      ),
    );
    expect(logged?.message).toContain(`(${reason}).`);
    expect(await desk.names(cost, 'POST')).toMatchObject({
      message: logged?.message,
      remedy: expect.stringContaining('update the line to draft') as string,
    });

    await desk.act('set-project-parameters', { company: 'usmf', values: { MoveToOpenPeriod: 'Yes' } });
    await desk.act('reset-journal-to-draft', { company: 'usmf', journal: journal?.journal });
    expect(await desk.post()).toMatchObject({ posted: 2, failed: 0 });
    const posted = (await desk.rows('finance', 'LedgerVouchers')).find((row) => row['Voucher'] === voucher && row['dataAreaId'] === 'usmf');
    expect(posted).toMatchObject({ AccountingDate: '2026-01-01T12:00:00Z' });
    await desk.until(async () => (await actualOf(cost))['msdyn_vouchernumber'] === voucher, 'the voucher to be back');
    await desk.isClear(cost);
  }, 120_000);

  it('S15: a journal line that was deleted takes the actual back to staging, and comes back with the next import', async () => {
    const { cost } = await imported(await desk.hours());
    const first = await desk.line(cost);
    await stage(cost, 'journalLine');
    await desk.act('delete-journal-line', { company: 'usmf', actual: cost });
    await stage(cost, 'staged');
    expect(await desk.import()).toMatchObject({ lines: 1, log: [] });
    const second = await desk.line(cost);
    expect(second).toMatchObject({ ExtendedCost: first?.['ExtendedCost'] });
    expect(second?.['Voucher']).not.toBe(first?.['Voucher']);
    await stage(cost, 'journalLine');
    await desk.isClear(cost);
  }, 120_000);

  it('S16: one bad line of three, of a project that Dataverse has closed: two are posted, the third is in a new journal that names the first', async () => {
    await post();
    const { cost: bad } = await imported(await desk.hours({ project: 'PRJ-DONE', task: undefined }));
    const good = await imported(await desk.hours());
    const id = String(
      (await desk.rows('dataverse', 'msdyn_projects')).find((row) => row['msdyn_projectnumber'] === 'PRJ-DONE')?.['msdyn_projectid'],
    );
    const close = async (state: Row, stageInFinance: string): Promise<void> => {
      const { status, body } = await world.dataverse.change(`msdyn_projects(${id})`, state);
      if (status >= 300) throw new Error(JSON.stringify(body));
      await desk.until(
        async () =>
          (await desk.rows('finance', 'ProjectsV2')).find((row) => row['ProjectId'] === 'PRJ-DONE')?.['ProjectStage'] === stageInFinance,
        `the project to be ${stageInFinance} in Finance`,
      );
    };
    await close({ statecode: 1, statuscode: 2 }, 'Completed');
    const first = await desk.post();
    expect(first).toMatchObject({ posted: 2, failed: 1, journals: [{ status: 'Posted' }] });
    const [journal] = first.journals;
    const moved = (await desk.rows('finance', 'ProjAdvancedJournals')).find(
      (row) => row['ProjAdvancedJournalId'] === journal?.errorJournal && row['dataAreaId'] === 'usmf',
    );
    expect(moved).toMatchObject({ Status: 'Error', OriginalProjAdancedJournalId: journal?.journal });
    expect(await desk.names(bad, 'POST')).toMatchObject({
      message: expect.stringContaining("(Project stage finished doesn't allow recording in the project.)") as string,
    });
    await written(good.cost);

    await close({ statecode: 0, statuscode: 1 }, 'InProcess');
    await desk.act('reset-journal-to-draft', { company: 'usmf', journal: journal?.errorJournal });
    expect(await desk.post()).toMatchObject({ posted: 1, failed: 0 });
    await written(bad);
    await desk.isClear(bad);
  }, 120_000);

  it('S17, up to the on-account line: a milestone is an on-account transaction in Finance; billed, it is one proposal line, and no unbilled sale ever', async () => {
    const onAccount = async (): Promise<Row | undefined> =>
      (await desk.rows('finance', 'ProjectOnAccountTransactions')).find(
        (row) => row['ProjectId'] === 'PRJ-1002' && row['Description'] === 'Milestone 1',
      );
    await desk.until(onAccount, 'the on-account transaction of the milestone');
    expect(Number((await onAccount())?.['Amount'])).toBe(5000);
    await desk.act('mark-milestone-ready', { milestone: 'Milestone 1' });
    const { invoices } = await desk.act<{ invoices: readonly { invoice: string; number: string }[] }>('create-invoice', {
      contract: 'CON-1002',
    });
    const invoice = invoices[0];
    const { actuals } = await desk.act<Approved>('confirm-invoice', { invoice: invoice?.invoice });
    expect(actuals.map(({ type, amount }) => [type, amount])).toEqual([['Billed Sales', '5000']]);
    await desk.staged({ actuals });
    await desk.act('create-invoice-proposal', {
      company: 'usmf',
      proposal: invoice?.number,
      contract: 'CON-1002',
      date: '2026-03-31',
      announced: actuals.map(({ id }) => id),
    });
    expect(await desk.import()).toMatchObject({ lines: 0, log: [], proposals: [{ proposal: invoice?.number, lines: 1 }] });
    const lines = (await desk.rows('finance', 'ProjInvoiceProposalLines')).filter((row) => row['InvoiceProposalId'] === invoice?.number);
    expect(lines).toHaveLength(1);
    expect(Number(lines[0]?.['LineAmount'])).toBe(5000);
    expect(lines[0]?.['OnAccountTransactionId']).toBe((await onAccount())?.['TransactionId']);
    expect(
      (await desk.rows('finance', 'ProjActualsImports'))
        .filter((row) => row['ProjectId'] === 'PRJ-1002')
        .map((row) => row['TransactionType']),
    ).toEqual(['BilledSales']);
    await stage(String(actuals[0]?.id), 'journalLine');
  }, 120_000);

  it('S18, up to the unbilled rows: two customers, 60 and 40, are two unbilled sales, each with its funding source, to the cent', async () => {
    const booked = await desk.hours({ project: 'PRJ-1004', resource: 'Julia Funderburk', hours: '0.1167' }); // 7 minutes at 190 are 22.17
    await desk.staged(booked);
    const rows = await Promise.all(booked.actuals.map(({ id }) => desk.stagedRow(id)));
    const sales = rows
      .filter((row) => row?.['TransactionType'] === 'Sales')
      .map((row) => [row?.['FundingSource'], Number(row?.['Amount'])]);
    expect(sales.sort()).toEqual([
      ['FS-1004', 13.3],
      ['FS-1005', 8.87],
    ]);
    const { lines, log } = await desk.import();
    expect([lines, log]).toEqual([3, []]);
  }, 120_000);

  it('S20: the write-back fails, in Finance and then in Dataverse: the posting stands, and the actual gets its voucher later, exactly once', async () => {
    await post();
    const { cost, sale } = await imported(await desk.hours({ hours: '6' }));
    await desk.act('fail-write-back', { company: 'usmf' });
    expect(await desk.post()).toMatchObject({ posted: 2, failed: 0, waitingForWriteBack: 2 });
    const voucher = String((await desk.line(cost))?.['Voucher']);
    expect(await desk.rows('finance', 'LedgerVouchers')).toContainEqual(expect.objectContaining({ Voucher: voucher, dataAreaId: 'usmf' }));
    expect(await desk.stagedRow(cost)).toMatchObject({ VoucherNumber: '' });
    expect((await actualOf(cost))['msdyn_vouchernumber'] ?? null).toBeNull();

    await world.control.faults({ system: 'dataverse', offline: true });
    expect(await desk.act('retry-write-back', { company: 'usmf' })).toMatchObject({ writtenBack: 2, waitingForWriteBack: 0 });
    await desk.until(async () => (await desk.stagedRow(cost))?.['VoucherNumber'] === voucher, 'the staged row to have its voucher');
    await stage(cost, 'posted');
    await world.control.faults({});
    await written(cost);
    await written(sale);
    expect((await actualOf(cost))['msdyn_vouchernumber']).toBe(voucher);
    await desk.isClear(cost);
    const { dataverse, finance } = await writesOf([cost]);
    expect({ dataverse, finance }).toEqual({ dataverse: 1, finance: 1 });
  }, 120_000);

  it('a recall before the import, and one after: both books are as if nothing had been booked', async () => {
    await post();
    const before = await balances();
    const [early, late] = [await desk.hours({ hours: '5' }), await desk.hours({ hours: '3' })];
    await desk.staged(early);
    await desk.staged(late);
    const recall = async ({ entry }: Approved): Promise<Approved> => {
      const reversed = await desk.act<Approved>('recall-time', { entries: entry });
      await desk.staged(reversed);
      return reversed;
    };
    const reversals = [await recall(early)];
    await post();
    reversals.push(await recall(late));
    await post();
    for (const { actuals } of [early, late, ...reversals]) for (const { id } of actuals) await written(id);
    expect(await balances()).toEqual(before);
    for (const { id } of early.actuals) expect(await actualOf(id)).toMatchObject({ msdyn_adjustmentstatus: 192350001 });
  }, 120_000);

  it('cost and sales line of an estimate are one forecast, and so is an assignment that the scheduling service deletes and makes anew', async () => {
    await desk.act('estimate-expense', {
      project: 'PRJ-1001',
      task: 'Analysis',
      category: 'Travel',
      quantity: '2',
      currency: 'USD',
      cost: '120.50',
      price: '150',
    });
    const forecasts = async (table: string): Promise<readonly Row[]> =>
      (await desk.rows('finance', table))
        .filter((row) => row['ProjectId'] === 'PRJ-1001')
        .map((row) => ({ cost: Number(row['CostAmount']), sales: Number(row['SalesAmount']) }));
    await desk.until(
      async () => JSON.stringify(await forecasts('ProjectExpenseForecasts')) === JSON.stringify([{ cost: 241, sales: 300 }]),
      'one forecast of the expense',
    );

    const assign = (hours: string) =>
      desk.act('assign-resource', { project: 'PRJ-1001', task: 'Analysis', resource: 'Prakash Kovvuru', hours, start: '2026-03-02' });
    const hours = async (): Promise<readonly unknown[]> =>
      (await desk.rows('finance', 'ProjectHourForecasts'))
        .filter((row) => row['ProjectId'] === 'PRJ-1001')
        .map((row) => Number(row['Quantity'] ?? row['Hours']));
    await assign('40');
    await desk.until(async () => JSON.stringify(await hours()) === '[40]', 'a forecast of 40 hours');
    await assign('30');
    await desk.until(async () => JSON.stringify(await hours()) === '[30]', 'one forecast, of 30 hours');
  }, 120_000);

  it('an actual that Finance accepted and does not show is named without anyone asking, and is made again', async () => {
    const booked = await desk.hours();
    const { id } = ofType(booked, 'Cost');
    await desk.staged(booked);
    await stage(id, 'staged');
    await desk.pause('estimates-actuals', 'msdyn_actuals');
    const row = await desk.stagedRow(id);
    await desk.inFinance('remove', `ProjActualsImports(dataAreaId='usmf',ActualsImportId=${String(row?.['ActualsImportId'])})`);
    expect(await desk.names(id, 'NEVER_ARRIVED')).toMatchObject({
      message: expect.stringContaining('Finance accepted it, and does not show it.') as string,
    });
    await desk.resume('estimates-actuals', 'msdyn_actuals');
    await desk.staged(booked);
    await desk.isClear(id);
  }, 120_000);

  /** Whatever is open in the books, so that the next posting shows what a scenario made of it, and nothing else. */
  const post = async (): Promise<void> => {
    await desk.import();
    expect(await desk.post()).toMatchObject({ failed: 0 });
  };

  const imported = async (booked: Approved): Promise<{ cost: string; sale: string }> => {
    await desk.staged(booked);
    expect(await desk.import()).toMatchObject({ log: [] });
    return { cost: ofType(booked, 'Cost').id, sale: booked.actuals.find(({ type }) => type === 'Unbilled Sales')?.id ?? '' };
  };

  const stage = (document: string, name: string) =>
    desk.until(async () => {
      const found = await desk.document(document);
      if (found?.['stage'] !== name) throw new Error(`it is ${JSON.stringify(found)}`);
      return true;
    }, `${document} to be ${name}`);

  const written = (document: string) => stage(document, 'writtenBack');

  const actualOf = async (id: string): Promise<Row> => {
    const found = (await desk.rows('dataverse', 'msdyn_actuals')).find((row) => row['msdyn_actualid'] === id);
    if (!found) throw new Error(`there is no actual ${id}`);
    return found;
  };

  /** Of each account, in the currency of the books. */
  const balances = async (): Promise<unknown> => {
    const { accounts } = await desk.act<{ accounts: readonly { account: string; balance: string }[] }>('show-trial-balance', {
      company: 'usmf',
    });
    return accounts.map(({ account, balance }) => [account, Number(balance)]).filter(([, balance]) => balance !== 0);
  };

  /** Writes that Concord made to both halves of actuals: people work through actions. */
  const writesOf = async (ids: readonly string[]): Promise<{ dataverse: number; finance: number }> => {
    const imports = await Promise.all(ids.map(async (id) => String((await desk.stagedRow(id))?.['ActualsImportId'])));
    const { writes } = await world.control.statistics();
    const count = (system: string, table: string, keys: readonly string[]): number =>
      writes
        .filter((one) => one.system === system && one.table === table && keys.some((key) => one.key.toLowerCase().includes(key)))
        .reduce((sum, { creates, updates }) => sum + creates + updates, 0);
    return { dataverse: count('dataverse', 'msdyn_actuals', ids), finance: count('finance', 'ProjActualsImports', imports) };
  };
});
