import { decodeFetch } from '../kafka/lean-fetch.patch';
import { recordBatchOf } from '../kafka/record-batch';
import { messagesOf } from './outgoing-message';

/** A fetch answer, version 11, of one partition that holds these records. */
const fetched = (records: Buffer): Buffer => {
  const head = Buffer.alloc(4 + 2 + 4 + 4 + 2 + 1 + 4 + 4 + 2 + 24 + 4 + 4 + 4);
  let at = 10;
  const int = (value: number, bytes: number): void => void (at = head.writeIntBE(value, at, bytes));
  int(1, 4);
  int(1, 2);
  at += head.write('t', at);
  int(1, 4);
  int(0, 4);
  int(0, 2);
  at += 24;
  int(0, 4);
  int(-1, 4);
  int(records.length, 4);
  return Buffer.concat([head, records]);
};

it('writes the headers that it shows: those all have in common, its own, and those it was given', () => {
  const encode = messagesOf('/concord/gateway', new Date(0));
  const messages = [
    encode({
      topic: 't',
      key: 'usmf|p-1',
      value: { a: 'Łódź' },
      type: 'concord.change.v1',
      headers: { traceparent: '00-1', ce_environment: 'e' },
    }),
    encode({ topic: 't', key: 'k', value: {}, type: 'concord.write.v1', subject: 'another'.repeat(30) }),
  ];
  const records = decodeFetch(fetched(recordBatchOf(messages, 5)))?.responses[0]?.partitions[0]?.messages ?? [];

  expect(records.map(({ headerTexts }) => headerTexts)).toEqual(messages.map(({ headers }) => headers));
  expect(records.map(({ keyText, valueText }) => [keyText, JSON.parse(valueText) as unknown])).toEqual([
    ['usmf|p-1', { a: 'Łódź' }],
    ['k', {}],
  ]);
  expect(records[0]?.headerTexts).toMatchObject({
    ce_specversion: '1.0',
    ce_type: 'concord.change.v1',
    ce_subject: 'usmf|p-1',
    traceparent: '00-1',
  });
  expect(records[1]?.headerText('ce_id')).not.toBe(records[0]?.headerText('ce_id'));
});
