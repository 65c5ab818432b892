import type { IHeaders, KafkaMessage } from 'kafkajs';
import { FetchedRecord } from '../kafka/fetched-record';
import type { Incoming } from './batch';

/** Headers are decoded when somebody looks: most handlers read one or two of a dozen. */
export class IncomingMessage<T> implements Incoming<T> {
  readonly key: string;
  readonly offset: bigint;
  readonly timestamp: number;
  private raw: KafkaMessage | undefined;
  private decodedHeaders: Readonly<Record<string, string>> | undefined;

  constructor(
    message: KafkaMessage,
    readonly value: T,
  ) {
    this.raw = message;
    if (message instanceof FetchedRecord) {
      this.key = message.keyText;
      this.offset = BigInt(message.place);
      this.timestamp = message.milliseconds;
    } else {
      this.key = message.key?.toString() ?? '';
      this.offset = BigInt(message.offset);
      this.timestamp = Number(message.timestamp);
    }
  }

  get headers(): Readonly<Record<string, string>> {
    if (!this.decodedHeaders) {
      this.decodedHeaders = this.raw instanceof FetchedRecord ? this.raw.headerTexts : decodeHeaders(this.raw?.headers);
      // What the broker sent is let go.
      this.raw = undefined;
    }

    return this.decodedHeaders;
  }
}

const decodeHeaders = (headers: IHeaders = {}): Record<string, string> => {
  const decoded: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    // Kafka allows a name twice; the first is the one that was meant for readers who know of one only.
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) decoded[name] = first.toString();
  }

  return decoded;
};
