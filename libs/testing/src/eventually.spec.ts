import { eventually } from './eventually';

describe('eventually', () => {
  it('answers what was seen when the condition holds', async () => {
    let looks = 0;
    expect(await eventually(() => (++looks < 3 ? undefined : { looks }), { every: 1 })).toEqual({ looks: 3 });
  });

  it('takes a condition that throws for one that does not hold yet', async () => {
    let looks = 0;
    const condition = () => {
      expect(++looks).toBe(3);
      return true;
    };
    await eventually(condition, { every: 1 });
    expect(looks).toBe(3);
  });

  it('fails with what was waited for and what was seen last', async () => {
    const waiting = eventually(() => Promise.reject(new Error('2 of 3 arrived')), { timeout: 20, every: 1, describe: 'all records' });
    await expect(waiting).rejects.toThrow('Waited 20 ms for all records. Last seen: 2 of 3 arrived');
  });
});
