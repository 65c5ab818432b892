import { randomUUID } from 'node:crypto';
import type { IHeaders } from 'kafkajs';
import { cloudEventHeaders } from '../events/cloud-event';
import { Writer, type SelfWriting } from '../kafka/record-batch';
import type { Outgoing } from './outgoing';

/** Headers that all messages of one type published at one time have in common: made once, as an object and as bytes. */
class CommonHeaders {
  readonly object: Readonly<Record<string, string>>;
  readonly count: number;
  readonly bytes: Buffer;

  constructor(source: string, type: string, time: Date) {
    const { ce_id: _id, ...common } = cloudEventHeaders({ source, type }, time);
    this.object = common;
    this.count = Object.keys(common).length;
    const writer = new Writer(512);
    for (const [name, value] of Object.entries(common)) {
      writer.short(name);
      writer.short(value);
    }
    this.bytes = writer.bytes();
  }
}

/** One message on its way out. Headers are a dozen a message, and most of them the same for all. */
export class OutgoingMessage implements SelfWriting {
  readonly key: string;
  readonly value: string;
  private readonly id = randomUUID();
  private readonly subject: string;

  constructor(
    { key, value, subject = key, headers }: Outgoing,
    private readonly common: CommonHeaders,
    private readonly own: Readonly<Record<string, string>> | undefined = headers,
  ) {
    this.key = key;
    this.value = JSON.stringify(value);
    this.subject = subject;
  }

  get headers(): IHeaders {
    return { ...this.common.object, ce_id: this.id, ce_subject: this.subject, ...this.own };
  }

  writeHeaders(to: Writer): void {
    const names = this.own ? Object.keys(this.own) : [];
    to.varint(this.common.count + 2 + names.length);
    to.raw(this.common.bytes);
    to.short('ce_id');
    to.short(this.id);
    to.short('ce_subject');
    to.short(this.subject);
    for (const name of names) {
      to.short(name);
      to.short(this.own?.[name] ?? '');
    }
  }
}

/** Makes the messages of one call to publish. */
export const messagesOf = (source: string, time: Date): ((outgoing: Outgoing) => OutgoingMessage) => {
  const byType = new Map<string, CommonHeaders>();

  return (outgoing) => {
    let common = byType.get(outgoing.type);
    if (!common) byType.set(outgoing.type, (common = new CommonHeaders(source, outgoing.type, time)));

    return new OutgoingMessage(outgoing, common);
  };
};
