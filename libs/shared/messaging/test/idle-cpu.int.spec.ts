import { useStack } from '@concord/testing';
import { StateReader } from '../src';
import { Harness, Numbered } from './harness';

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

    const begun = { time: performance.now(), cpu: process.cpuUsage() };
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const { user, system } = process.cpuUsage(begun.cpu);
    const percent = ((user + system) / 1_000 / (performance.now() - begun.time)) * 100;
    await reader.close();

    expect(percent).toBeLessThan(2);
  }, 30_000);
});
