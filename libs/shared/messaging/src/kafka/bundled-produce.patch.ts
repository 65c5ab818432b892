import type { Message } from 'kafkajs';
import { recordBatchOf } from './record-batch';

/**
 * kafkajs 2.2.4 took more of a busy service's CPU to produce messages of a dozen headers than anything else did: a buffer for each record and each header, and, while it
 * sorts messages by partition, a new array for each message. Here the messages of one partition go through kafkajs as one (a bundle), with
 * its routing, retries and metadata untouched, and the request that carries bundles is written in one pass. Other requests are left alone.
 * The spec beside this file fails when the sources it was written against change.
 */
export interface Bundle extends Message {
  readonly partition: number;
  readonly bundled: readonly Message[];
}

export const bundleOf = (partition: number, bundled: readonly Message[]): Bundle => ({ partition, value: null, bundled });

interface ProduceArguments {
  readonly acks: number;
  readonly timeout: number;
  readonly topicData: readonly {
    readonly topic: string;
    readonly partitions: readonly { readonly partition: number; readonly messages: readonly (Message & Partial<Bundle>)[] }[];
  }[];
}

interface ProduceRequest {
  readonly encode: () => Promise<{ readonly buf: Buffer; readonly buffer: Buffer; size(): number }>;
}
type Protocol = (of: { version: number }) => (args: ProduceArguments) => { readonly request: ProduceRequest; readonly response: unknown };

/** Produce requests from this version on have the layout that is written here. */
const FIRST_VERSION = 3;
const patched = Symbol.for('concord.kafkajs.bundled-produce');

export const patchProduce = (): void => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an internal module without types
  const definitions = require('kafkajs/src/protocol/requests/produce') as { protocol: Protocol; [patched]?: true };
  if (definitions[patched]) return;

  const original = definitions.protocol;
  definitions.protocol = ({ version }) => {
    const make = original({ version });

    return (args) => {
      const made = make(args);
      const isBundled = args.topicData.some(({ partitions }) => partitions.some(({ messages }) => messages.some(({ bundled }) => bundled)));
      if (!isBundled) return made;
      if (version < FIRST_VERSION) throw new Error(`The broker speaks version ${version} of Produce; Concord needs Kafka 0.11 or newer.`);

      return { ...made, request: { ...made.request, encode: () => Promise.resolve(encoded(args)) } };
    };
  };
  definitions[patched] = true;
};

/** `transactional_id acks timeout [topic [partition records]]`, no transaction, no compression. */
const encoded = ({ acks, timeout, topicData }: ProduceArguments): Awaited<ReturnType<ProduceRequest['encode']>> => {
  const now = Date.now();
  const parts: Buffer[] = [header(-1, 2), header(acks, 2), header(timeout, 4), header(topicData.length, 4)];
  for (const { topic, partitions } of topicData) {
    const name = Buffer.from(topic);
    parts.push(header(name.length, 2), name, header(partitions.length, 4));
    for (const { partition, messages } of partitions) {
      const batch = recordBatchOf(
        messages.flatMap((message) => message.bundled ?? message),
        now,
      );
      // What kafkajs groups by are names of an object's members.
      parts.push(header(Number(partition), 4), header(batch.length, 4), batch);
    }
  }
  const buffer = Buffer.concat(parts);

  return { buf: buffer, buffer, size: () => buffer.length };
};

const header = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.allocUnsafe(bytes);
  buffer.writeIntBE(value, 0, bytes);

  return buffer;
};
