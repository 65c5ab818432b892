import type { Consumer } from 'kafkajs';
import { eventually, useStack } from '@concord/testing';
import type { Batch, PartitionMove, PositionStore } from '../src';
import { Harness, numbered, Numbered, range } from './harness';

/** Positions in memory: what the database does, minus the effect. */
class Positions implements PositionStore {
  readonly positions = new Map<string, bigint>();

  read(_consumer: string, partitions: readonly { topic: string; partition: number }[]): Promise<(bigint | undefined)[]> {
    return Promise.resolve(partitions.map(({ topic, partition }) => this.positions.get(`${topic}|${partition}`)));
  }

  advance({ topic, partitions }: Omit<Batch<unknown>, 'messages'>): Promise<void> {
    if (partitions.some(({ partition, takenAt }) => (this.positions.get(`${topic}|${partition}`) ?? 0n) !== takenAt))
      return Promise.reject(Object.assign(new Error('taken over'), { code: 'BATCH_TAKEN_OVER' }));
    for (const { partition, nextOffset } of partitions) this.positions.set(`${topic}|${partition}`, nextOffset);

    return Promise.resolve();
  }
}

/** How far a batch of the one partition goes. */
const endOf = (batch: Batch<unknown> | undefined): bigint | undefined => batch?.partitions[0]?.nextOffset;

