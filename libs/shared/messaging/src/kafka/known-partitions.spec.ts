import type { Message, PartitionMetadata } from 'kafkajs';
import { KnownPartitions } from './known-partitions';

describe('the partition of a message', () => {
  const told = (...ids: readonly number[]) => ids.map((partitionId) => ({ partitionId }) as PartitionMetadata);
  const to = (message: Partial<Message>, ...ids: readonly number[]) => ({
    topic: 'links',
    partitionMetadata: told(...ids),
    message: { value: null, ...message },
  });

  const asksAgain = expect.objectContaining({ name: 'KafkaJSMetadataNotLoaded', retriable: true }) as Error;

  it('is of those that the topic has, the same for the same key', () => {
    const partitions = new KnownPartitions();
    const first = partitions.choose(to({ key: 'a' }, 0, 1, 2));
    expect([0, 1, 2]).toContain(first);
    expect(partitions.choose(to({ key: 'a' }, 2, 0, 1))).toBe(first);
    expect(partitions.of('links')).toBe(3);
  });

  it('is not told while a broker that has just started knows only some of them: kafkajs asks again, and leaves nothing out (I2)', () => {
    const partitions = new KnownPartitions();
    expect(() => partitions.choose(to({ key: 'a' }, 1))).toThrow(asksAgain);
    partitions.choose(to({ key: 'a' }, 0, 1));
    expect(() => partitions.choose(to({ partition: 0 }, 0))).toThrow(asksAgain);
    expect(() => partitions.choose(to({ partition: 0 }, 1))).toThrow(asksAgain);
    expect(partitions.choose(to({ partition: 1 }, 0, 1))).toBe(1);
  });

  it('may be a new one when the topic has grown', () => {
    const partitions = new KnownPartitions();
    partitions.choose(to({ key: 'a' }, 0));
    partitions.choose(to({ key: 'a' }, 0, 1));
    expect(partitions.of('links')).toBe(2);
  });
});
