import { timeLeft } from './time-left';

const read = { status: 'reading' as const, rowsRead: 600, rowsTotal: 1000, startedAt: new Date(0) };

describe('time left of a table', () => {
  it('is what the rest takes at the pace so far, rows counted once they are no longer on their way', () =>
    expect(timeLeft(read, 100, 10_000)).toEqual({ rowsDone: 500, rowsTotal: 1000, secondsLeft: 10 }));
  it('is none once all is read and nothing on its way', () =>
    expect(timeLeft({ ...read, status: 'read' }, 0, 10_000)).toMatchObject({ rowsTotal: 600, secondsLeft: 0 }));
  it('is not made up where the system tells no total, or nothing is done yet', () => {
    expect(timeLeft({ ...read, rowsTotal: null }, 0, 10_000).secondsLeft).toBeNull();
    expect(timeLeft(read, 600, 10_000).secondsLeft).toBeNull();
  });
});
