import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { Incoming } from './batch';

/** Headers are decoded when somebody looks: most handlers read one or two of a dozen. */
export class IncomingMessage<T> implements Incoming<T> {
  readonly key: string;
  readonly offset: bigint;
  readonly timestamp: number;
  private readonly rawHeaders: IHeaders | undefined;
  private decodedHeaders: Readonly<Record<string, string>> | undefined;

  constructor(
    message: KafkaMessage,
    readonly value: T,
  ) {
    this.key = message.key?.toString() ?? '';
    this.offset = BigInt(message.offset);
    this.timestamp = Number(message.timestamp);
    this.rawHeaders = message.headers;
  }

  get headers(): Readonly<Record<string, string>> {
    return (this.decodedHeaders ??= decodeHeaders(this.rawHeaders));
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
