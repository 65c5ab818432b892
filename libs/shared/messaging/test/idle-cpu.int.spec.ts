import { setTimeout as sleep } from 'node:timers/promises';
import { useStack } from '@concord/testing';
import { StateReader } from '../src';
import { Harness, Numbered } from './harness';

/** Share of one core that this process uses, in percent. */
const percentOver = async (milliseconds: number): Promise<number> => {
  const begun = { time: performance.now(), cpu: process.cpuUsage() };
  await sleep(milliseconds);
  const { user, system } = process.cpuUsage(begun.cpu);
  return ((user + system) / 1_000 / (performance.now() - begun.time)) * 100;
};

describe('an idle service', () => {
  const stack = useStack();
  let harness: Harness;

  beforeAll(() => {
    harness = new Harness(stack.brokers, stack.topicPrefix);
  });
  afterAll(() => harness.close());

  it('with two consumers, a state reader and a producer takes less than 2 % of a core', async () => {
    const topics = [await harness.topic(6), await harness.topic(6)];
    for (const topic of topics) {
      await harness.publish(topic, [1, 2, 3]);
      await harness.consume(harness.group(), [topic], () => undefined);
    }
    const reader = new StateReader<Numbered>(harness.kafka, { topics, message: Numbered, apply: () => undefined });
    await reader.start();

    // Idle is what is left when the rest of a busy machine is not in the way: the quietest of a few windows.
    const windows: number[] = [];
    while (windows.length < 4 && (windows.at(-1) ?? 100) >= 2) windows.push(await percentOver(3_000));
    await reader.close();

    expect(Math.min(...windows)).toBeLessThan(2);
  }, 30_000);
});
