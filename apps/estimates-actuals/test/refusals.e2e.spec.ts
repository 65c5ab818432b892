import { randomUUID } from 'node:crypto';
import { SimulatorControl, startWorld, useStack, type World } from '@concord/testing';
import { Desk, ofType } from './acceptance/desk';
import { internalProject } from './acceptance/internal-project';
import { importRefusals, stagingRefusals } from './acceptance/refusals';

/** Each STG and IMP error of the catalogue, over the whole path: what the accountant reads, on both sides, and that mending the cause alone heals it. */
describe('what Finance refuses of actuals', () => {
  let world: World;
  afterAll(() => world?.stop(), 60_000); // before the stack's own: hooks run in order
  const stack = useStack();
  let desk: Desk;
  /** The one actual that stays staged twice. */
  let duplicated = '';

  beforeAll(async () => {
    world = await startWorld({
      brokers: stack.brokers,
      postgresUrl: stack.postgresUrl,
      topicPrefix: stack.topicPrefix,
      areas: ['setup-sync', 'estimates-actuals'],
      env: { GATEWAY_SWEEP_SMALL_MS: '1000', GATEWAY_DATAVERSE_POLL_MS: '500', ESTIMATES_ACTUALS_PATIENCE_SECONDS: '1' },
      inBetween: async (url) => {
        const control = new SimulatorControl(url);
        await internalProject(control, 'PRJ-LOST', 'Contoso US');
        await internalProject(control, 'PRJ-USSI', 'Contoso Services');
        return url;
      },
    });
    desk = new Desk(world);
  }, 180_000);

  it('STG-03: an actual that changes after its import changes states of its one staged row, and nothing that was booked', async () => {
    const booked = await desk.hours();
    const cost = ofType(booked, 'Cost');
    await desk.staged(booked);
    expect(await desk.import()).toMatchObject({ lines: 2, log: [] });
    await desk.act('recall-time', { entries: booked.entry });
    await desk.until(async () => (await desk.stagedRow(cost.id))?.['AdjustmentStatus'] === 192350001, 'the recall to be told');
    expect(await desk.stagedRow(cost.id)).toMatchObject({ Quantity: '8', IsJournalized: 'Yes' });
    expect(await desk.linesOf(cost.id)).toHaveLength(1);
    await desk.isClear(cost.id);
  }, 120_000);

  it.each(stagingRefusals)(
    '$code: $what; the link says it, and heals by itself',
    async ({ company = 'usmf', breaks, books, reads, mends }) => {
      await breaks(desk);
      const actual = await books(desk);
      expect(await desk.refused(actual.id)).toMatchObject({
        code: 'VALIDATION_FAILED',
        message: reads,
        remedy: expect.stringContaining('Mend what the message names') as string,
      });
      expect(await desk.names(actual.id, 'VALIDATION_FAILED')).toMatchObject({ message: reads });
      expect(await desk.stagedRow(actual.id)).toBeUndefined();
      await mends(desk);
      await desk.staged({ actuals: [actual] });
      await desk.isClear(actual.id);
      expect(await desk.import(company)).toMatchObject({ log: [] });
      expect(await desk.linesOf(actual.id)).toHaveLength(1);
    },
    120_000,
  );

  it.each(importRefusals)(
    '$code: $what; the log and the flow say it, the next import heals it',
    async ({ code, company = 'usmf', breaks, books, reads, mends }) => {
      await breaks(desk);
      const actual = await books(desk);
      const beside = await desk.hours(company === 'demf' ? { project: 'PRJ-1003', resource: 'Jens Brandt' } : { project: 'PRJ-1005' });
      await desk.staged(beside);
      const { log } = await desk.import(company);
      const entry = log.find(({ actualId }) => actualId === actual.id);
      expect(entry).toMatchObject({ code });
      expect([reads, `Unable to import actual ${actual.id}. ${reads}`]).toContain(entry?.message);
      expect(new Set(log.map((one) => one.code))).toEqual(new Set([code]));
      expect(await desk.log(company)).toContainEqual({ code, message: entry?.message, actual: actual.id });
      const named = await desk.names(actual.id, code);
      expect(named.message).toBe(entry?.message);
      expect(named.remedy).toContain('the next import takes the actual up by itself');
      expect(await desk.linesOf(ofType(beside, 'Cost').id)).toHaveLength(1); // one bad row stops no other

      await mends(desk);
      expect(await desk.import(company)).toMatchObject({ log: [] });
      expect(await desk.linesOf(actual.id)).toHaveLength(1);
      expect(await desk.log(company)).toEqual([]);
      await desk.isClear(actual.id);
    },
    120_000,
  );

  it('IMP-09: prevalidation lets young rows wait without a word; age alone heals it, and what was rolled back never comes into a journal', async () => {
    await desk.act('set-project-parameters', { company: 'ussi', values: { IsPrevalidationEnabled: 'Yes' } });
    const booked = await desk.hours({ project: 'PRJ-USSI', resource: 'Ted Howard', task: undefined });
    const orphan = randomUUID();
    await desk.staged(booked);
    await desk.inFinance('create', 'ProjActualsImports', {
      ...byHand,
      dataAreaId: 'ussi',
      ProjectDataAreaId: 'ussi',
      ProjectId: 'PRJ-USSI',
      ActualId: orphan,
      ActualsImportId: randomUUID(),
    });
    await desk.act('mark-actuals-rolled-back', { actuals: [orphan] });
    expect(await desk.import('ussi')).toMatchObject({ lines: 0, log: [] });
    await desk.advance(301);
    const message = `Actual ${orphan} does not exist in Dataverse; it is marked as invalid and not imported.`;
    expect(await desk.import('ussi')).toMatchObject({ lines: 1, log: [{ code: 'IMP-09', message }] });
    expect(await desk.names(orphan, 'IMP-09')).toMatchObject({ message });
    await desk.names(orphan, 'ORIGINAL_MISSING');
    expect(await desk.import('ussi')).toMatchObject({ lines: 0, log: [] });
    expect(await desk.linesOf(orphan)).toEqual([]);
    expect(await desk.linesOf(ofType(booked, 'Cost').id)).toHaveLength(1);
  }, 120_000);

  it('IMP-11: a second staged row of an actual is marked as a duplicate, and nothing is booked twice', async () => {
    const booked = await desk.hours();
    const { id } = ofType(booked, 'Cost');
    await desk.staged(booked);
    await desk.import();
    const second = randomUUID();
    await desk.inFinance('create', 'ProjActualsImports', {
      ...byHand,
      dataAreaId: 'usmf',
      ProjectDataAreaId: 'usmf',
      ProjectId: 'PRJ-1001',
      ActualId: id,
      ActualsImportId: second,
    });
    expect(await desk.import()).toMatchObject({ lines: 0, log: [] });
    const states = await desk.rows('finance', 'ProjCDSActualsImports');
    expect(states.find((row) => row['ActualsImportId'] === second)).toMatchObject({ IsDuplicate: 'Yes', IsProcessed: 'Yes' });
    expect(await desk.linesOf(id)).toHaveLength(1);
    expect(await desk.names(id, 'AMOUNTS_DIFFER')).toMatchObject({ message: expect.stringContaining('quantity') as string });
    duplicated = id;
  }, 120_000);

  it('IMP-12: one import of a legal entity at a time; the one that was cut off is ended, and the rest follows', async () => {
    const booked = await desk.hours();
    await desk.staged(booked);
    expect(await desk.import('usmf', { stopAfter: 1 })).toMatchObject({ lines: 1, isComplete: false });
    await expect(desk.import()).rejects.toThrow('Import from staging is already running in legal entity USMF.');
    await desk.act('end-import', { company: 'usmf' });
    expect(await desk.import()).toMatchObject({ lines: 1, isComplete: true, log: [] });
  }, 120_000);

  it('after all this everything can be posted, every voucher balances, and no actual has a problem', async () => {
    for (const company of ['usmf', 'ussi', 'demf']) {
      await desk.import(company);
      expect(await desk.post(company)).toMatchObject({ failed: 0, waitingForWriteBack: 0 });
    }
    const sums = new Map<string, number>();
    for (const { Voucher, dataAreaId, AccountingCurrencyAmount } of await desk.rows('finance', 'GeneralJournalAccountEntries')) {
      const voucher = `${String(dataAreaId)} ${String(Voucher)}`;
      sums.set(voucher, (sums.get(voucher) ?? 0) + Math.round(Number(AccountingCurrencyAmount) * 100));
    }
    expect(sums.size).toBeGreaterThan(20);
    expect([...sums].filter(([, cents]) => cents !== 0)).toEqual([]);
    await desk.until(async () => {
      const actuals = (await desk.rows('dataverse', 'msdyn_actuals')).map((row) => String(row['msdyn_actualid']));
      const problems = await Promise.all(
        actuals.map(async (id) => [id, ...((await desk.problems(id)) ?? []).map(({ code, message }) => `${code} ${message}`)]),
      );
      const found = problems.filter(([id, first]) => first !== undefined && id !== duplicated);
      if (found.length > 0) throw new Error(JSON.stringify(found));
      return true;
    }, 'no actual to have a problem');
  }, 120_000);
});

/** A row of staging that somebody enters in Finance, which no actual of Dataverse stands behind. */
const byHand = {
  TransactionType: 'Cost',
  TransactionClassification: 192350000,
  BillingType: 'NotAvailable',
  TransactionCurrencyId: 'USD',
  Quantity: 1,
  UnitPrice: 100,
  Amount: 100,
  DocumentDate: '2026-03-10T12:00:00Z',
  StartDate: '2026-03-10T12:00:00Z',
};
