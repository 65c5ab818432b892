import { randomUUID } from 'node:crypto';
import type { WriteMessage } from '@concord/contracts';
import { useStack } from '@concord/testing';
import { GatewayWorld } from './gateway-world';

jest.setTimeout(120_000);

const things = ['dataverse', 'sample_things'] as const;
const groups = ['finance', 'SampleGroups'] as const;

describe('apply', () => {
  const stack = useStack();
  let world: GatewayWorld;
  const account = randomUUID();

  const thingOf = async (id: string) => (await world.control.rows(...things)).find((row) => row['sample_thingid'] === id);
  const groupOf = async (id: string) => (await world.control.rows(...groups)).find((row) => row['GroupId'] === id);
  const createsOf = async (key: string): Promise<number> =>
    (await world.control.statistics()).writes
      .filter((write) => write.key.toLowerCase().includes(key.toLowerCase()))
      .reduce((sum, write) => sum + write.creates, 0);

  beforeAll(async () => {
    world = await GatewayWorld.start(stack);
    await world.control.seed('dataverse', 'accounts', [{ accountid: account, name: 'Contoso' }]);
    // One request at a time: one that was under way when the 429 came would be counted as early, though nobody could know.
    await world.addGateway({ GATEWAY_MOST_REQUESTS: '1' });
    await world.subscribe();
    await world.follow();
  });
  afterAll(() => world?.stop());
  afterEach(() => world.control.faults({}));

  describe('to Dataverse', () => {
    it('creates a row under the chosen id, lookups bound, the state set afterwards', async () => {
      const id = randomUUID();
      const [write] = await world.write(...things, [
        {
          key: { sample_thingid: id },
          match: { sample_code: 'C-1' },
          lookups: { sample_ownerthing: 'accounts' },
          values: {
            sample_name: 'New',
            sample_code: 'C-1',
            sample_amount: '12.5',
            sample_on: '2026-03-01',
            sample_ownerthing: account,
            statecode: 1,
          },
        },
      ]);
      const outcome = await world.outcomeOf(write!);
      expect(outcome).toMatchObject({ status: 'applied', id, key: { sample_thingid: id } });
      expect(await thingOf(id)).toMatchObject({ sample_name: 'New', _sample_ownerthing_value: account, statecode: 1 });
      const change = await world.changeOf(id, ({ row }) => row?.['statecode'] === 1);
      expect(change.version).toBe(outcome.version); // comparable: the change is our own write
      expect(change.row).toMatchObject({ sample_ownerthing: account, sample_amount: '12.5', sample_on: '2026-03-01' });
    });

    it('answers a create that meets a record with the record, and writes nothing (I3)', async () => {
      const existing = randomUUID();
      await world.control.seed(...things, [{ sample_thingid: existing, sample_name: 'Theirs', sample_code: "O'Hara 50%" }]);
      const [write] = await world.write(...things, [
        {
          key: { sample_thingid: randomUUID() },
          match: { sample_code: "o'hara 50%" },
          values: { sample_name: 'Ours', sample_code: "o'hara 50%" },
        },
      ]);
      expect(await world.outcomeOf(write!)).toMatchObject({
        status: 'exists',
        id: existing,
        row: { sample_name: 'Theirs', sample_code: "O'Hara 50%" },
      });
      expect(await thingOf(existing)).toMatchObject({ sample_name: 'Theirs' });
    });

    it('updates, clears, deletes; what is gone is absent or done', async () => {
      const id = randomUUID();
      await world.control.seed(...things, [
        { sample_thingid: id, sample_name: 'Old', sample_code: 'X', _sample_ownerthing_value: account },
      ]);
      const [update] = await world.write(...things, [
        { op: 'update', key: { sample_thingid: id }, values: { sample_name: 'Newer', sample_code: null, sample_ownerthing: null } },
      ]);
      expect(await world.outcomeOf(update!)).toMatchObject({ status: 'applied' });
      expect(await thingOf(id)).toMatchObject({ sample_name: 'Newer', sample_code: null, _sample_ownerthing_value: null });
      const [gone] = await world.write(...things, [{ op: 'delete', key: { sample_thingid: id } }]);
      const outcome = await world.outcomeOf(gone!);
      expect(outcome.status).toBe('applied');
      expect(await thingOf(id)).toBeUndefined();
      const change = await world.changeOf(id, ({ op }) => op === 'delete');
      expect(BigInt(change.version)).toBeGreaterThanOrEqual(BigInt(outcome.version ?? 0));
      const [again, late] = await world.write(...things, [
        { op: 'delete', key: { sample_thingid: id } },
        { op: 'update', key: { sample_thingid: id }, values: { sample_name: 'Too late' } },
      ]);
      expect(await world.outcomeOf(again!)).toMatchObject({ status: 'applied' });
      expect(await world.outcomeOf(late!)).toMatchObject({ status: 'absent' });
      expect(await thingOf(id)).toBeUndefined();
    });

    it("rejects one record's mistake with its cause, and no other (I8)", async () => {
      const [bad, unknown, good] = await world.write(...things, [
        { key: { sample_thingid: randomUUID() }, values: { sample_name: 'x'.repeat(101) } },
        { key: { sample_thingid: randomUUID() }, values: { sample_nothing: 1 } },
        { key: { sample_thingid: randomUUID() }, values: { sample_name: 'Fine' } },
      ]);
      expect(await world.outcomeOf(bad!)).toMatchObject({ status: 'rejected', error: { code: 'TEXT_TOO_LONG', kind: 'permanent' } });
      expect(await world.outcomeOf(unknown!)).toMatchObject({
        status: 'rejected',
        error: { code: 'VALUE_DOES_NOT_FIT', kind: 'permanent' },
      });
      expect(await world.outcomeOf(good!)).toMatchObject({ status: 'applied' });
    });

    it('tells a missing reference from a missing record', async () => {
      const id = randomUUID();
      await world.control.seed(...things, [{ sample_thingid: id, sample_name: 'Here' }]);
      const [write] = await world.write(...things, [
        {
          op: 'update',
          key: { sample_thingid: id },
          lookups: { sample_ownerthing: 'accounts' },
          values: { sample_ownerthing: randomUUID() },
        },
      ]);
      expect(await world.outcomeOf(write!)).toMatchObject({ status: 'rejected', error: { code: 'REFERENCE_NOT_FOUND' } });
    });
  });

  describe('to Finance', () => {
    it('creates, also in another company, and answers with a version that its own change follows', async () => {
      const [write] = await world.write(...groups, [
        { key: { dataAreaId: 'ussi', GroupId: 'F1' }, values: { Description: 'Made', Rate: '1.125', ValidFrom: '2026-03-01' } },
      ]);
      const outcome = await world.outcomeOf(write!);
      expect(outcome).toMatchObject({ status: 'applied', id: 'ussi|f1' });
      const change = await world.changeOf('ussi|f1');
      expect(change.row).toMatchObject({ Description: 'Made', Rate: '1.125', ValidFrom: '2026-03-01' });
      expect(BigInt(change.version)).toBeGreaterThan(BigInt(outcome.version ?? 0));
    });

    it('answers a create that meets a record with the record, and writes nothing (I3)', async () => {
      await world.control.seed(...groups, [{ dataAreaId: 'usmf', GroupId: 'F2', Description: 'Theirs' }]);
      const [write] = await world.write(...groups, [{ key: { dataAreaId: 'usmf', GroupId: 'f2' }, values: { Description: 'Ours' } }]);
      expect(await world.outcomeOf(write!)).toMatchObject({
        status: 'exists',
        id: 'usmf|f2',
        key: { dataAreaId: 'usmf', GroupId: 'F2' },
        row: { Description: 'Theirs' },
      });
      expect(await groupOf('F2')).toMatchObject({ Description: 'Theirs' });
    });

    it('updates, clears, deletes; what is gone is absent or done', async () => {
      await world.control.seed(...groups, [{ dataAreaId: 'ussi', GroupId: 'F3', Description: 'Old', ValidFrom: '2026-03-01T12:00:00Z' }]);
      const key = { dataAreaId: 'ussi', GroupId: 'F3' };
      const [update] = await world.write(...groups, [{ op: 'update', key, values: { Description: null, ValidFrom: null, Rate: '2' } }]);
      expect(await world.outcomeOf(update!)).toMatchObject({ status: 'applied' });
      const change = await world.changeOf('ussi|f3', ({ row }) => row?.['Rate'] === '2');
      expect(change.row).toMatchObject({ Description: null, ValidFrom: null });
      const [gone] = await world.write(...groups, [{ op: 'delete', key }]);
      expect(await world.outcomeOf(gone!)).toMatchObject({ status: 'applied' });
      const [again, late] = await world.write(...groups, [
        { op: 'delete', key },
        { op: 'update', key, values: { Description: 'Too late' } },
      ]);
      expect(await world.outcomeOf(again!)).toMatchObject({ status: 'applied' });
      expect(await world.outcomeOf(late!)).toMatchObject({ status: 'absent' });
    });

    it('rejects a write that empties an enum, which Finance cannot, with its remedy, and a create leaves it to Finance', async () => {
      const key = { dataAreaId: 'usmf', GroupId: 'F6' };
      const [made] = await world.write(...groups, [{ key, values: { Blocked: null } }]);
      expect(await world.outcomeOf(made!)).toMatchObject({ status: 'applied' });
      expect(await groupOf('F6')).toMatchObject({ Blocked: 'No' });
      const [set] = await world.write(...groups, [{ op: 'update', key, values: { Blocked: 'All' } }]);
      expect(await world.outcomeOf(set!)).toMatchObject({ status: 'applied' });
      const [cleared, other] = await world.write(...groups, [
        { op: 'update', key, values: { Blocked: null, Description: 'Open again' } },
        { key: { dataAreaId: 'usmf', GroupId: 'F7' }, values: {} },
      ]);
      expect(await world.outcomeOf(cleared!)).toMatchObject({
        status: 'rejected',
        error: { kind: 'permanent', code: 'VALUE_DOES_NOT_FIT', remedy: expect.stringContaining('value map of Blocked') as string },
      });
      expect(await world.outcomeOf(other!)).toMatchObject({ status: 'applied' });
      expect(await groupOf('F6')).toMatchObject({ Blocked: 'All' });
    });

    it('rejects what a rule refuses, cleaned for an operator, and no other record (I8)', async () => {
      await world.control.faults({
        system: 'finance',
        rejectRows: { table: 'SampleGroups', where: { GroupId: 'F4' }, message: 'Not in this company.' },
      });
      const [bad, good] = await world.write(...groups, [
        { key: { dataAreaId: 'usmf', GroupId: 'F4' }, values: {} },
        { key: { dataAreaId: 'usmf', GroupId: 'F5' }, values: {} },
      ]);
      expect(await world.outcomeOf(bad!)).toMatchObject({ status: 'rejected', error: { kind: 'permanent', code: 'VALIDATION_FAILED' } });
      expect((await world.outcomeOf(bad!)).error?.message).toContain('Not in this company.');
      expect(await world.outcomeOf(good!)).toMatchObject({ status: 'applied' });
    });
  });

  describe('idempotence', () => {
    it('answers a revision that comes again as before, without a second call (I3)', async () => {
      const id = randomUUID();
      const [write] = await world.write(...things, [{ key: { sample_thingid: id }, values: { sample_name: 'Once' } }]);
      const first = await world.outcomeOf(write!);
      await world.dataverse.change(`sample_things(${id})`, { sample_name: 'Edited by a person' });
      world.outcomes.length = 0;
      await world.write(...things, [{ ...write! }]);
      expect(await world.outcomeOf(write!)).toEqual(first);
      expect(await thingOf(id)).toMatchObject({ sample_name: 'Edited by a person' });
    });

    it('never sends an older revision after a newer one (I4)', async () => {
      const id = randomUUID();
      await world.control.seed(...things, [{ sample_thingid: id, sample_name: 'Old' }]);
      const link = randomUUID();
      const [newer] = await world.write(...things, [
        { link, revision: 3, op: 'update', key: { sample_thingid: id }, values: { sample_name: 'Newer' } },
      ]);
      await world.outcomeOf(newer!);
      const [older] = await world.write(...things, [
        { link, revision: 2, op: 'update', key: { sample_thingid: id }, values: { sample_name: 'Older' } },
      ]);
      expect(await world.outcomeOf(older!)).toMatchObject({ status: 'superseded' });
      expect(await thingOf(id)).toMatchObject({ sample_name: 'Newer' });
    });

    it('sends nothing that is meant for other environments', async () => {
      const id = randomUUID();
      const [write] = await world.write(...things, [{ key: { sample_thingid: id }, values: { sample_name: 'Stray' } }], 'feedfeedfeedfeed');
      expect(await world.outcomeOf(write!)).toMatchObject({
        status: 'rejected',
        error: { code: 'ENVIRONMENT_MISMATCH', kind: 'configuration' },
      });
      expect(await thingOf(id)).toBeUndefined();
    });

    it('makes no second record when replies are lost (I3)', async () => {
      await world.control.faults({ lostReplyRate: 0.4, seed: 7 });
      const writes = await world.write(
        ...things,
        Array.from({ length: 30 }, (_, n) => ({
          key: { sample_thingid: randomUUID() },
          match: { sample_code: `L-${n}` },
          values: { sample_code: `L-${n}` },
        })),
      );
      const finance = await world.write(
        ...groups,
        Array.from({ length: 30 }, (_, n) => ({ key: { dataAreaId: 'usmf', GroupId: `LOST${n}` }, values: { Description: 'x' } })),
      );
      for (const write of [...writes, ...finance]) {
        const outcome = await world.outcomeOf(write);
        expect(['applied', 'exists']).toContain(outcome.status);
      }
      await world.control.faults({});
      for (const write of writes) expect(await createsOf(String(write.key['sample_thingid']))).toBe(1);
      expect((await world.control.rows(...groups)).filter((row) => String(row['GroupId']).startsWith('LOST'))).toHaveLength(30);
    });
  });

  describe('under pressure', () => {
    it.each([
      ['dataverse', things, { mode: 'requests', retryAfter: 1, times: 2 }],
      ['finance', groups, { mode: 'resource', retryAfter: 1, times: 2 }],
    ] as const)('obeys Retry-After of %s, and sends nothing before it is over', async (system, table, throttle) => {
      await world.control.faults({ system, throttle });
      const writes = await world.write(
        table[0],
        table[1],
        Array.from({ length: 20 }, (_, n): Partial<WriteMessage> =>
          system === 'dataverse'
            ? { key: { sample_thingid: randomUUID() }, values: { sample_name: `T${n}` } }
            : { key: { dataAreaId: 'usmf', GroupId: `T${n}` }, values: {} },
        ),
      );
      for (const write of writes) {
        const outcome = await world.outcomeOf(write);
        if (outcome.status === 'rejected') expect(outcome.error).toMatchObject({ kind: 'throttled' });
        else expect(outcome.status).toBe('applied');
      }
      const statistics = await world.control.statistics();
      expect(statistics.throttled).toBeGreaterThan(0);
      expect(statistics.earlyRetries).toBe(0);
    });

    it('answers what the system does not take as rejected for now', async () => {
      await world.control.faults({ system: 'finance', offline: true });
      const [write] = await world.write(...groups, [{ key: { dataAreaId: 'usmf', GroupId: 'OFF' }, values: {} }]);
      expect(await world.outcomeOf(write!)).toMatchObject({ status: 'rejected', error: { kind: 'transient', code: 'UNAVAILABLE' } });
      await world.control.faults({});
      world.outcomes.length = 0;
      await world.write(...groups, [{ ...write! }]); // the same revision: a rejection is no answer that stands
      expect(await world.outcomeOf(write!)).toMatchObject({ status: 'applied' });
    });
  });
});