/** Messages of a topic, all partitions together. */
const countIn = async ({ kafka }: Harness, topic: string): Promise<number> =>
  (await (await kafka.admin()).fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);

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
    const seen: { key: string; number: number }[] = [];
    const moves: PartitionMove[] = [];
    await harness.consume(harness.group(), [topic], ({ partitions, messages }) => {
      moves.push(...partitions);
      for (const { key, value } of messages) seen.push({ key, number: value.number });
    });

    await eventually(() => seen.length >= 2_000);
    expect(new Set(seen.map(({ number }) => number)).size).toBe(2_000);
    // A key is in one partition.
    for (const key of new Set(seen.map((one) => one.key))) {
      const numbers = seen.filter((one) => one.key === key).map(({ number }) => number);
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    }
    for (const partition of [0, 1, 2]) {
      const ends = moves.filter((one) => one.partition === partition);
      expect(ends.slice(1).map(({ takenAt }) => takenAt)).toEqual(ends.slice(0, -1).map(({ nextOffset }) => nextOffset));
    }
  });

  it('are made of what several partitions have, when each has little, and move all of their positions', async () => {
    const topic = await harness.topic(6);
    const positions = new Positions();
    const batches: Batch<Numbered>[] = [];
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const route = { pattern: 'numbers', topics: () => [topic], message: Numbered, chunk: 100, atATime: 1 };
    await harness.consume(
      harness.group(),
      [topic],
      async (batch) => {
        batches.push(batch);
        await opened;
        await positions.advance(batch);
      },
      { positions, routes: [route] },
    );
    await harness.publish(topic, [1]);
    await eventually(() => batches.length === 1);
    await harness.publish(topic, range(100, 190));
    await eventually(async () => (await countIn(harness, topic)) === 91);
    open();

    await eventually(() => batches.flatMap(({ messages }) => messages).length === 91);
    expect(batches.length).toBeLessThanOrEqual(4); // the first, and the ninety as they were fetched
    expect(Math.max(...batches.map(({ partitions }) => partitions.length))).toBeGreaterThan(1);
    await eventually(() => [...positions.positions.values()].reduce((sum, at) => sum + at, 0n) === 91n);
  });

  it('of several partitions that fail are done by each partition for itself, and only the one in trouble is tried again (I2, I8)', async () => {
    const topic = await harness.topic(6);
    const positions = new Positions();
    const passed: Batch<Numbered>[] = [];
    const failed: Batch<Numbered>[] = [];
    let isMended = false;
    await harness.publish(topic, range(0, 60));
    await harness.consume(
      harness.group(),
      [topic],
      async (batch) => {
        if (!isMended && batch.messages.some(({ value }) => value.number === 7)) {
          failed.push(batch);
          throw new Error('seven cannot be stored');
        }
        await positions.advance(batch);
        passed.push(batch);
      },
      { positions },
    );
    const seven = (): number | undefined => failed.find(({ partitions }) => partitions.length === 1)?.partitions[0]?.partition;
    await eventually(() => seven() !== undefined && failed.length >= 3);
    const others = range(0, 6).filter((partition) => partition !== seven());
    const inOthers = (): bigint => others.reduce((sum, partition) => sum + (positions.positions.get(`${topic}|${partition}`) ?? 0n), 0n);
    const before = inOthers();
    await harness.publish(topic, range(100, 160));
    await eventually(() => inOthers() > before);
    expect(positions.positions.get(`${topic}|${seven()}`)).toBeUndefined();

    isMended = true;
    await eventually(() => passed.flatMap(({ messages }) => messages).length === 120);
    expect(new Set(passed.flatMap(({ messages }) => messages.map(({ value }) => value.number))).size).toBe(120);
  });

  it('leave out what breaks its contract, which goes to dead letters with the rule, and go on (I8)', async () => {
    const topic = await harness.topic();
    const broken = { ...numbered(topic, 1), value: { number: 'one', text: 'number 1' } };
    await harness.publisher.publish([numbered(topic, 0), broken]);
    await harness.publisher.send([{ topic, messages: [{ key: 'torn', value: '{"number": 2' }] }]);
    await harness.publisher.send([{ topic, messages: [{ key: 'tombstone', value: null }] }]);
    await harness.publish(topic, [3]);
    const batches: Batch<Numbered>[] = [];
    await harness.consume(harness.group(), [topic], (batch) => void batches.push(batch));
    await eventually(() => endOf(batches.at(-1)) === 5n);
    expect(batches.flatMap(({ messages }) => messages.map(({ value }) => value.number))).toEqual([0, 3]);

    const letters = await harness.readAll(`${topic}.dead-letters`, 2);
    expect(letters.map(({ key, headers }) => ({ key, rule: headers['dead-letter-rule'], offset: headers['dead-letter-offset'] }))).toEqual([
      { key: 'key-1', rule: 'number: isInt', offset: '1' },
      { key: 'torn', rule: 'isJson', offset: '2' },
    ]);
    expect(letters[0]?.headers).toMatchObject({ ce_type: 'concord.numbered.v1', 'dead-letter-reason': 'number must be an integer number' });
    expect(letters[1]?.value).toBe('{"number": 2');
  });

  it('are tried again until they pass, the same ones, while other partitions go on (I2, I8)', async () => {
    const topic = await harness.topic(2);
    await harness.publish(topic, range(0, 400));
    const tries: string[] = [];
    const seen: number[] = [];
    let broken: number | undefined;
    let mended = false;
    await harness.consume(harness.group(), [topic], ({ partitions, messages }) => {
      const [first] = partitions;
      broken ??= first?.partition;
      if (partitions.some(({ partition }) => partition === broken) && !mended) {
        if (partitions.length === 1) tries.push(`${messages[0]?.offset}-${first?.nextOffset}`);
        throw new Error('the database is away');
      }
      seen.push(...messages.map(({ value }) => value.number));
    });

    await eventually(() => tries.length >= 3 && seen.length > 0);
    expect(new Set(tries).size).toBe(1);
    mended = true;
    await eventually(() => seen.length >= 400);
    expect(new Set(seen).size).toBe(400);
  });

  it('of messages that nobody wants do not move the position one by one; the next one moves it over them (I7)', async () => {
    const topic = await harness.topic();
    const passedOver = range(0, 500).map((number) => number * 50 + 1);
    const positions = new Positions();
    const moves: { from: bigint; to: bigint }[] = [];
    const route = {
      pattern: 'numbers',
      topics: () => [topic],
      message: Numbered,
      chunk: 100,
      passesOver: (key: string) => key === 'key-1',
    };
    const advance = positions.advance.bind(positions);
    positions.advance = (batch) => {
      moves.push(...batch.partitions.map(({ takenAt, nextOffset }) => ({ from: takenAt, to: nextOffset })));
      return advance(batch);
    };
    await harness.publish(topic, [0]);
    await harness.consume(harness.group(), [topic], (batch) => positions.advance(batch), { positions, routes: [route] });
    await eventually(() => positions.positions.get(`${topic}|0`) === 1n);

    await harness.publish(topic, passedOver);
    await harness.publish(topic, [2]);
    await eventually(() => positions.positions.get(`${topic}|0`) === 502n);
    expect(moves.length).toBeLessThanOrEqual(4);
    expect(moves.slice(1).map(({ from }) => from)).toEqual(moves.slice(0, -1).map(({ to }) => to));
  });

  it('stop being fetched while their handler is slow, and other partitions are not held up (I8)', async () => {
    const topic = await harness.topic(2);
    const seen: number[] = [];
    let slow: number | undefined;
    let release: () => void = () => undefined;
    const blocked = new Promise<void>((resolve) => (release = resolve));
    const server = await harness.consume(harness.group(), [topic], async ({ partitions, messages }) => {
      slow ??= partitions[0]?.partition;
      if (partitions.some(({ partition }) => partition === slow)) await blocked;
      seen.push(...messages.map(({ value }) => value.number));
    });
    // Of one partition first, or the two would be in one batch; fetched in several goes, so that there is something left to not fetch.
    await harness.publish(topic, [0]);
    await eventually(() => slow !== undefined);
    for (const from of range(0, 10)) await harness.publish(topic, range(from * 400 + 1, (from + 1) * 400 + 1));

    await eventually(() => server.unwrap<Consumer>().paused().length === 1);
    await harness.publish(topic, range(4_001, 4_401));
    const ofOthers = seen.length;
    await eventually(() => seen.length > ofOthers || ofOthers > 1_500);
    release();
    await eventually(() => seen.length >= 4_401);
    expect(new Set(seen).size).toBe(4_401);
  });

  it('begin where the database says, whatever Kafka has noted (I7)', async () => {
    const topic = await harness.topic();
    const consumer = harness.group();
    await harness.publish(topic, range(0, 10));
    // A crash after the commit to the database and before the one to Kafka leaves Kafka behind; a restored database leaves it ahead.
    for (const [inKafka, inDatabase] of [
      ['2', 6n],
      ['9', 6n],
    ] as const) {
      await harness.commit(consumer, topic, inKafka);
      const positions = new Positions();
      positions.positions.set(`${topic}|0`, inDatabase);
      const batches: Batch<Numbered>[] = [];
      const server = await harness.consume(consumer, [topic], (batch) => void batches.push(batch), { positions });
      await eventually(() => endOf(batches.at(-1)) === 10n);
      await server.close();
      expect(batches[0]?.partitions[0]?.takenAt).toBe(6n);
      expect(batches.flatMap(({ messages }) => messages.map(({ value }) => value.number))).toEqual([6, 7, 8, 9]);
    }
  });

  it('that another replica took over are dropped, and reading goes on from the database (I7)', async () => {
    const topic = await harness.topic();
    await harness.publish(topic, range(0, 10));
    const positions = new Positions();
    const seen: number[] = [];
    let first = true;
    await harness.consume(
      harness.group(),
      [topic],
      async (batch) => {
        if (first) positions.positions.set(`${topic}|0`, 7n); // another replica, while this one was frozen
        first = false;
        await positions.advance(batch);
        seen.push(...batch.messages.map(({ value }) => value.number));
      },
      { positions },
    );

    await eventually(() => positions.positions.get(`${topic}|0`) === 10n);
    expect(seen).toEqual([7, 8, 9]);
  });

  it('begin anew when their topic was made anew (I2)', async () => {
    const topic = await harness.topic();
    await harness.publish(topic, range(0, 5));
    const positions = new Positions();
    positions.positions.set(`${topic}|0`, 5_000n);
    const seen: number[] = [];
    await harness.consume(
      harness.group(),
      [topic],
      async (batch) => {
        await positions.advance(batch);
        seen.push(...batch.messages.map(({ value }) => value.number));
      },
      { positions },
    );

    await eventually(() => seen.length >= 5);
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    expect(positions.positions.get(`${topic}|0`)).toBe(5n);
  });

  it('of nothing but dead letters move the position too', async () => {
    const topic = await harness.topic();
    const positions = new Positions();
    await harness.publisher.publish([{ ...numbered(topic, 0), value: {} }]);
    await harness.consume(harness.group(), [topic], () => undefined, { positions });

    await eventually(() => positions.positions.get(`${topic}|0`) === 1n);
  });

  it('at work end before a stop, which takes less than two seconds', async () => {
    const topic = await harness.topic();
    await harness.publish(topic, range(0, 1_000));
    let begun = 0;
    let ended = 0;
    const server = await harness.consume(harness.group(), [topic], async () => {
      begun += 1;
      await new Promise((resolve) => setTimeout(resolve, 300));
      ended += 1;
    });
    await eventually(() => begun > 0);
    const start = Date.now();
    await server.close();
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(ended).toBe(begun);
    expect(begun).toBeLessThan(10);
  });

  it('come of new topics once the routes are asked again', async () => {
    const [one, other] = [await harness.topic(), await harness.topic()];
    const topics = [one];
    const seen: number[] = [];
    const server = await harness.consume(
      harness.group(),
      topics,
      ({ messages }) => void seen.push(...messages.map(({ value }) => value.number)),
    );
    expect(await server.refreshTopics()).toBe(false);
    topics.push(other);
    expect(await server.refreshTopics()).toBe(true);
    await harness.publish(other, [7]);
    await eventually(() => seen.includes(7));
  });

  it('go to one member, however often the routes are asked at the same time (I2)', async () => {
    const [topic, other, third] = [await harness.topic(2), await harness.topic(2), await harness.topic(2)];
    const topics = [topic];
    const group = harness.group();
    const server = await harness.consume(group, topics, () => undefined);
    topics.push(other);
    const first = server.refreshTopics();
    topics.push(third);
    await Promise.all([first, server.refreshTopics(), server.refreshTopics()]);
    await eventually(() => server.assigned.length === 6);
    const { groups } = await (await harness.kafka.admin()).describeGroups([group]);
    expect(groups[0]?.members).toHaveLength(1);
  });
});
