import { eventually, usePrivateStack } from '@concord/testing';
import { StateReader } from '../src';
import { Harness, Numbered, range } from './harness';

describe('a broker that is killed and comes back', () => {
  const stack = usePrivateStack();

  it('loses nothing, and needs nobody to start a service again (I7)', async () => {
    const harness = new Harness(stack.kafka.brokers, 'restart.');
    const topic = await harness.topic(2);
    const seen = new Set<number>();
    const server = await harness.consume('restart.group', [topic], ({ messages }) =>
      messages.forEach(({ value }) => seen.add(value.number)),
    );
    await harness.publish(topic, range(0, 100));
    await eventually(() => seen.size === 100);

    await stack.kafka.kill();
    const published = publishUntilTaken(harness, topic, range(100, 200));
    await eventually(
      async () =>
        !(await harness.kafka.ping().then(
          () => true,
          () => false,
        )),
      { timeout: 20_000 },
    );
    await stack.kafka.start();
    await published;

    await eventually(() => seen.size === 200, { timeout: 30_000 });
    expect([...seen].sort((a, b) => a - b)).toEqual(range(0, 200));
    await eventually(() => server.isReady, { timeout: 30_000 });
    await eventually(() => harness.kafka.ping().then(() => true), { timeout: 20_000 });
    await harness.close();
  }, 90_000);

  it('does not hold up who reads its state and is to stop', async () => {
    const harness = new Harness(stack.kafka.brokers, 'away.');
    const reader = new StateReader<Numbered>(harness.kafka, { topics: [await harness.topic()], message: Numbered, apply: () => undefined });
    await reader.start();
    await stack.kafka.kill();
    const begun = performance.now();
    await reader.close();
    await harness.close();
    expect(performance.now() - begun).toBeLessThan(3_000);
  }, 30_000);
});

/** As capture does: a publish that failed is done again. */
const publishUntilTaken = async (harness: Harness, topic: string, numbers: readonly number[]): Promise<void> => {
  for (;;) {
    try {
      return await harness.publish(topic, numbers);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
};
