import { recordClasses } from '../record-classes';
import type { JsonSchema } from './json-schema';
import { eventTypeOf, messageTypes } from './message-types';
import { schemaOf } from './schema-of';

export interface PublishedSchema {
  /** Within `libs/shared/contracts/schemas`, e.g. `change.v1.json`. */
  readonly file: string;
  readonly schema: JsonSchema;
}

const RECORD_VERSION = 1;

/** The schema of every message type and of every record class. */
export const publishedSchemas = (): PublishedSchema[] => [
  ...messageTypes.map((type) => ({
    file: `${type.name}.v${type.version}.json`,
    schema: schemaOf(type.message, { id: `urn:concord:schema:${eventTypeOf(type)}`, partial: false }),
  })),
  ...recordClasses.map(({ system, table, record }) => ({
    file: `${system}.${table}.v${RECORD_VERSION}.json`,
    schema: schemaOf(record, { id: `urn:concord:schema:${system}.${table}.v${RECORD_VERSION}`, partial: true }),
  })),
];
