import { Limiter, PausedTooLong } from './limiter';

const aLimiter = (clock: { now: number }) =>
  new Limiter({ start: 4, ceiling: 6, quietMsPerStep: 10_000, now: () => clock.now, jitterMs: () => 1 });

/** Work that stays in flight until it is let go. */
const held = () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  return { gate, release };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('requests in flight to an environment', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  it('never exceed the limit, and what is live passes what can wait', async () => {
    const limiter = aLimiter({ now: 0 });
    const { gate, release } = held();
    const order: string[] = [];
    const first = [1, 2, 3, 4].map(() => limiter.run(() => gate));
    const bulk = limiter.run(async () => void order.push('bulk'), 'bulk');
    const live = limiter.run(async () => void order.push('live'), 'live');
    await settled();
    expect(limiter.state()).toMatchObject({ inFlight: 4, waiting: 2 });
    release();
    await Promise.all([...first, bulk, live]);
    expect(order).toEqual(['live', 'bulk']);
  });

  it('stop altogether until Retry-After is over, and go on with half as many', async () => {
    const clock = { now: 0 };
    const limiter = aLimiter(clock);
    limiter.throttled(5_000);
    let sent = false;
    const waiting = limiter.run(async () => void (sent = true));
    clock.now = 4_999;
    jest.advanceTimersByTime(4_999);
    await settled();
    expect(sent).toBe(false);
    clock.now = 5_001;
    jest.advanceTimersByTime(2);
    await waiting;
    expect(sent).toBe(true);
    expect(limiter.state()).toMatchObject({ limit: 2, throttledMs: 5_001 });
  });

  it('stop for what another replica was told, too, and halve once however often it is told', async () => {
    const clock = { now: 0 };
    const limiter = aLimiter(clock);
    limiter.throttledElsewhere(5_000);
    clock.now = 1_000;
    limiter.throttledElsewhere(4_000);
    let sent = false;
    const waiting = limiter.run(async () => void (sent = true));
    clock.now = 5_000;
    jest.advanceTimersByTime(4_000);
    await settled();
    expect(sent).toBe(false);
    clock.now = 5_001;
    jest.advanceTimersByTime(1);
    await waiting;
    expect(limiter.state()).toMatchObject({ limit: 2, throttledMs: 5_001 });
  });

  it('tell a caller at once that the pause is longer than it can wait', async () => {
    const limiter = aLimiter({ now: 0 });
    const { gate, release } = held();
    const busy = [1, 2, 3, 4].map(() => limiter.run(() => gate));
    const queued = limiter.run(async () => undefined, 'live', 1_000);
    limiter.throttled(30_000);
    await expect(queued).rejects.toThrow(PausedTooLong);
    await expect(limiter.run(async () => undefined, 'live', 1_000)).rejects.toThrow(PausedTooLong);
    release();
    await Promise.all(busy);
  });

  it('send one ahead after a pause, and the others when it was answered', async () => {
    const clock = { now: 0 };
    const limiter = aLimiter(clock);
    limiter.throttled(100);
    const { gate, release } = held();
    const first = limiter.run(() => gate);
    const second = limiter.run(() => gate);
    clock.now = 102;
    jest.advanceTimersByTime(102);
    await settled();
    expect(limiter.state()).toMatchObject({ inFlight: 1, waiting: 1 });
    limiter.answered();
    await settled();
    expect(limiter.state()).toMatchObject({ inFlight: 2, waiting: 0 });
    release();
    await Promise.all([first, second]);
  });

  it('go one at a time when the service says that few are left', async () => {
    const limiter = aLimiter({ now: 0 });
    limiter.answered(3);
    const { gate, release } = held();
    const both = [limiter.run(() => gate), limiter.run(() => gate)];
    await settled();
    expect(limiter.state().inFlight).toBe(1);
    release();
    await Promise.all(both);
  });

  it('grow by one for each quiet spell, up to the ceiling', async () => {
    const clock = { now: 0 };
    const limiter = aLimiter(clock);
    clock.now = 10_000;
    await limiter.run(async () => undefined);
    expect(limiter.state().limit).toBe(5);
    clock.now = 100_000;
    await limiter.run(async () => undefined);
    expect(limiter.state().limit).toBe(6);
  });
});
