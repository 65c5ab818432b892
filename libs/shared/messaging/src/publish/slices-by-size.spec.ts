import { slicesBySize } from './slices-by-size';

const message = (key: string, bytes = 0) => ({ key, value: 'x'.repeat(bytes) });
const keysOf = (slices: ReturnType<typeof slicesBySize>) =>
  slices.map(({ topics }) => topics.map(({ topic, messages }) => [topic, messages.map(({ key }) => key)]));

it('what is published at once is cut into requests a broker takes, its order kept', () => {
  const slices = slicesBySize(
    [
      { topic: 'a', messages: [message('1', 400), message('2', 400), message('3', 5_000), message('4')] },
      { topic: 'b', messages: [message('5')] },
    ],
    2_000,
  );

  expect(keysOf(slices)).toEqual([
    [['a', ['1', '2']]],
    [['a', ['3']]],
    [
      ['a', ['4']],
      ['b', ['5']],
    ],
  ]);
});
