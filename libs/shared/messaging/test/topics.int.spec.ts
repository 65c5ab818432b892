import { eventually, useStack } from '@concord/testing';
import { sharedTopicPlans, StateReader, topicPlansForArea, topicPlansForTable } from '../src';
import { topicEnds } from '../src/state/topic-ends';
import { countRequests } from './count-requests';
import { Harness, Numbered, numbered, range } from './harness';

describe('topics', () => {
  const stack = useStack();
  let harness: Harness;

  beforeAll(() => {
    harness = new Harness(stack.brokers, stack.topicPrefix);
  });
  afterAll(() => harness.close());

  it('are made once, with their cleanup policy, by however many ask at the same time', async () => {
    const { topics } = harness.kafka;
    const plans = [
      ...topicPlansForTable(topics, 'finance', 'ProjectsV2'),
      ...topicPlansForArea(topics, 'setup-sync'),
      ...sharedTopicPlans(topics),
    ];
    await Promise.all(range(0, 4).map(() => harness.admin.ensure(plans)));

    expect(await harness.admin.ensure(plans)).toEqual({ created: [] });
    for (const { name, cleanup } of plans) expect([name, await harness.admin.cleanupOf(name)]).toEqual([name, cleanup]);
  });

  it('are asked about all at once, however many they are, and no more often than every 50 ms', async () => {
    const many = range(0, 30).map((number) => ({ name: `${stack.topicPrefix}many-${number}`, cleanup: 'compact' as const, partitions: 2 }));
    await harness.kafka.admin();
    const requests = countRequests();
    const begun = performance.now();
    await harness.admin.ensure(many);
    const looks = (performance.now() - begun) / 50 + 1;
    expect(requests.of('ListOffsets')).toBeLessThanOrEqual(looks);
    expect(requests.of('Metadata')).toBeLessThanOrEqual(looks + 4); // one by who asks for the topics there are, and by who makes them

    requests.forget();
    const ends = await topicEnds(
      harness.kafka.client,
      many.map(({ name }) => name),
    );
    expect(ends.size).toBe(0);
    expect([requests.of('ListOffsets'), requests.of('Metadata')]).toEqual([2, 1]);
    requests.end();
  });

  it('that hold something are told apart from those that are empty', async () => {
    const [full, empty] = [await harness.topic(2), await harness.topic(2)];
    await harness.publisher.publish([{ ...numbered(full, 1), key: 'one' }]);
    await harness.publisher.publish([{ ...numbered(full, 2), key: 'one' }]);
    const ends = await topicEnds(harness.kafka.client, [full, empty]);
    expect([...ends.keys()]).toEqual([expect.stringMatching(new RegExp(`^${full}.[01]$`))]);
    expect([...ends.values()]).toEqual([2n]);
  });

  it('of state are read whole, and then followed', async () => {
    const topic = await harness.topic(3);
    await harness.publish(topic, range(0, 300));
    const state = new Map<string, number>();
    const reader = new StateReader<Numbered>(harness.kafka, {
      topics: [topic],
      message: Numbered,
      apply: (messages) => messages.forEach(({ key, value }) => state.set(key, value.number)),
    });
    try {
      await reader.start();
      expect([...state.values()].sort((a, b) => a - b)).toEqual(range(250, 300));
      await harness.publisher.publish([numbered(topic, 301)]);
      await eventually(() => state.get('key-1') === 301);
    } finally {
      await reader.close();
    }
  });

  it('of state that are empty are read at once', async () => {
    const reader = new StateReader<Numbered>(harness.kafka, {
      topics: [await harness.topic(3)],
      message: Numbered,
      apply: () => undefined,
    });
    await reader.start();
    expect(reader.isCaughtUp).toBe(true);
    await reader.close();
  });

  it('take more in one publish than a broker takes in one request', async () => {
    const topic = await harness.topic();
    const text = 'x'.repeat(2_000);
    await harness.publisher.publish(range(0, 1_200).map((number) => ({ ...numbered(topic, number), value: { number, text } })));

    const found = await harness.readAll(topic, 1_200);
    expect(found.map(({ value }) => (JSON.parse(value) as Numbered).number)).toEqual(range(0, 1_200));
  });
});
