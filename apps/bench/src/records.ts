import { createHash } from 'node:crypto';
import { cloudEventHeaders, KafkaConnection, Publisher } from '@concord/messaging';
import type { ChangeMessage } from '@concord/contracts';

/** Companies and customers that the projects of a run refer to; they are in step before anything is measured. */
export interface Referred {
  readonly company: string;
  readonly customers: readonly string[];
}

const guidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** The `number`th project of the run: fourteen columns, two references, as the gateway would publish it. */
export const projectChange = (number: number, { company, customers }: Referred): ChangeMessage => {
  const id = guidOf(`project ${number}`);
  return {
    op: 'upsert',
    id,
    key: { msdyn_projectid: id },
    version: String(2 * (1_000_000 + number)),
    origin: 'delta',
    etag: String(1_000_000 + number),
    row: {
      msdyn_projectid: id,
      msdyn_projectnumber: `BENCH-${number}`,
      msdyn_owningcompany: company,
      msdyn_subject: `Harbour crane refit ${number}`,
      msdyn_description: 'Replace the slewing ring, the cabin and the electrics; survey of the quay wall.',
      msdyn_scheduledstart: '2026-03-01T08:00:00Z',
      msdyn_finish: '2026-11-30T16:00:00Z',
      msdyn_actualstart: null,
      msdyn_actualend: null,
      msdyn_customer: customers[number % customers.length] ?? null,
      msdyn_salesorderid: null,
      msdyn_isinvestmentproject: false,
      statecode: 0,
      statuscode: 1,
    },
  };
};

export type Encoded = Parameters<Publisher['send']>[0][number]['messages'][number];

/**
 * `count` project changes, `from` on, with the headers that the gateway gives its changes. Bytes already: how fast the load is made is no part of what is
 * measured, and objects by the ten thousand would be carried from one garbage collection to the next.
 */
export const projectMessages = (count: number, referred: Referred, environment: string, from = 0): Encoded[] =>
  Array.from({ length: count }, (_, index) => {
    const value = projectChange(from + index, referred);
    const trace = createHash('md5')
      .update(String(from + index))
      .digest('hex');
    return {
      key: value.id,
      value: Buffer.from(JSON.stringify(value)),
      headers: {
        ...cloudEventHeaders({ source: '/concord/bench', type: 'concord.change.v1', subject: value.id }),
        traceparent: `00-${trace}-${trace.slice(0, 16)}-01`,
        ce_environment: environment,
      },
    };
  });

export const publishInThousands = async (kafka: KafkaConnection, topic: string, messages: readonly Encoded[]): Promise<void> => {
  const publisher = new Publisher(kafka);
  for (let start = 0; start < messages.length; start += 1_000)
    await publisher.send([{ topic, messages: messages.slice(start, start + 1_000) }]);
};

/** Publishes `count` project changes to a topic. */
export const publishProjects = (
  kafka: KafkaConnection,
  topic: string,
  count: number,
  referred: Referred,
  environment: string,
): Promise<void> => publishInThousands(kafka, topic, projectMessages(count, referred, environment));
