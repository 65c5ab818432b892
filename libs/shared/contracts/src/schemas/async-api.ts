import { recordClasses } from '../record-classes';
import { Topics } from '../topics';
import type { JsonSchema } from './json-schema';
import { eventTypeOf, messageTypes, type MessageType } from './message-types';
import { schemaOf } from './schema-of';

interface Channel {
  readonly name: string;
  readonly address: string;
  readonly description: string;
  readonly messages: readonly string[];
  readonly key: string;
  readonly cleanup: string;
  readonly parameters?: Record<string, object>;
}

const topics = new Topics();
const system = { enum: ['dataverse', 'finance'], description: 'Where the table is' };
const table = { description: 'Entity set in Dataverse, collection in Finance' };
const area = { description: 'e.g. setup-sync' };

/** Every channel of the public contract: docs/architecture.md, "Messages". */
const channels: readonly Channel[] = [
  {
    name: 'changes',
    address: `${topics.prefix}{system}.{table}.changes`,
    description: 'What happened to the records of one table. Gateway to areas and analytics',
    messages: ['change'],
    key: 'record id',
    cleanup: 'compact',
    parameters: { system, table },
  },
  {
    name: 'writes',
    address: `${topics.prefix}{system}.{table}.writes`,
    description: 'What areas ask a system to hold. Areas to gateway',
    messages: ['write'],
    key: 'link',
    cleanup: 'compact,delete',
    parameters: { system, table },
  },
  {
    name: 'outcomes',
    address: `${topics.prefix}{area}.outcomes`,
    description: 'What the systems answered to the writes of an area. Gateway to area',
    messages: ['outcome'],
    key: 'link',
    cleanup: 'delete',
    parameters: { area },
  },
  {
    name: 'links',
    address: topics.links,
    description: 'State of every pairing. Areas to areas, console and analytics',
    messages: ['link'],
    key: 'map|link',
    cleanup: 'compact',
  },
  {
    name: 'flows',
    address: `${topics.prefix}flows.{area}`,
    description: 'Where every business document of an area stands. Areas to console and analytics',
    messages: ['flow'],
    key: 'flow|document',
    cleanup: 'compact',
    parameters: { area },
  },
  {
    name: 'subscriptions',
    address: topics.subscriptions,
    description: 'What areas want captured. Areas to gateway',
    messages: ['subscription'],
    key: 'area|system|table',
    cleanup: 'compact',
  },
  {
    name: 'snapshots',
    address: topics.snapshots,
    description: 'Reads asked for, and how far they are. Areas to gateway, and back',
    messages: ['snapshot-request', 'snapshot-progress'],
    key: 'run',
    cleanup: 'delete',
  },
];

const headers: JsonSchema = {
  type: 'object',
  required: ['ce_id', 'ce_source', 'ce_specversion', 'ce_type'],
  properties: {
    ce_specversion: { type: 'string', enum: ['1.0'] },
    ce_id: { type: 'string' },
    ce_source: { type: 'string', description: 'Service that published it, e.g. /concord/gateway' },
    ce_type: { type: 'string' },
    ce_subject: { type: 'string' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_dataschema: { type: 'string', description: 'Id of the JSON Schema of the value' },
    ce_environment: { type: 'string', description: 'Fingerprint of the pair of environments the message belongs to' },
    'content-type': { type: 'string', enum: ['application/json'] },
    traceparent: { type: 'string', description: 'W3C Trace Context' },
  },
};

/** AsyncAPI 3.0 of our topics; the payloads are the published JSON Schemas, their definitions taken in. */
export const asyncApi = (): object => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Concord topics',
    version: '1.0.0',
    description:
      `Topic names begin with a prefix, here ${topics.prefix}. Order is kept per key; delivery is at least once. ` +
      'What cannot be decoded or breaks its schema goes to <topic>.dead-letters, the rule in its headers. Rows of changes: see the schema of the table.',
  },
  defaultContentType: 'application/json',
  channels: Object.fromEntries(
    channels.map(({ name, address, description, messages, key, cleanup, parameters }) => [
      name,
      {
        address,
        description: `${description}. Key: ${key}`,
        messages: Object.fromEntries(messages.map((message) => [message, { $ref: `#/components/messages/${message}` }])),
        ...(parameters ? { parameters } : {}),
        bindings: { kafka: { topicConfiguration: { 'cleanup.policy': cleanup.split(',') } } },
      },
    ]),
  ),
  operations: Object.fromEntries(
    channels.map(({ name }) => [`follow-${name}`, { action: 'receive', channel: { $ref: `#/channels/${name}` } }]),
  ),
  components: {
    messages: Object.fromEntries(messageTypes.map((type) => [type.name, messageOf(type)])),
    schemas: {
      headers,
      ...Object.fromEntries(messageTypes.flatMap((type) => Object.entries(componentsOf(type)))),
      ...Object.fromEntries(
        recordClasses.map((entry) => [
          `${entry.system}.${entry.table}`,
          withoutIdentity(schemaOf(entry.record, { id: '', partial: true })),
        ]),
      ),
    },
  },
});

const messageOf = (type: MessageType): object => ({
  name: eventTypeOf(type),
  summary: type.summary,
  contentType: 'application/json',
  headers: { $ref: '#/components/schemas/headers' },
  payload: { $ref: `#/components/schemas/${type.message.name}` },
});

/** AsyncAPI keeps definitions in one place. */
const componentsOf = (type: MessageType): Record<string, JsonSchema> => {
  const { $defs = {}, ...schema } = schemaOf(type.message, { id: '', partial: false });
  const moved = JSON.parse(
    JSON.stringify({ ...$defs, [type.message.name]: withoutIdentity(schema) }).replaceAll('#/$defs/', '#/components/schemas/'),
  ) as Record<string, JsonSchema>;

  return moved;
};

const withoutIdentity = ({ $schema: _dialect, $id: _id, ...schema }: JsonSchema): JsonSchema => schema;
