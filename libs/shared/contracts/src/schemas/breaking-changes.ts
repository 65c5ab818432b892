import type { JsonSchema } from './json-schema';

/**
 * What a published schema promised and its successor does not keep, one sentence each: a property that went, one that is newly required,
 * a value that was allowed and is not any more. To mend: keep the old shape, or publish a new version beside it.
 */
export const breakingChanges = (published: JsonSchema, next: JsonSchema): string[] => changesAt('', published, next, { published, next });

interface Roots {
  readonly published: JsonSchema;
  readonly next: JsonSchema;
}

const changesAt = (path: string, oldSchema: JsonSchema, newSchema: JsonSchema, roots: Roots): string[] => {
  const [before, after] = [resolved(oldSchema, roots.published), resolved(newSchema, roots.next)];
  const at = path || 'the message';

  return [
    ...narrowedTypes(at, before, after),
    ...narrowedValues(at, before, after),
    ...(after.required ?? []).filter((name) => !before.required?.includes(name)).map((name) => `${join(path, name)} is newly required`),
    ...Object.entries(before.properties ?? {}).flatMap(([name, property]) => {
      const successor = after.properties?.[name];

      return successor ? changesAt(join(path, name), property, successor, roots) : [`${join(path, name)} was removed`];
    }),
    ...(before.items && after.items ? changesAt(`${path}[]`, before.items, after.items, roots) : []),
  ];
};

const join = (path: string, name: string): string => (path ? `${path}.${name}` : name);

/** `$ref` followed, and `anyOf [X, null]` read as a nullable X. */
const resolved = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  if (schema.$ref) return resolved(root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {}, root);
  const [one, other] = schema.anyOf ?? [];
  if (!one || other?.type !== 'null') return schema;
  const inner = resolved(one, root);

  return { ...inner, type: [...[inner.type ?? 'object'].flat(), 'null'] };
};

const typesOf = ({ type }: JsonSchema): string[] | undefined => (type === undefined ? undefined : [type].flat());

const narrowedTypes = (at: string, before: JsonSchema, after: JsonSchema): string[] => {
  const [was, is] = [typesOf(before), typesOf(after)];
  if (!is) return [];
  if (!was) return [`${at} was of any type and is now ${is.join(' or ')}`];
  const gone = was.filter((type) => !is.includes(type) && !(type === 'integer' && is.includes('number')));

  return gone.length > 0 ? [`${at} may no longer be ${gone.join(' or ')}`] : [];
};

const narrowedValues = (at: string, before: JsonSchema, after: JsonSchema): string[] => {
  const goneValues = after.enum ? (before.enum?.filter((value) => !after.enum?.includes(value)) ?? ['any value']) : [];
  const lower = (name: 'maxLength' | 'maximum' | 'maxItems'): string[] =>
    after[name] !== undefined && after[name] < (before[name] ?? Infinity) ? [`${at}: ${name} fell to ${after[name]}`] : [];
  const higher = (name: 'minLength' | 'minimum' | 'minItems'): string[] =>
    after[name] !== undefined && after[name] > (before[name] ?? -Infinity) ? [`${at}: ${name} rose to ${after[name]}`] : [];

  return [
    ...(goneValues.length > 0 ? [`${at} may no longer be ${goneValues.map((value) => JSON.stringify(value)).join(' or ')}`] : []),
    ...lower('maxLength'),
    ...lower('maximum'),
    ...lower('maxItems'),
    ...higher('minLength'),
    ...higher('minimum'),
    ...higher('minItems'),
    ...(after.pattern !== undefined && after.pattern !== before.pattern ? [`${at}: its pattern is now ${after.pattern}`] : []),
    ...(after.format !== undefined && after.format !== before.format ? [`${at}: its format is now ${after.format}`] : []),
  ];
};
