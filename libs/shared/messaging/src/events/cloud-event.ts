import { randomUUID } from 'node:crypto';

/**
 * CloudEvents 1.0, Kafka protocol binding, binary mode: attributes in headers, the value is the data.
 * By hand, because the SDK takes longer for it than we take for a whole message. `cloud-event.spec.ts` holds it to the specification.
 */
export interface EventAttributes {
  /** e.g. `/concord/gateway` */
  readonly source: string;
  /** e.g. `concord.change.v1` */
  readonly type: string;
  readonly subject?: string;
}

export const cloudEventHeaders = ({ source, type, subject }: EventAttributes, time: Date = new Date()): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_id: randomUUID(),
  ce_source: source,
  ce_type: type,
  ce_time: time.toISOString(),
  ce_dataschema: dataSchemaOf(type),
  ...(subject === undefined ? {} : { ce_subject: subject }),
  'content-type': 'application/json',
});

/** Names the JSON Schema of the value: a URI, as CloudEvents wants it; the schemas are in `libs/shared/contracts/schemas`. */
export const dataSchemaOf = (type: string): string => `urn:concord:schema:${type}`;
