import { eventually, useStack } from '@concord/testing';
import { Environments } from '../src/environment/environments';
import { GatewayWorld } from './gateway-world';

jest.setTimeout(120_000);

describe('a gateway that goes and comes back', () => {
  const stack = useStack();
  let world: GatewayWorld;

  beforeAll(async () => {
    // Nobody else is to be on the way to Finance when the one request is throttled.
    world = await GatewayWorld.start(stack, { GATEWAY_SWEEP_SMALL_MS: '60000' });
    await world.addGateway();
    await world.subscribe();
    await world.follow();
  });
  afterAll(() => world?.stop());

  it('waits for what the one before was told, and sends nothing early (I7)', async () => {
    await world.control.faults({ system: 'finance', throttle: { mode: 'resource', retryAfter: 6, times: 1 } });
    const writtenAs = async (GroupId: string): Promise<string> => {
      const [write] = await world.write('finance', 'SampleGroups', [{ key: { dataAreaId: 'usmf', GroupId }, values: {} }]);
      return (await world.outcomeOf(write!)).status;
    };
    const throttledWrite = writtenAs('WAIT');
    await eventually(async () => (await world.control.statistics()).throttled > 0, { describe: 'the request to be throttled' });
    await world.gateways.pop()?.stop();
    const restarted = await world.addGateway();
    expect(restarted.app.get(Environments).finance.limiter.state().pausedMs).toBeGreaterThan(0);
    await throttledWrite;
    await eventually(async () => (await writtenAs('GO')) !== 'rejected', { describe: 'the wait to be over', timeout: 30_000 });
    const { throttled, earlyRetries } = await world.control.statistics();
    expect({ throttled, earlyRetries }).toEqual({ throttled: 1, earlyRetries: 0 });
  });
});
