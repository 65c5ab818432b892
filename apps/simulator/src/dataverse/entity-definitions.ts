import type { ODataResponse } from '../odata/http';
import type { QueryOptions } from '../odata/query-options';
import type { PathSegment } from '../odata/resource-path';
import { emptyAnswer, jsonAnswer } from './answers';
import type { DataverseTable } from './dataverse-model';
import {
  attributeObject,
  entityObject,
  expandableMembers,
  keyObjects,
  manyToManyObjects,
  manyToOneObjects,
  type MetadataObject,
  oneToManyObjects,
} from './definition-objects';
import type { Environment } from './environment';
import { DataverseError, failures } from './errors';
import { filterObjects, selectMembers } from './object-query';
import { contextSelection } from './read-context';
import type { Route } from './router';

/** What hangs below an entity definition, by navigation property. */
const collections: Readonly<
  Record<string, { readonly type: string; readonly read: (environment: Environment, table: DataverseTable) => MetadataObject[] }>
> = {
  Attributes: {
    type: 'AttributeMetadata',
    read: (_environment, table) =>
      [...table.columns.values()].map((column) => attributeObject(table, column)).filter((object) => object !== undefined),
  },
  Keys: { type: 'EntityKeyMetadata', read: (_environment, table) => keyObjects(table) },
  ManyToOneRelationships: { type: 'OneToManyRelationshipMetadata', read: manyToOneObjects },
  OneToManyRelationships: { type: 'OneToManyRelationshipMetadata', read: oneToManyObjects },
  ManyToManyRelationships: { type: 'ManyToManyRelationshipMetadata', read: (_environment, table) => manyToManyObjects(table) },
};

const collectionCalled = (name: string) => (Object.hasOwn(collections, name) ? collections[name] : undefined);

const entityType = 'EntityMetadata';

/** `EntityDefinitions` and what is below it: section 4.7. No paging. */
export const serveEntityDefinitions = (route: Route): ODataResponse => {
  const { environment, segments, options, operation } = route;
  const [first, second, ...rest] = segments;
  if (first!.arguments === undefined) {
    if (second !== undefined) throw failures.segmentUnknown(second.name);
    const tables = environment.tables().map((table) => ({ table, object: entityObject(table) }));
    const kept = new Set(
      filterObjects(
        tables.map(({ object }) => object),
        options.filter,
        entityType,
      ),
    );
    const value = tables.filter(({ object }) => kept.has(object)).map(({ table, object }) => written(environment, table, object, options));
    return answer(operation.api, `EntityDefinitions${contextSelection(options)}`, { value });
  }
  const table = tableOf(environment, first!);
  if (second === undefined) {
    return answer(
      operation.api,
      `EntityDefinitions${contextSelection(options)}/$entity`,
      written(environment, table, entityObject(table), options),
    );
  }
  return serveCollection(route, table, second, rest);
};

const tableOf = (environment: Environment, segment: PathSegment): DataverseTable => {
  const { named, unnamed } = segment.arguments!;
  const logicalName = named.get('LogicalName')?.value;
  const id = unnamed?.value ?? named.get('MetadataId')?.value;
  const table =
    typeof logicalName === 'string'
      ? environment.byType(logicalName)
      : environment.tables().find((candidate) => entityObject(candidate)['MetadataId'] === id);
  if (table === undefined) {
    throw new DataverseError(
      404,
      '0x80060888',
      `Could not find an entity with the specified ${logicalName === undefined ? 'id' : 'name'}: ${String(logicalName ?? id)}.`,
    );
  }
  return table;
};

