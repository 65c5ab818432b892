import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Message } from 'kafkajs';
import { FetchedRecord } from './fetched-record';
import { decodeFetch } from './lean-fetch.patch';
import { recordBatchOf } from './record-batch';

/* eslint-disable @typescript-eslint/no-require-imports -- internal modules without types */
const kafkajs = require('kafkajs/src/protocol/requests/fetch/v11/response') as { decode(bytes: Buffer): Promise<Answer> };
const Batch = require('kafkajs/src/consumer/batch') as new (topic: string, from: string, data: object) => { messages: KafkajsRecord[] };

interface KafkajsRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Record<string, Buffer | Buffer[]>;
  readonly offset: string;
  readonly timestamp: string;
  readonly isControlRecord: boolean;
}
interface Answer {
  readonly responses: {
    topicName: string;
    partitions: { partition: number; errorCode: number; highWatermark: string; messages: KafkajsRecord[] }[];
  }[];
}

it.each([
  ['src/protocol/requests/fetch/index.js', 'b0961e16fca52023266570255c23e30cd770b3813bb5d75f879fe6b1609ea7c5'],
  ['src/protocol/requests/fetch/v11/response.js', '9cb972647500104e7d616edcb4856119f4a716664b64bbb1ee96c8f4f0a83eb6'],
  ['src/protocol/requests/fetch/v4/decodeMessages.js', 'd9fede59bebf84ee15169d0ecc54df594a11722b6ba8d5db535ed1d8548d4fcc'],
  ['src/consumer/batch.js', '04ee8657247441599f200af5871ce6b3c4463abe941b97405502f8f5f683face'],
  ['src/consumer/consumerGroup.js', 'f3e461738585a8dc6574c647123a18afc732f81cdee4f9f7bb62e4aa1dffbfbb'],
])('was written against %s: when it changes, see whether kafkajs has become faster, and patch again or drop the patch', (file, hash) => {
  const source = readFileSync(require.resolve(`kafkajs/${file}`));
  expect(createHash('sha256').update(source).digest('hex')).toBe(hash);
});

/** A fetch answer, version 11, as the broker sends it. */
const answerOf = (partitions: readonly { error?: number; aborted?: number; records?: Buffer; size?: number }[]): Buffer => {
  const parts: Buffer[] = [int(4, 0), int(2, 0), int(4, 7), int(4, 1), int(2, 5), Buffer.from('topic'), int(4, partitions.length)];
  partitions.forEach(({ error = 0, aborted = 0, records = Buffer.alloc(0), size = records.length }, index) => {
    parts.push(int(4, index), int(2, error), long(1_000n), long(1_000n), long(0n), int(4, aborted));
    for (let count = aborted; count > 0; count -= 1) parts.push(long(1n), long(2n));
    parts.push(int(4, -1), int(4, size), records);
  });
  return Buffer.concat(parts);
};

const int = (bytes: number, value: number): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
};
const long = (value: bigint): Buffer => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(value);
  return buffer;
};

const messages: Message[] = [
  { key: 'a', value: 'x', headers: { ce_id: '1', twice: ['first', 'second'], empty: '' } },
  { key: null, value: null },
  { key: 'Łódź – 漢字 🙂', value: 'é'.repeat(3_000), headers: { ['n'.repeat(200)]: 'long name', ce_id: '2' } },
  ...Array.from({ length: 300 }, (_, index): Message => ({ key: `k${index}`, value: `v${index}`, headers: { ce_id: String(index) } })),
];

const batchAt = (offset: bigint, of: readonly Message[], attributes = 0): Buffer => {
  const batch = Buffer.from(recordBatchOf(of, 1_700_000_000_000));
  batch.writeBigInt64BE(offset);
  batch.writeInt16BE(attributes, 21);
  return batch;
};

const plainly = (records: readonly KafkajsRecord[]): unknown[] =>
  records.map(({ key, value, headers, offset, timestamp, isControlRecord }) => ({
    key: key?.toString('hex') ?? null,
    value: value?.toString('hex') ?? null,
    headers: Object.entries(headers).map(([name, text]) => [name, String(text)]),
    offset,
    timestamp,
    isControlRecord,
  }));

it('reads what kafkajs reads: several batches, control records, a batch cut off at the end', async () => {
  const cut = batchAt(900n, messages).subarray(0, 500);
  const records = Buffer.concat([
    batchAt(5n, messages),
    batchAt(2n ** 40n, messages.slice(0, 2)),
    batchAt(2n ** 41n, [{ key: 'c', value: 'c' }], 0x20),
    cut,
  ]);
  const bytes = answerOf([{ records }]);
  const ours = decodeFetch(bytes)?.responses[0]?.partitions[0]?.messages as unknown as KafkajsRecord[];
  const theirs = (await kafkajs.decode(bytes)).responses[0]?.partitions[0]?.messages ?? [];

  expect(ours).toHaveLength(messages.length + 3);
  expect(plainly(ours)).toEqual(plainly(theirs));
});

it('gives texts without a buffer in between; of a header that comes twice the first', () => {
  const records = decodeFetch(answerOf([{ records: batchAt(7n, messages) }]))?.responses[0]?.partitions[0]?.messages ?? [];
  const [first, tombstone, third] = records as [FetchedRecord, FetchedRecord, FetchedRecord];

  expect(first.headerTexts).toEqual({ ce_id: '1', twice: 'first', empty: '' });
  expect([first.keyText, first.valueText, first.place, first.milliseconds]).toEqual(['a', 'x', 7, 1_700_000_000_000]);
  expect([first.headerText('twice'), first.headerText('other'), third.headerText('ce_id')]).toEqual(['first', undefined, '2']);
  expect([tombstone.keyText, tombstone.valueLength]).toEqual(['', -1]);
  expect([third.keyText, third.valueText]).toEqual(['Łódź – 漢字 🙂', 'é'.repeat(3_000)]);
});

it('leaves out partitions without news, and keeps those with an error', () => {
  const answer = decodeFetch(answerOf([{}, { error: 1 }, { records: batchAt(0n, messages) }, { size: -1 }]));
  expect(answer?.responses.flatMap(({ partitions }) => partitions.map(({ partition, errorCode }) => [partition, errorCode]))).toEqual([
    [1, 1],
    [2, 0],
  ]);
  expect(decodeFetch(answerOf([{}]))?.responses).toEqual([]);
});

it('leaves to kafkajs what is unusual: compression, aborted transactions, old formats', () => {
  const old = batchAt(0n, messages);
  old[16] = 1;
  expect(decodeFetch(answerOf([{ records: batchAt(0n, messages, 1) }]))).toBeUndefined();
  expect(decodeFetch(answerOf([{ aborted: 1, records: batchAt(0n, messages) }]))).toBeUndefined();
  expect(decodeFetch(answerOf([{ records: old }]))).toBeUndefined();
});

it('gives kafkajs what it asks of messages: those before the offset fetched from are left out', () => {
  const partition = decodeFetch(answerOf([{ records: batchAt(10n, messages) }]))?.responses[0]?.partitions[0] as object;
  expect(new Batch('topic', '12', partition).messages[0]?.offset).toBe('12');
});
