import { eventually, useStack } from '@concord/testing';
import { sharedTopicPlans, StateReader, topicPlansForArea, topicPlansForTable } from '../src';
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
