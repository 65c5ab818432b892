import { ChangeMessage, OutcomeMessage, Topics, WriteMessage } from '@concord/contracts';
import { KafkaConnection, Publisher, StateReader } from '@concord/messaging';
import { Logger } from '@nestjs/common';
import { eventually } from '@concord/testing';

Logger.overrideLogger(false); // the spec's own Kafka client

interface Heard {
  readonly topic: string;
  readonly key: string;
  readonly value: object;
  readonly headers: Readonly<Record<string, string>>;
}

type Message = typeof ChangeMessage | typeof WriteMessage;

/** Listens to what was said of an actual, and says it all again, as a broker may that delivers at least once. */
export class RepeatedMessages {
  private readonly kafka: KafkaConnection;
  private readonly topics: Topics;

  constructor({ brokers, topicPrefix }: { readonly brokers: readonly string[]; readonly topicPrefix: string }) {
    this.kafka = new KafkaConnection({ brokers, clientId: 'repeated-messages', prefix: topicPrefix, source: '/concord/spec' });
    this.topics = new Topics(topicPrefix);
  }

  /** Repeats the changes and writes of these actuals, and waits until each repeated write was answered once more. */
  async repeat(actuals: readonly string[]): Promise<void> {
    const isAbout = ({ value }: Heard): boolean => actuals.some((id) => JSON.stringify(value).includes(id));
    const changes = (await this.said(this.topics.changes('dataverse', 'msdyn_actuals'), ChangeMessage)).filter(isAbout);
    const writes = (await this.said(this.topics.writes('finance', 'ProjActualsImports'), WriteMessage)).filter(isAbout);
    if (changes.length < actuals.length || writes.length < actuals.length) throw new Error('there is nothing to repeat');
    const links = new Set(writes.map(({ value }) => (value as WriteMessage).link));
    let answers = 0;
    const outcomes = new StateReader<OutcomeMessage>(this.kafka, {
      topics: [this.topics.outcomes('estimates-actuals')],
      message: OutcomeMessage,
      apply: (messages) => void (answers += messages.filter(({ value }) => links.has(value.link)).length),
    });
    await outcomes.start();
    const before = answers;
    await new Publisher(this.kafka).send(
      [...changes, ...writes].map(({ topic, key, value, headers }) => ({
        topic,
        messages: [{ key, value: JSON.stringify(value), headers: { ...headers } }],
      })),
    );
    await eventually(() => answers >= before + writes.length, { timeout: 30_000, describe: 'the repeated writes to be answered' });
    await outcomes.close();
  }

  close(): Promise<void> {
    return this.kafka.close();
  }

  private async said(topic: string, message: Message): Promise<readonly Heard[]> {
    const heard: Heard[] = [];
    const reader = new StateReader<object>(this.kafka, {
      topics: [topic],
      message,
      apply: (messages) => void heard.push(...messages.map(({ key, value, headers }) => ({ topic, key, value: value as object, headers }))),
    });
    await reader.start();
    await reader.close();
    return heard;
  }
}
