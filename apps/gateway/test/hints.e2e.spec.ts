import { eventually, freePort, useStack } from '@concord/testing';
import { aThing, GatewayWorld, webhookSecret } from './gateway-world';

jest.setTimeout(90_000);

/** Longer than the test: what arrives was told by a push. */
const never = '600000';

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

  const expectSteps = async (count: number): Promise<void> => {
    await eventually(
      async () =>
        (await world.dataverse.rows('sdkmessageprocessingsteps?$select=name')).filter((row) => String(row['name']).startsWith('Concord'))
          .length === count,
      { describe: 'the webhook steps', timeout: 15_000 },
    );
  };
});
