import { randomUUID } from 'node:crypto';
import { eventually, useStack } from '@concord/testing';
import { aThing, GatewayWorld, webhookSecret } from './gateway-world';

jest.setTimeout(60_000);

describe('capture', () => {
  const stack = useStack();
  let world: GatewayWorld;
  const thing = randomUUID();

  beforeAll(async () => {
    world = await GatewayWorld.start(stack);
    await world.control.seed('dataverse', 'sample_things', [
      { sample_thingid: thing, sample_name: 'There before', sample_amount: 12.5, sample_on: '2026-03-01', sample_kind: 1 },
    ]);
    await world.control.seed('finance', 'SampleGroups', [
      { dataAreaId: 'usmf', GroupId: 'A', Description: 'First', Rate: 1.25, ValidFrom: '2026-03-01T12:00:00Z' },
      { dataAreaId: 'ussi', GroupId: 'A', Description: 'Other company' },
    ]);
    await world.addGateway();
    await world.subscribe(); // a table is taken up without a restart
    await world.follow();
  });
  afterAll(() => world?.stop());

  describe('of Dataverse', () => {
    it('publishes what was there before, spelt as topics spell it (I2)', async () => {
      const change = await world.changeOf(thing);
      expect(change).toMatchObject({
        op: 'upsert',
        key: { sample_thingid: thing },
        row: { sample_name: 'There before', sample_amount: '12.5', sample_on: '2026-03-01', sample_kind: 1, sample_ownerthing: null },
      });
    });

    it('publishes what people change, with a growing version (I2, I4)', async () => {
      const before = await world.changeOf(thing);
      await world.dataverse.change(`sample_things(${thing})`, { sample_name: 'Changed' });
      const after = await world.changeOf(thing, (change) => change.row?.['sample_name'] === 'Changed');
      expect(BigInt(after.version)).toBeGreaterThan(BigInt(before.version));
    });

    it('publishes a delete that follows all that was seen of the row (I2, I4)', async () => {
      const { body } = await world.dataverse.create('sample_things', aThing('Short-lived'));
      const id = String(body['sample_thingid']);
      const made = await world.changeOf(id);
      await world.dataverse.remove(`sample_things(${id})`);
      const gone = await world.changeOf(id, (change) => change.op === 'delete');
      expect(BigInt(gone.version)).toBeGreaterThan(BigInt(made.version));
      expect(BigInt(gone.version) % 2n).toBe(1n);
    });

    it('reads the whole table again when its token is too old, and finds what was deleted meanwhile (I2)', async () => {
      const { body: stays } = await world.dataverse.create('sample_things', aThing('Stays'));
      const { body: goes } = await world.dataverse.create('sample_things', aThing('Goes'));
      await world.changeOf(String(goes['sample_thingid']));
      await world.changeOf(String(stays['sample_thingid']));
      await world.control.faults({ system: 'dataverse', errorRate: 1, status: 503 });
      await world.control.post('delta-tokens/expire', { table: 'sample_things' });
      await world.control.faults({});
      await world.dataverse.remove(`sample_things(${String(goes['sample_thingid'])})`);
      await world.control.post('delta-tokens/expire', { table: 'sample_things' });
      await world.changeOf(String(goes['sample_thingid']), (change) => change.op === 'delete');
      await world.dataverse.change(`sample_things(${String(stays['sample_thingid'])})`, { sample_name: 'Still followed' });
      await world.changeOf(String(stays['sample_thingid']), (change) => change.row?.['sample_name'] === 'Still followed');
    });
  });

  describe('of Finance', () => {
    it('publishes the rows of all companies (I2)', async () => {
      expect(await world.changeOf('usmf|a')).toMatchObject({
        op: 'upsert',
        key: { dataAreaId: 'usmf', GroupId: 'A' },
        row: { Description: 'First', Rate: '1.25', ValidFrom: '2026-03-01' },
      });
      expect(await world.changeOf('ussi|a')).toMatchObject({ row: { Description: 'Other company', ValidFrom: null } });
    });

    it('finds by sweep what no event told, and publishes nothing twice (I2)', async () => {
      await world.finance.change("SampleGroups(dataAreaId='usmf',GroupId='A')?cross-company=true", { Description: 'Swept' });
      await world.changeOf('usmf|a', (change) => change.row?.['Description'] === 'Swept');
      await world.finance.create('SampleGroups', { dataAreaId: 'usmf', GroupId: 'B' });
      await world.changeOf('usmf|b'); // two sweeps have passed since
      expect(world.changes.filter((change) => change.row?.['Description'] === 'Swept')).toHaveLength(1);
    });

    it('finds by absence what was deleted (I2, I4)', async () => {
      await world.finance.create('SampleGroups', { dataAreaId: 'usmf', GroupId: 'GONE' });
      const made = await world.changeOf('usmf|gone');
      await world.finance.remove("SampleGroups(dataAreaId='usmf',GroupId='GONE')?cross-company=true");
      const gone = await world.changeOf('usmf|gone', (change) => change.op === 'delete');
      expect(BigInt(gone.version)).toBeGreaterThan(BigInt(made.version));
    });
  });

  describe('on request', () => {
    it('reads a whole table and tells how far it is', async () => {
      const run = randomUUID();
      await world.ask({ run, system: 'finance', table: 'SampleGroups' });
      await eventually(() => world.progress.some((progress) => progress.run === run && progress.status === 'read'), {
        describe: 'the end of the run',
      });
      const read = world.changes.filter((change) => change.run === run).map((change) => change.id);
      expect(read).toEqual(expect.arrayContaining(['usmf|a', 'ussi|a']));
    });

    it('reads every table of a run, one after the other is asked for', async () => {
      const run = randomUUID();
      for (const [system, table] of [
        ['finance', 'SampleGroups'],
        ['dataverse', 'sample_things'],
      ] as const) {
        await world.ask({ run, system, table });
        await eventually(
          () => world.progress.some((progress) => progress.run === run && progress.table === table && progress.status === 'read'),
          {
            describe: `the end of ${table}`,
          },
        );
      }
    });

    it('reads single records, also those that are not there', async () => {
      const run = randomUUID();
      const absent = randomUUID();
      await world.ask({
        run,
        system: 'dataverse',
        table: 'sample_things',
        records: [{ sample_thingid: thing }, { sample_thingid: absent }],
      });
      await world.changeOf(thing, (change) => change.run === run && change.op === 'upsert');
      await world.changeOf(absent, (change) => change.run === run && change.op === 'delete');
    });
  });

  describe('webhooks', () => {
    const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<number> => {
      const answer = await fetch(`${world.gateways[0]?.url}/webhooks/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return answer.status;
    };

    it('need the secret, in a header or in the query', async () => {
      const body = { PrimaryEntityName: 'sample_thing', PrimaryEntityId: thing };
      expect(await post('dataverse', body)).toBe(401);
      expect(await post('dataverse', body, { 'x-concord-key': 'wrong' })).toBe(401);
      expect(await post('finance?code=wrong', {})).toBe(401);
      expect(await post('dataverse', body, { 'x-concord-key': webhookSecret })).toBe(204);
      expect(await post(`dataverse?code=${webhookSecret}`, body)).toBe(204);
    });

    it.each(['{', '[]', '5', '"x"', 'null', '{}', '[[]]', '{"PrimaryEntityName":5}', '{"BusinessEventId":[]}'])(
      'answer nonsense with 4xx: %s',
      async (body) => {
        for (const path of ['dataverse', 'finance']) {
          const status = await post(`${path}?code=${webhookSecret}`, body);
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
        }
      },
    );
  });

  it('tells an administrator about its tables', async () => {
    const answer = await fetch(`${world.gateways[0]?.url}/admin/tables`);
    expect(await answer.json()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ system: 'dataverse', table: 'sample_things', phase: 'live', problem: null, isMine: true }),
      ]),
    );
  });
});
