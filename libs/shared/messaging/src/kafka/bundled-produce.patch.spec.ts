import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Partitioners, type Message } from 'kafkajs';
import { crc32c } from './crc32c';
import { partitionOf } from './partition-of';
import { recordBatchOf } from './record-batch';

/* eslint-disable @typescript-eslint/no-require-imports -- internal modules without types */
const kafkajsCrc = require('kafkajs/src/protocol/recordBatch/crc32C') as (bytes: Buffer) => number;
const Decoder = require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => object;
const decode = require('kafkajs/src/protocol/recordBatch/v0/decoder') as (decoder: object) => Promise<{ records: KafkajsRecord[] }>;

interface KafkajsRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, Buffer>;
  readonly offset: string;
  readonly timestamp: string;
}

const texts = ['', 'a', 'usmf|p-1', 'Łódź – 漢字 🙂', 'x'.repeat(63), 'y'.repeat(64), 'é'.repeat(63), 'z'.repeat(5_000)];

it.each([
  ['src/protocol/requests/produce/index.js', '789abc7e1c33a99e956f74a34f11b8de6f70be7722580a0f0dd05f67d998f45b'],
  ['src/protocol/requests/produce/v3/request.js', '993a3db997827088f5acb08cacf3c67a99ec2886303ff465d244329b8a1c7f99'],
  ['src/producer/groupMessagesPerPartition.js', 'ea72357721fbf67770b5e06b9bf4260faa1e60f3affb556bff2cc7892c1881fb'],
])('was written against %s: when it changes, see whether kafkajs has become faster, and patch again or drop the patch', (file, hash) => {
  const source = readFileSync(require.resolve(`kafkajs/${file}`));
  expect(createHash('sha256').update(source).digest('hex')).toBe(hash);
});

it('what is encoded here, kafkajs reads as it was meant: keys, values, headers, offsets, time, any text', async () => {
  const messages: Message[] = [
    ...texts.map((text): Message => ({ key: text, value: text, headers: { [`h${text.length}`]: text, constant: 'c' } })),
    { key: null, value: null },
    { key: Buffer.from([0, 255]), value: Buffer.from([1, 2]), headers: { bytes: Buffer.from([3]) } },
    ...Array.from({ length: 300 }, (_, index): Message => ({ key: `k${index}`, value: `v${index}`, headers: {} })),
  ];
  const bytes = recordBatchOf(messages, 1_700_000_000_000);
  const { records } = await decode(new Decoder(bytes));

  const bytesOf = (value: string | Buffer | null | undefined) => (value == null ? null : Buffer.from(value).toString('hex'));
  expect(
    records.map(({ key, value, headers, offset, timestamp }) => ({
      key: bytesOf(key),
      value: bytesOf(value),
      headers: Object.entries(headers).map(([name, text]) => [name, bytesOf(text)]),
      offset,
      timestamp,
    })),
  ).toEqual(
    messages.map(({ key, value, headers }, index) => ({
      key: bytesOf(key),
      value: bytesOf(value),
      headers: Object.entries(headers ?? {}).map(([name, text]) => [name, bytesOf(text as string | Buffer)]),
      offset: String(index),
      timestamp: '1700000000000',
    })),
  );
});

it('guards bytes with the checksum that kafkajs computes', () => {
  for (const length of [0, 1, 7, 8, 9, 63, 1_000]) {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 131 + length) & 0xff));
    expect(crc32c(bytes)).toBe(kafkajsCrc(bytes));
  }
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
});

it('chooses the partition that kafkajs and the Java client choose', () => {
  const partitioner = Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: 7 }, (_, partitionId) => ({ partitionId, leader: 1 })) as never;
  for (const key of [...texts, ...Array.from({ length: 500 }, (_, index) => `key-${index * 7919}`)]) {
    expect(partitionOf(key, 7)).toBe(partitioner({ topic: 't', partitionMetadata, message: { key, value: null } }));
  }
});
