import { Turns } from './turns';

it('lets no more than so many work at a time, in the order they came, and goes on after one that fails', async () => {
  const turns = new Turns(2);
  const done: number[] = [];
  let atWork = 0;
  let most = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      turns.take(async () => {
        most = Math.max(most, (atWork += 1));
        await new Promise((resolve) => setImmediate(resolve));
        atWork -= 1;
        done.push(n);
        if (n % 3 === 0) throw new Error('failed');
      }),
    ),
  );
  expect(most).toBe(2);
  expect(done).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(7);
});
