import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { plainToInstance } from 'class-transformer';
import type { ContractClass } from '../validation/checker';
import type { JsonSchema } from './json-schema';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * JSON Schema of a contract class, as its decorators say. `partial`: a record of which not every column needs to be captured, so that
 * nothing is required. Fields that are not listed are allowed: readers ignore what they do not know.
 */
export const schemaOf = (cls: ContractClass, { id, partial }: { readonly id: string; readonly partial: boolean }): JsonSchema => {
  const definitions: Record<string, JsonSchema> = {};
  const schema = plainSchemaOf(cls, definitions);
  if (partial) delete schema.required;

  return {
    $schema: DIALECT,
    $id: id,
    title: cls.name,
    ...schema,
    ...(Object.keys(definitions).length > 0 ? { $defs: definitions } : {}),
  };
};

const plainSchemaOf = (cls: ContractClass, definitions: Record<string, JsonSchema>): JsonSchema => {
  const generated = targetConstructorToSchema(cls, { refPointerPrefix: '#/$defs/', additionalConverters: converters }) as JsonSchema;
  const properties: Record<string, JsonSchema> = {};
  for (const [name, schema] of Object.entries(generated.properties ?? {})) {
    const nested = nestedClassOf(cls, name);
    if (nested && !definitions[nested.name]) {
      definitions[nested.name] = {}; // taken, for classes that contain themselves
      definitions[nested.name] = plainSchemaOf(nested, definitions);
    }
    const typed = nested ? referenceTo(nested, schema) : schema;
    properties[name] = isNullable(cls, name) ? orNull(typed) : typed;
  }
  requireConverted(cls, properties);

  return { type: 'object', properties, ...(generated.required?.length ? { required: [...generated.required].sort() } : {}) };
};

/** What the generator leaves out or says more loosely than the rule does. */
const converters = {
  [ValidationTypes.NESTED_VALIDATION]: (): JsonSchema => ({ type: 'object' }),
  isIso8601: (): JsonSchema => ({ type: 'string', format: 'date-time' }),
  isUuid: (): JsonSchema => ({ type: 'string', format: 'uuid' }),
} as never;

const metadataOf = (cls: ContractClass, property: string) =>
  getMetadataStorage()
    .getTargetValidationMetadatas(cls, '', false, false)
    .filter(({ propertyName }) => propertyName === property);

/** `@IsOptional` lets null pass, and null is our one spelling of "no value". */
const isNullable = (cls: ContractClass, property: string): boolean =>
  metadataOf(cls, property).some(({ type }) => type === ValidationTypes.CONDITIONAL_VALIDATION);

const nestedClassOf = (cls: ContractClass, property: string): ContractClass | undefined => {
  if (!metadataOf(cls, property).some(({ type }) => type === ValidationTypes.NESTED_VALIDATION)) return undefined;

  return (plainToInstance(cls, { [property]: {} }) as Record<string, object>)[property]?.constructor as ContractClass;
};

const referenceTo = (nested: ContractClass, schema: JsonSchema): JsonSchema => {
  const reference = { $ref: `#/$defs/${nested.name}` };

  return schema.type === 'array' || schema.items ? { ...schema, type: 'array', items: reference } : reference;
};

const orNull = (schema: JsonSchema): JsonSchema => {
  if (schema.enum) return { ...schema, ...(schema.type ? { type: withNull(schema.type) } : {}), enum: [...schema.enum, null] };

  return schema.type ? { ...schema, type: withNull(schema.type) } : { anyOf: [schema, { type: 'null' }] };
};

const withNull = (type: string | string[]): string[] => [...[type].flat(), 'null'];

/** A rule that has no converter vanishes silently from what is generated; then the schema would promise less than we check. */
const requireConverted = (cls: ContractClass, properties: Readonly<Record<string, JsonSchema>>): void => {
  for (const [name, schema] of Object.entries(properties)) {
    if (Object.keys(schema).length === 0)
      throw new Error(`${cls.name}.${name}: its rules have no JSON Schema. Add a converter to schema-of.ts.`);
  }
};
