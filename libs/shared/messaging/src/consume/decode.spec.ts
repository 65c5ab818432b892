import type { KafkaMessage } from 'kafkajs';
import { decoderOf } from './decode';

const message = (key: string, value: string | null): KafkaMessage => ({
  key: Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
  offset: '7',
  timestamp: '0',
  attributes: 0,
  headers: {},
});
const anything = { name: 'anything', accepts: (value: unknown) => value !== 0, violations: () => [] };

it('passes over messages by their key without reading them, broken ones too', () => {
  const decode = decoderOf(anything, (key) => key.startsWith('own|'));
  const { messages, broken } = decode('links', [
    message('own|1', '{'),
    message('other|1', '{"a":1}'),
    message('other|2', '{'),
    message('x', null),
  ]);

  expect(messages.map(({ key, value }) => [key, value])).toEqual([['other|1', { a: 1 }]]);
  expect(broken.map(({ message: { key } }) => String(key))).toEqual(['other|2']);
});
