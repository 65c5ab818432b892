import { Database } from '@concord/persistence';
import { eventually, freePort, useStack } from '@concord/testing';
import { CaptureService } from '../src/capture/capture.service';
import { aThing, GatewayWorld, webhookSecret } from './gateway-world';

jest.setTimeout(90_000);

/** Longer than the test: what arrives was told by a push. */
const never = '600000';
/** Less than half of the time after which a replica looks without being told, so that it cannot be that three times in a row. */
const soonMs = 3_000;

describe('pushes', () => {
  const stack = useStack();
  let world: GatewayWorld;

  beforeAll(async () => {
    const port = String(await freePort());
    world = await GatewayWorld.start(stack, {
      GATEWAY_PORT: port,
      GATEWAY_PUBLIC_URL: `http://127.0.0.1:${port}`,
      GATEWAY_DATAVERSE_POLL_MS: never,
      GATEWAY_SWEEP_SMALL_MS: never,
    });
    await world.control.seed('finance', 'SampleGroups', [{ dataAreaId: 'usmf', GroupId: 'OLD', Description: 'x' }]);
    await world.control.seed('dataverse', 'sample_things', [{ sample_name: 'Seeded' }]);
    await world.control.subscribe('SampleGroups', `http://127.0.0.1:${port}/webhooks/finance?code=${webhookSecret}`);
    await world.addGateway();
    await world.subscribe();
    await world.follow();
    await world.changeOf('usmf|old');
  });
  afterAll(() => world?.stop());

  it('of Dataverse, registered by the gateway itself, bring a change at once', async () => {
    await expectSteps(3);
    const { body } = await world.dataverse.create('sample_things', aThing('Pushed'));
    expect(await world.changeOf(String(body['sample_thingid']))).toMatchObject({ op: 'upsert', origin: 'delta' });
  });

  it('of Finance bring creates, updates and, by record id alone, deletes', async () => {
    await world.finance.create('SampleGroups', { dataAreaId: 'ussi', GroupId: 'NEW', Description: 'Made' });
    expect(await world.changeOf('ussi|new')).toMatchObject({ origin: 'event', row: { Description: 'Made' } });
    await world.finance.change("SampleGroups(dataAreaId='ussi',GroupId='NEW')?cross-company=true", { Description: 'Changed' });
    await world.changeOf('ussi|new', (change) => change.row?.['Description'] === 'Changed');
    await world.finance.remove("SampleGroups(dataAreaId='ussi',GroupId='NEW')?cross-company=true");
    expect(await world.changeOf('ussi|new', (change) => change.op === 'delete')).toMatchObject({ origin: 'event' });
  });

  it('wake the replica that reads the table, whichever took them in, also after PostgreSQL ended its connections', async () => {
    await world.addGateway({ GATEWAY_PORT: '0' });
    const heldBy = (index: number): readonly string[] => [...(world.gateways[index]?.app.get(CaptureService).held() ?? [])];
    await eventually(() => heldBy(0).length === 1 && heldBy(1).length === 1, { describe: 'a table each', timeout: 30_000 });
    const arrives = async (name: string): Promise<void> => {
      const { body } = await world.dataverse.create('sample_things', aThing(name));
      const things = String(body['sample_thingid']);
      await world.finance.create('SampleGroups', { dataAreaId: 'ussi', GroupId: name, Description: 'Made' });
      const started = performance.now();
      await Promise.all([world.changeOf(things), world.changeOf(`ussi|${name.toLowerCase()}`)]);
      expect(performance.now() - started).toBeLessThan(soonMs);
    };
    // All pushes come to the first: of one table it must tell the second.
    for (const name of ['ONE', 'TWO', 'THREE']) await arrives(name);
    const database = world.gateways[0]?.app.get(Database);
    const ended = await database?.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = \'LISTEN "capture_wake"\'',
    );
    expect(ended).toHaveLength(2);
    for (const name of ['FOUR', 'FIVE', 'SIX']) await arrives(name);
  });

  const expectSteps = async (count: number): Promise<void> => {
    await eventually(
      async () =>
        (await world.dataverse.rows('sdkmessageprocessingsteps?$select=name')).filter((row) => String(row['name']).startsWith('Concord'))
          .length === count,
      { describe: 'the webhook steps', timeout: 15_000 },
    );
  };
});
