import type { IHeaders, RecordBatchEntry } from 'kafkajs';

/** What all records of one record batch have in common; what kafkajs asks of a message beside its contents. */
export interface RecordBatchContext {
  readonly inTransaction: boolean;
  readonly isControlBatch: boolean;
  readonly producerId: string;
}

/**
 * A fetched message: where it lies in what the broker sent. Bytes become keys, values and headers when somebody asks. kafkajs makes some thirty objects for a
 * message of a dozen headers, and those that wait for their batch are carried from one garbage collection to the next.
 */
export class FetchedRecord implements RecordBatchEntry {
  constructor(
    private readonly bytes: Buffer,
    private readonly keyAt: number,
    private readonly keyLength: number,
    private readonly valueAt: number,
    /** -1: a tombstone. */
    readonly valueLength: number,
    private readonly headersAt: number,
    /** The offset, as a number: exact up to 2^53. */
    readonly place: number,
    private readonly time: number,
    readonly batchContext: RecordBatchContext,
  ) {}

  get key(): Buffer | null {
    return this.keyLength < 0 ? null : this.bytes.subarray(this.keyAt, this.keyAt + this.keyLength);
  }

  get value(): Buffer | null {
    return this.valueLength < 0 ? null : this.bytes.subarray(this.valueAt, this.valueAt + this.valueLength);
  }

  get offset(): string {
    return String(this.place);
  }

  get timestamp(): string {
    return String(this.time);
  }

  get attributes(): number {
    return 0; // none are defined for a record
  }

  get isControlRecord(): boolean {
    return this.batchContext.isControlBatch;
  }

  get headers(): IHeaders {
    const headers: IHeaders = {};
    this.eachHeader((name, bytes, at, length) => {
      const value = length < 0 ? undefined : bytes.subarray(at, at + length);
      const before = headers[name];
      if (!(name in headers)) headers[name] = value;
      else headers[name] = [...(Array.isArray(before) ? before : [before ?? '']), value ?? ''];
    });

    return headers;
  }

  get keyText(): string {
    return this.keyLength < 0 ? '' : this.bytes.toString('utf8', this.keyAt, this.keyAt + this.keyLength);
  }

  /** Only where there is a value. */
  get valueText(): string {
    return this.bytes.toString('utf8', this.valueAt, this.valueAt + this.valueLength);
  }

  get milliseconds(): number {
    return this.time;
  }

  /** Headers as text; of a name that comes twice the first. */
  get headerTexts(): Record<string, string> {
    const texts: Record<string, string> = {};
    this.eachHeader((name, bytes, at, length) => {
      if (length >= 0) texts[name] ??= bytes.toString('utf8', at, at + length);
    });

    return texts;
  }

  /** One header as text; undefined where there is none. */
  headerText(wanted: string): string | undefined {
    let text: string | undefined;
    this.eachHeader((name, bytes, at, length) => {
      if (name === wanted && length >= 0) text ??= bytes.toString('utf8', at, at + length);
    });

    return text;
  }

  private eachHeader(take: (name: string, bytes: Buffer, at: number, length: number) => void): void {
    const { bytes } = this;
    varints.at = this.headersAt;
    const count = varints.next(bytes);
    for (let index = 0; index < count; index += 1) {
      const nameLength = varints.next(bytes);
      const name = names.of(bytes, varints.at, nameLength);
      varints.at += nameLength;
      const length = varints.next(bytes);
      const { at } = varints;
      if (length > 0) varints.at += length;
      take(name, bytes, at, length);
    }
  }
}

/** Reads zigzag varints one after the other. One for all: nothing in between waits, and an object for each would be what this file avoids. */
export class Varints {
  at = 0;

  next(bytes: Buffer): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes[this.at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
      shift += 7;
    }

    return (value >>> 1) ^ -(value & 1);
  }

  /** Up to 53 bits: differences of milliseconds may need more than 32. */
  nextLong(bytes: Buffer): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = bytes[this.at++] as number;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 128;
    }

    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

const varints = new Varints();

/** Header names are few and come again and again: each is made into text once. */
class HeaderNames {
  private readonly known = new Map<number, { readonly name: string; readonly bytes: Buffer }[]>();

  of(bytes: Buffer, at: number, length: number): string {
    const last = length === 0 ? 0 : (bytes[at + length - 1] as number);
    const first = length === 0 ? 0 : (bytes[at] as number);
    const slot = (length << 16) | (first << 8) | last;
    const candidates = this.known.get(slot);
    if (candidates) for (const candidate of candidates) if (isSame(candidate.bytes, bytes, at)) return candidate.name;
    const name = bytes.toString('utf8', at, at + length);
    const one = { name, bytes: Buffer.from(bytes.subarray(at, at + length)) };
    // Names that somebody makes up for every message must not fill the memory.
    if (!candidates) {
      if (this.known.size < MOST_NAMES) this.known.set(slot, [one]);
    } else if (candidates.length < MOST_ALIKE) candidates.push(one);

    return name;
  }
}

const MOST_NAMES = 200;
const MOST_ALIKE = 4;

const isSame = (name: Buffer, bytes: Buffer, at: number): boolean => {
  for (let index = 0; index < name.length; index += 1) if (name[index] !== bytes[at + index]) return false;

  return true;
};

const names = new HeaderNames();
