import { eventually, useStack } from '@concord/testing';
import { Harness, range } from './harness';

describe('batches', () => {
  const stack = useStack();
  let harness: Harness;

  beforeAll(() => {
    harness = new Harness(stack.brokers, stack.topicPrefix);
  });
  afterAll(() => harness.close());

  it('are in order within a partition, and complete (I2, I4)', async () => {
    const topic = await harness.topic(3);
    await harness.publish(topic, range(0, 2_000));
    const seen: { partition: number; offset: bigint; number: number }[] = [];
    await harness.consume(harness.group(), [topic], ({ partition, messages }) => {
      for (const { offset, value } of messages) seen.push({ partition, offset, number: value.number });
    });

    await eventually(() => seen.length >= 2_000);
    expect(seen).toHaveLength(2_000);
    expect(new Set(seen.map(({ number }) => number)).size).toBe(2_000);
    for (const partition of [0, 1, 2]) {
      const offsets = seen.filter((one) => one.partition === partition).map(({ offset }) => offset);
      expect(offsets).toEqual(offsets.map((_, index) => BigInt(index)));
    }
  });
});
