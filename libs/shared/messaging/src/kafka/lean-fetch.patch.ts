import { FetchedRecord, Varints, type RecordBatchContext } from './fetched-record';

/**
 * kafkajs 2.2.4 makes buffers and objects of every header of every message when it arrives, and a batch, with its events, of every partition that had
 * nothing new, at each fetch. Together that took a quarter of a busy service's CPU, and most of an idle one's. Here a fetch is decoded into
 * `FetchedRecord`s, which point into what the broker sent, and partitions without news are left out. Answers with anything unusual in them (compressed
 * batches, transactions, old formats, other versions of the request) are left to kafkajs. The spec beside this file fails when the sources it was written
 * against change.
 */
interface FetchedPartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: string;
  readonly abortedTransactions: readonly [];
  readonly preferredReadReplica: number;
  readonly messages: readonly FetchedRecord[];
}

interface FetchAnswer {
  readonly throttleTime: number;
  readonly clientSideThrottleTime: number;
  readonly errorCode: number;
  readonly sessionId: number;
  readonly responses: { readonly topicName: string; readonly partitions: readonly FetchedPartition[] }[];
}

interface FetchResponse {
  readonly decode: (bytes: { readonly buffer: Buffer; readonly offset: number } | Buffer) => Promise<unknown>;
  readonly parse: (answer: unknown) => unknown;
}
type Protocol = (of: { version: number }) => (args: object) => { readonly response: FetchResponse };

/** The newest version that kafkajs speaks, and every broker since Kafka 2.3. */
const VERSION = 11;
const patched = Symbol.for('concord.kafkajs.lean-fetch');

export const patchFetch = (): void => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module without types
  const definitions = require('kafkajs/src/protocol/requests/fetch') as { protocol: Protocol; [patched]?: true };
  if (definitions[patched]) return;

  const original = definitions.protocol;
  definitions.protocol = ({ version }) => {
    const make = original({ version });
    if (version !== VERSION) return make;

    return (args) => {
      const made = make(args);
      const decode: FetchResponse['decode'] = (bytes) => {
        const lean = Buffer.isBuffer(bytes) ? decodeFetch(bytes) : undefined;

        return lean ? Promise.resolve(lean) : made.response.decode(bytes);
      };

      return { ...made, response: { ...made.response, decode } };
    };
  };
  definitions[patched] = true;
};

/** Undefined: something in it is not for this decoder. */
export const decodeFetch = (bytes: Buffer): FetchAnswer | undefined => {
  let at = 0;
  const int16 = (): number => bytes.readInt16BE((at += 2) - 2);
  const int32 = (): number => bytes.readInt32BE((at += 4) - 4);
  const int64 = (): string => String(bytes.readBigInt64BE((at += 8) - 8));

  const clientSideThrottleTime = int32();
  const errorCode = int16();
  const sessionId = int32();
  const responses: FetchAnswer['responses'] = [];
  for (let topics = int32(); topics > 0; topics -= 1) {
    const length = int16();
    const topicName = bytes.toString('utf8', at, (at += length));
    const partitions: FetchedPartition[] = [];
    for (let count = int32(); count > 0; count -= 1) {
      const partition = int32();
      const code = int16();
      const highWatermark = int64();
      at += 16; // last stable offset, log start offset
      if (int32() > 0) return undefined;
      const preferredReadReplica = int32();
      const size = int32();
      if (size <= 0) {
        if (code !== 0 || preferredReadReplica !== -1)
          partitions.push({ partition, errorCode: code, highWatermark, abortedTransactions: [], preferredReadReplica, messages: [] });
        continue;
      }
      const messages = recordsOf(bytes, at, at + size);
      if (!messages) return undefined;
      at += size;
      partitions.push({ partition, errorCode: code, highWatermark, abortedTransactions: [], preferredReadReplica, messages });
    }
    if (partitions.length > 0) responses.push({ topicName, partitions });
  }

  // The broker waits by itself where it throttles; `throttleTime` would make kafkajs wait as well (its own decoder says 0, too).
  return { throttleTime: 0, clientSideThrottleTime, errorCode, sessionId, responses };
};

/** Bytes of a batch before its length begins to count, and those of its head (Kafka protocol guide, "Record Batch"). */
const BEFORE_LENGTH = 12;
const HEAD = 61;
const MAGIC_AT = 16;
const ATTRIBUTES_AT = 21;
const FIRST_TIME_AT = 27;
const MAX_TIME_AT = 35;
const PRODUCER_AT = 43;
const COUNT_AT = 57;
const MAGIC = 2;
const COMPRESSION = 0x07;
const APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

const varints = new Varints();

/** Records of whole batches in `bytes[start, end)`; the last batch may be cut off, and comes again. Undefined: one is not plain. */
const recordsOf = (bytes: Buffer, start: number, end: number): FetchedRecord[] | undefined => {
  const records: FetchedRecord[] = [];
  let batchAt = start;
  while (batchAt + HEAD <= end) {
    if (bytes[batchAt + MAGIC_AT] !== MAGIC) return undefined;
    const batchEnd = batchAt + BEFORE_LENGTH + bytes.readInt32BE(batchAt + BEFORE_LENGTH - 4);
    if (batchEnd > end) break;
    const attributes = bytes.readInt16BE(batchAt + ATTRIBUTES_AT);
    if ((attributes & COMPRESSION) !== 0) return undefined;
    const firstOffset = Number(bytes.readBigInt64BE(batchAt));
    const firstTime = Number(bytes.readBigInt64BE(batchAt + FIRST_TIME_AT));
    const appended = (attributes & APPEND_TIME) !== 0 ? Number(bytes.readBigInt64BE(batchAt + MAX_TIME_AT)) : undefined;
    const context: RecordBatchContext = {
      inTransaction: (attributes & TRANSACTIONAL) !== 0,
      isControlBatch: (attributes & CONTROL) !== 0,
      producerId: String(bytes.readBigInt64BE(batchAt + PRODUCER_AT)),
    };
    varints.at = batchAt + HEAD;
    for (let count = bytes.readInt32BE(batchAt + COUNT_AT); count > 0; count -= 1) {
      const length = varints.next(bytes);
      const recordEnd = varints.at + length;
      varints.at += 1; // attributes
      const time = firstTime + varints.nextLong(bytes);
      const offset = firstOffset + varints.next(bytes);
      const keyLength = varints.next(bytes);
      const keyAt = varints.at;
      if (keyLength > 0) varints.at += keyLength;
      const valueLength = varints.next(bytes);
      const valueAt = varints.at;
      if (valueLength > 0) varints.at += valueLength;
      records.push(new FetchedRecord(bytes, keyAt, keyLength, valueAt, valueLength, varints.at, offset, appended ?? time, context));
      varints.at = recordEnd;
    }
    batchAt = batchEnd;
  }

  return records;
};
