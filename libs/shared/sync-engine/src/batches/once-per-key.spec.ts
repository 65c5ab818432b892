import { oncePerKey } from './once-per-key';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

it('who meets a record at the same time as another does the work again, and is told so', async () => {
  const told: boolean[] = [];
  const done = await oncePerKey((isFirst) => {
    told.push(isFirst);
    return told.length < 3 ? Promise.reject(failure('23505')) : Promise.resolve('done');
  });
  expect([done, told]).toEqual(['done', [true, false, false]]);
});

it('what fails otherwise, or over and over, is not done again', async () => {
  const tries = async (code: string): Promise<number> => {
    let count = 0;
    const work = (): Promise<never> => {
      count += 1;
      return Promise.reject(failure(code));
    };
    await expect(oncePerKey(work)).rejects.toThrow(code);
    return count;
  };
  expect(await tries('23503')).toBe(1);
  expect(await tries('23505')).toBe(5);
});
