import type { ODataResponse } from '../odata/http';
import { jsonAnswer } from './answers';
import { manyToManyObjects, manyToOneObjects, type MetadataObject } from './definition-objects';
import { DataverseError, failures } from './errors';
import { filterObjects, selectMembers } from './object-query';
import type { Route } from './router';

/** `RelationshipDefinitions`, and `GlobalOptionSetDefinitions`, of which there are none: choices belong to their columns here. */
export const serveRelationshipDefinitions = (route: Route): ODataResponse => {
  const { segments, options, operation } = route;
  const [first, cast, ...rest] = segments;
  if (rest.length > 0) throw failures.segmentUnknown(rest[0]!.name);
  const castType = cast?.name.replace(/^Microsoft\.Dynamics\.CRM\./, '');
  const all =
    first!.name === 'GlobalOptionSetDefinitions'
      ? []
      : relationships(route).filter((object) => castType === undefined || typeName(object) === castType);
  const write = (object: MetadataObject) =>
    selectMembers(
      castType === undefined ? { '@odata.type': `#Microsoft.Dynamics.CRM.${typeName(object)}`, ...object } : object,
      options,
      new Set(),
      {},
      typeName(object),
    );
  const context = `${operation.api}/$metadata#${first!.name}${cast === undefined ? '' : `/${cast.name}`}${options.select === undefined ? '' : `(${options.select.join(',')})`}`;
  if (first!.arguments === undefined) {
    const value = filterObjects(all, options.filter, 'RelationshipMetadataBase').map(write);
    return jsonAnswer(200, JSON.stringify({ '@odata.context': context, value }));
  }
  const { unnamed, named } = first!.arguments;
  const id = unnamed?.value ?? named.get('MetadataId')?.value;
  const name = named.get('SchemaName')?.value ?? named.get('Name')?.value;
  const found = all.find((object) => (id !== undefined ? object['MetadataId'] === id : object['SchemaName'] === name));
  if (found === undefined) throw new DataverseError(404, '0x80060888', `Could not find '${String(id ?? name)}' in ${first!.name}.`);

  return jsonAnswer(200, JSON.stringify({ '@odata.context': `${context}/$entity`, ...write(found) }));
};

const relationships = ({ environment }: Route): MetadataObject[] => {
  const byId = new Map<unknown, MetadataObject>();
  for (const table of environment.tables()) {
    for (const object of [...manyToOneObjects(environment, table), ...manyToManyObjects(table)]) byId.set(object['MetadataId'], object);
  }
  return [...byId.values()];
};

const typeName = (object: MetadataObject): string =>
  object['RelationshipType'] === 'ManyToManyRelationship' ? 'ManyToManyRelationshipMetadata' : 'OneToManyRelationshipMetadata';