const serveCollection = (route: Route, table: DataverseTable, segment: PathSegment, rest: readonly PathSegment[]): ODataResponse => {
  const { environment, options, operation } = route;
  const collection = collectionCalled(segment.name);
  if (collection === undefined) return serveMember(route, table, segment, rest);
  const [cast, member, ...more] = rest;
  if (more.length > 0 || (member !== undefined && !expandableMembers.has(member.name))) {
    throw failures.segmentUnknown((more[0] ?? member)!.name);
  }
  const castType = cast?.name.replace(/^Microsoft\.Dynamics\.CRM\./, '');
  const all = collection
    .read(environment, table)
    .filter((object) => castType === undefined || object['@odata.type'] === `#Microsoft.Dynamics.CRM.${castType}`);
  const path = `EntityDefinitions('${table.logicalName}')/${segment.name}`;
  const write = (object: MetadataObject) => {
    const { '@odata.type': type, ...members } = object;
    const shown = castType === undefined ? { '@odata.type': type, ...members } : members;
    return selectMembers(
      type === undefined ? members : shown,
      options,
      expandableMembers,
      expandedMembers(object, options, collection.type),
      collection.type,
    );
  };
  if (segment.arguments === undefined) {
    if (member !== undefined) throw failures.segmentUnknown(member.name);
    return answer(operation.api, `${path}${cast === undefined ? '' : `/${cast.name}`}${contextSelection(options)}`, {
      value: filterObjects(all, options.filter, collection.type).map(write),
    });
  }
  const name = segment.arguments.named.get('LogicalName')?.value ?? segment.arguments.named.get('SchemaName')?.value;
  const id = segment.arguments.unnamed?.value;
  const found = all.find((object) =>
    name !== undefined ? object['LogicalName'] === name || object['SchemaName'] === name : object['MetadataId'] === id,
  );
  if (found === undefined)
    throw new DataverseError(
      404,
      '0x80060888',
      `Could not find '${String(name ?? id)}' among the ${segment.name} of '${table.logicalName}'.`,
    );
  if (member !== undefined) return serveChoices(route, `${path}(${segment.arguments.text})/${cast!.name}`, found, member.name);

  return answer(operation.api, `${path}${cast === undefined ? '' : `/${cast.name}`}${contextSelection(options)}/$entity`, write(found));
};

/** `.../Microsoft.Dynamics.CRM.PicklistAttributeMetadata/OptionSet`: the choices alone. */
const serveChoices = ({ options, operation }: Route, path: string, attribute: MetadataObject, member: string): ODataResponse => {
  if (!Object.hasOwn(attribute, member)) throw failures.segmentUnknown(member);
  const value = attribute[member];
  if (value === null) return emptyAnswer(204);

  return answer(
    operation.api,
    `${path}/${member}${contextSelection(options)}/$entity`,
    selectMembers(value as MetadataObject, options, new Set(), {}, 'OptionSetMetadata'),
  );
};

/** One member of a definition: `EntityDefinitions(...)/EntitySetName`. */
const serveMember = ({ operation }: Route, table: DataverseTable, segment: PathSegment, rest: readonly PathSegment[]): ODataResponse => {
  const object = entityObject(table);
  if (rest.length > 0 || !Object.hasOwn(object, segment.name)) throw failures.segmentUnknown(segment.name);

  return answer(operation.api, `EntityDefinitions('${table.logicalName}')/${segment.name}`, { value: object[segment.name] });
};

const written = (environment: Environment, table: DataverseTable, object: MetadataObject, options: QueryOptions): MetadataObject => {
  const expanded: Record<string, unknown> = {};
  for (const { name, options: inner } of options.expand ?? []) {
    const collection = collectionCalled(name);
    if (collection === undefined) throw failures.propertyUnknown(name, entityType);
    expanded[name] = filterObjects(collection.read(environment, table), inner.filter, collection.type).map((item) =>
      selectMembers(item, inner, expandableMembers, expandedMembers(item, inner, collection.type), collection.type),
    );
  }
  return selectMembers(object, options, new Set(), expanded, entityType);
};

const expandedMembers = (object: MetadataObject, options: QueryOptions, type: string): MetadataObject => {
  const expanded: Record<string, unknown> = {};
  for (const { name, options: inner } of options.expand ?? []) {
    if (!expandableMembers.has(name) || !Object.hasOwn(object, name)) throw failures.propertyUnknown(name, type);
    const value = object[name];
    expanded[name] =
      typeof value === 'object' && value !== null
        ? selectMembers(value as MetadataObject, inner, new Set(), {}, 'OptionSetMetadata')
        : value;
  }
  return expanded;
};

const answer = (api: string, context: string, body: MetadataObject): ODataResponse =>
  jsonAnswer(200, JSON.stringify({ '@odata.context': `${api}/$metadata#${context}`, ...body }));
