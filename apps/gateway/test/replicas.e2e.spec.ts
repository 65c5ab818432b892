import { Database } from '@concord/persistence';
import { eventually, usePrivateStack } from '@concord/testing';
import { aThing, GatewayWorld } from './gateway-world';

jest.setTimeout(120_000);

interface TableView {
  readonly system: string;
  readonly table: string;
  readonly isMine: boolean;
}

describe('several gateways, and servers that go away', () => {
  let world: GatewayWorld;
  afterAll(() => world?.stop()); // before the stack's own: hooks run in order
  const stack = usePrivateStack();

  const heldBy = async (index: number): Promise<string[]> => {
    const answer = await fetch(`${world.gateways[index]?.url}/admin/tables`);
    return ((await answer.json()) as TableView[]).filter((table) => table.isMine).map((table) => table.table);
  };

  beforeAll(async () => {
    const postgresUrl = await stack.postgres.createDatabase('replicas');
    world = await GatewayWorld.start({ brokers: stack.kafka.brokers, postgresUrl, topicPrefix: 'concord.' }, { GATEWAY_LEASE_MS: '1500' });
    await world.addGateway();
    await world.subscribe();
    await world.follow();
  });

  it('moves no cursor while Kafka is away, and loses nothing (I2, I7)', async () => {
    const { body: first } = await world.dataverse.create('sample_things', aThing('Before'));
    await world.changeOf(String(first['sample_thingid']));
    /** Row version that the table has been read up to. The time in the token also moves when a poll finds nothing. */
    const readUpTo = async (): Promise<number> => {
      const [row] = await world.gateways[0]!.app.get(Database).query<{ cursor: string }>(
        "SELECT cursor FROM capture_table WHERE system = 'dataverse' AND name = 'sample_things'",
      );
      return Number(/deltatoken=(\d+)/.exec(row?.cursor ?? '')?.[1]);
    };
    await stack.kafka.kill();
    const { body: second } = await world.dataverse.create('sample_things', aThing('While Kafka was away'));
    await eventually(async () =>
      (await world.control.statistics()).calls.some((call) => call.system === 'dataverse' && call.table === 'sample_things'),
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // several polls: each must fail to publish
    expect(await readUpTo()).toBeLessThan(Number(second['versionnumber']));
    await stack.kafka.start();
    await eventually(() => world.changes.find((change) => change.id === second['sample_thingid']), {
      timeout: 60_000,
      describe: 'the change made meanwhile',
    });
  });

  it('share the tables, and take over those of one that stops', async () => {
    await world.addGateway();
    await eventually(async () => (await heldBy(0)).length === 1 && (await heldBy(1)).length === 1, {
      timeout: 20_000,
      describe: 'a table each',
    });
    const { body } = await world.dataverse.create('sample_things', aThing('Shared'));
    await world.changeOf(String(body['sample_thingid']));
    await world.finance.create('SampleGroups', { dataAreaId: 'usmf', GroupId: 'SHARED' });
    await world.changeOf('usmf|shared');
    const second = world.gateways.pop();
    await second?.stop();
    await eventually(async () => (await heldBy(0)).length === 2, { timeout: 20_000, describe: 'both tables' });
  });
});
