import type { Message } from 'kafkajs';
import { crc32c } from './crc32c';

/** Offsets of the parts of a record batch, message format v2 (Kafka protocol guide, "Record Batch"). */
const LENGTH_AT = 8;
const MAGIC_AT = 16;
const CRC_AT = 17;
const ATTRIBUTES_AT = 21;
const LAST_DELTA_AT = 23;
const FIRST_TIME_AT = 27;
const MAX_TIME_AT = 35;
const PRODUCER_AT = 43;
const COUNT_AT = 57;
const RECORDS_AT = 61;
const MAGIC = 2;
/** Most bytes a 32-bit varint takes. */
const VARINT = 5;

/**
 * Messages of one partition as one record batch, neither compressed nor idempotent, in one buffer; `now` in milliseconds is the time of all.
 * kafkajs makes a buffer of its own for every record and every header, and copies each several times.
 */
export const recordBatchOf = (messages: readonly Message[], now: number): Buffer => {
  const out = new Writer(RECORDS_AT + messages.reduce((sum, { value }) => sum + 800 + (value?.length ?? 0), 0));
  const headers = new Writer(2_048);
  out.skip(RECORDS_AT);
  messages.forEach((message, offsetDelta) => {
    headers.clear();
    if (isSelfWriting(message)) message.writeHeaders(headers);
    else writeHeaders(headers, message.headers);
    const key = lengthOf(message.key ?? null);
    const value = lengthOf(message.value);
    const size =
      2 + sizeOfVarint(offsetDelta) + sizeOfVarint(key) + Math.max(key, 0) + sizeOfVarint(value) + Math.max(value, 0) + headers.length;
    out.varint(size);
    out.byte(0); // attributes
    out.byte(0); // time, from the batch's
    out.varint(offsetDelta);
    out.sized(message.key ?? null, key);
    out.sized(message.value, value);
    out.append(headers);
  });
  const bytes = out.bytes();
  bytes.fill(0, 0, RECORDS_AT);
  bytes.writeInt32BE(bytes.length - LENGTH_AT - 4, LENGTH_AT);
  bytes.writeInt8(MAGIC, MAGIC_AT);
  bytes.writeInt32BE(messages.length - 1, LAST_DELTA_AT);
  bytes.writeBigInt64BE(BigInt(now), FIRST_TIME_AT);
  bytes.writeBigInt64BE(BigInt(now), MAX_TIME_AT);
  bytes.fill(0xff, PRODUCER_AT, COUNT_AT); // no producer id, epoch, sequence
  bytes.writeInt32BE(messages.length, COUNT_AT);
  bytes.writeUInt32BE(crc32c(bytes, ATTRIBUTES_AT), CRC_AT);

  return bytes;
};

/** A message that knows its headers as bytes, number of them included. */
export interface SelfWriting extends Message {
  writeHeaders(to: Writer): void;
}

const isSelfWriting = (message: Message): message is SelfWriting => 'writeHeaders' in message;

/** Bytes; -1: no value. */
const lengthOf = (value: string | Buffer | null): number =>
  value === null ? -1 : typeof value === 'string' ? Buffer.byteLength(value) : value.length;

const sizeOfVarint = (value: number): number => {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  let size = 1;
  for (; rest > 0x7f; rest >>>= 7) size += 1;

  return size;
};

const writeHeaders = (to: Writer, headers: Message['headers'] = {}): void => {
  const names = Object.keys(headers);
  let count = names.length;
  for (const name of names) {
    const value = headers[name];
    if (Array.isArray(value)) count += value.length - 1;
  }
  to.varint(count);
  for (const name of names) {
    const value = headers[name];
    for (const one of Array.isArray(value) ? value : [value]) {
      to.short(name);
      if (typeof one === 'string') to.short(one);
      else to.sized(one ?? null, lengthOf(one ?? null));
    }
  }
};

/** Grows as needed; its buffer is handed out in the end, not copied. */
export class Writer {
  private buffer: Buffer;
  private at = 0;

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafeSlow(size);
  }

  get length(): number {
    return this.at;
  }

  clear(): void {
    this.at = 0;
  }

  skip(count: number): void {
    this.at += count;
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.at);
  }

  byte(value: number): void {
    this.room(1);
    this.buffer[this.at++] = value;
  }

  varint(value: number): void {
    this.room(VARINT);
    let rest = ((value << 1) ^ (value >> 31)) >>> 0;
    for (; rest > 0x7f; rest >>>= 7) this.buffer[this.at++] = (rest & 0x7f) | 0x80;
    this.buffer[this.at++] = rest;
  }

  /** With its length before it; -1: no value. */
  sized(value: string | Buffer | null, length: number): void {
    this.varint(length);
    if (value === null) return;
    this.room(length);
    if (typeof value === 'string') this.buffer.write(value, this.at, length, 'utf8');
    else value.copy(this.buffer, this.at);
    this.at += length;
  }

  /** Text that is nearly always short and ASCII: calling out for it would take longer than the loop. */
  short(text: string): void {
    const { length } = text;
    if (length > 63) return this.sized(text, Buffer.byteLength(text));
    this.room(1 + length);
    const begin = this.at;
    this.buffer[begin] = length << 1;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return this.sized(text, Buffer.byteLength(text));
      this.buffer[begin + 1 + index] = code;
    }
    this.at = begin + 1 + length;
  }

  append(other: Writer): void {
    this.raw(other.bytes());
  }

  raw(bytes: Buffer): void {
    this.room(bytes.length);
    this.buffer.set(bytes, this.at);
    this.at += bytes.length;
  }

  private room(count: number): void {
    if (this.at + count <= this.buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(2 * this.buffer.length, this.at + count));
    this.buffer.copy(grown, 0, 0, this.at);
    this.buffer = grown;
  }
}
