import type { ODataResponse } from '../odata/http';
import type { JsonObject } from '../odata/json-reader';
import { jsonValue } from '../odata/json-writer';
import type { Row } from '../odata/model';
import type { PathSegment } from '../odata/resource-path';
import { relatedRows } from '../odata/relations';
import { type Address, forbiddenInKeys, missing, readAddress, requireRow, resolveReference } from './addresses';
import { emptyAnswer, jsonAnswer, textAnswer } from './answers';
import { addReference, readReferences, removeReference } from './associations';
import { bulkMessages } from './bulk-messages';
import type { DataverseNavigation, DataverseTable } from './dataverse-model';
import { countChanges, isTracked, readTracked } from './delta-reader';
import { failures } from './errors';
import { parseGuid } from './guids';
import { checkOptions, type ListRequest, readCount, readList } from './list-reader';
import { readAggregate } from './aggregates';
import { bodyObject } from './request-body';
import type { Route } from './router';
import { clearProperty, createRow, deleteRow, putProperty, readRow, upsertRow } from './row-handlers';
import { associate } from './row-links';
import { checkPrivilege } from './row-writer';
import { singleTarget } from './single-target';

/** Everything below an entity set. */
export const serveTable = (route: Route, table: DataverseTable): ODataResponse => {
  const [first, ...rest] = route.segments;
  checkOptions(route.options);
  if (first!.arguments === undefined) return serveSet(route, table, rest);
  const address = readAddress(table, first!.arguments);
  if (address.kind === 'alternate') checkKeyCharacters(table, address);
  if (rest.length === 0) return serveRow(route, table, address);

  return serveBelowRow(route, table, address, rest);
};

const checkKeyCharacters = (table: DataverseTable, address: Extract<Address, { kind: 'alternate' }>): void => {
  for (const value of address.values.values()) {
    if (typeof value === 'string' && forbiddenInKeys.test(value) && !/^\d{4}-\d\d-\d\dT/.test(value)) {
      throw failures.syntax(
        `The key value '${value}' of '${table.logicalName}' holds a character that cannot be part of a URL key: / < > * % & : \\ ? +`,
      );
    }
  }
};

const serveSet = (route: Route, table: DataverseTable, rest: readonly PathSegment[]): ODataResponse => {
  const { request, operation, options, writer } = route;
  const { method } = request;
  const [next, ...more] = rest;
  if (next === undefined) {
    if (method === 'GET') return serveList(listRequest(route, table));
    if (method === 'POST') return createRow(writer, operation, table, bodyObject(request, table.entitySet), options);
    throw failures.methodNotAllowed(method);
  }
  if (more.length > 0) throw failures.segmentUnknown(more[0]!.name);
  if (next.name === '$count') {
    if (method !== 'GET') throw failures.methodNotAllowed(method);
    checkPrivilege(operation, table, 'read');
    const list = listRequest(route, table);
    return options.deltatoken === undefined ? readCount(list) : countChanges(list);
  }
  const messageName = next.name.replace(/^Microsoft\.Dynamics\.CRM\./, '');
  const message = Object.hasOwn(bulkMessages, messageName) ? bulkMessages[messageName] : undefined;
  if (next.name.startsWith('Microsoft.Dynamics.CRM.')) {
    if (message === undefined || method !== 'POST') throw failures.noResource(route.address);
    return message(writer, operation, table, bodyObject(request, table.entitySet));
  }
  throw failures.segmentUnknown(next.name);
};

const serveList = (list: ListRequest): ODataResponse => {
  checkPrivilege(list.operation, list.table, 'read');
  for (const feature of ['fetchXml', 'savedQuery', 'userQuery']) {
    if (list.options.custom.has(feature)) throw failures.notImplemented(`the query parameter '${feature}'`);
  }
  if (isTracked(list)) return readTracked(list);
  if (list.options.apply !== undefined) return readAggregate(list, list.options.apply);

  return readList(list);
};

const listRequest = (route: Route, table: DataverseTable): ListRequest => ({
  operation: route.operation,
  table,
  options: route.options,
  address: route.address,
  rawQuery: route.rawQuery,
});

const serveRow = (route: Route, table: DataverseTable, address: Address): ODataResponse => {
  const { request, operation, options, writer, environment } = route;
  switch (request.method) {
    case 'GET':
      return readRow(operation, table, requireRow(environment, table, address), options);
    case 'PATCH':
      return upsertRow(writer, operation, table, address, bodyObject(request, table.entitySet), options);
    case 'DELETE':
      return deleteRow(writer, operation, table, address);
    default:
      throw failures.methodNotAllowed(request.method);
  }
};

const serveBelowRow = (route: Route, table: DataverseTable, address: Address, rest: readonly PathSegment[]): ODataResponse => {
  const { environment, operation, request, writer } = route;
  const [next, ...more] = rest;
  const { name } = next!;
  const navigation = table.navigations.get(name);
  if (navigation !== undefined) {
    const row = requireRow(environment, table, address);
    checkPrivilege(operation, table, 'read');
    return serveNavigation(route, table, row, navigation, next!, more);
  }
  if (name.startsWith('Microsoft.Dynamics.CRM.')) throw failures.noResource(route.address);
  const transfers = ['x-ms-transfer-mode', 'x-ms-file-name', 'x-ms-file-size', 'range'].some(
    (header) => request.headers[header] !== undefined,
  );
  if (transfers) throw failures.notImplemented('file and image columns');
  const column = table.columns.get(name);
  if (column === undefined || column.hidden === true || next!.arguments !== undefined) throw failures.segmentUnknown(name);
  const raw = more.length === 1 && more[0]!.name === '$value';
  if (more.length > 0 && !raw) throw failures.segmentUnknown(more[0]!.name);
  if (request.method === 'PUT' && !raw) return putProperty(writer, operation, table, address, name, bodyObject(request, table.entitySet));
  if (request.method === 'DELETE' && !raw) {
    if (column.lookup !== undefined)
      throw failures.unsupported(`The lookup '${name}' is cleared through its navigation property: DELETE .../$ref.`);
    return clearProperty(writer, operation, table, address, name);
  }
  if (request.method !== 'GET') throw failures.methodNotAllowed(request.method);
  checkPrivilege(operation, table, 'read');
  const value = requireRow(environment, table, address)[name] ?? null;
  if (value === null || column.writeOnly === true) return emptyAnswer(204);
  if (raw) return textAnswer(String(value));
  const context = JSON.stringify(`${operation.api}/$metadata#${table.entitySet}(${address.text})/${name}`);

  return jsonAnswer(200, `{"@odata.context":${context},"value":${jsonValue(column.kind, value)}}`);
};

const serveNavigation = (
  route: Route,
  table: DataverseTable,
  row: Row,
  navigation: DataverseNavigation,
  segment: PathSegment,
  rest: readonly PathSegment[],
): ODataResponse => {
  const { environment, operation, request, writer } = route;
  const [next, ...more] = rest;
  if (next?.name === '$ref' && more.length === 0) return serveReference(route, table, row, navigation, segment);
  if (navigation.cardinality === 'one') {
    const { table: target, related } = singleTarget(environment, navigation, row);
    if (next === undefined) {
      if (request.method !== 'GET') throw failures.methodNotAllowed(request.method);
      return related === undefined ? emptyAnswer(204) : readRow(operation, target, related, route.options);
    }
    if (related === undefined) throw failures.segmentUnknown(next.name);
    return serveBelowRow(route, target, idAddress(target, related), rest);
  }
  const target = environment.lookup(navigation.target)!;
  const among = relatedRows(environment.database, navigation, row);
  if (segment.arguments !== undefined) {
    const address = readAddress(target, segment.arguments);
    const member = among.find((candidate) => address.kind === 'id' && candidate[target.primaryId] === address.id);
    if (member === undefined) throw missing(target, address);
    return next === undefined ? serveRow(route, target, address) : serveBelowRow(route, target, idAddress(target, member), rest);
  }
  const backLookup = navigation.reverseOf?.lookup.column;
  const list: ListRequest = { ...listRequest(route, target), among, ...(backLookup === undefined ? {} : { backLookup }) };
  if (next?.name === '$count' && more.length === 0) return readCount(list);
  if (next !== undefined) throw failures.segmentUnknown(next.name);
  if (request.method === 'GET') {
    checkPrivilege(operation, target, 'read');
    return list.options.apply === undefined ? readList(list) : readAggregate(list, list.options.apply);
  }
  if (request.method !== 'POST') throw failures.methodNotAllowed(request.method);
  return environment.database.transaction(() => {
    const body = bodyObject(request, target.entitySet);
    if (navigation.reverseOf === undefined) return createMember(route, table, row, navigation, body);
    const back = navigation.partner ?? '';
    return createRow(
      writer,
      operation,
      target,
      { ...body, [`${back}@odata.bind`]: `/${table.entitySet}(${String(row[table.primaryId])})` },
      route.options,
    );
  });
};

/** POST into a many-to-many collection: the row is created and made a member, or neither. */
const createMember = (
  { operation, writer, options }: Route,
  table: DataverseTable,
  row: Row,
  navigation: DataverseNavigation,
  body: JsonObject,
): ODataResponse => {
  const target = operation.environment.lookup(navigation.target)!;
  const id = body[target.primaryId] ?? operation.environment.newId();
  const answer = createRow(writer, operation, target, { ...body, [target.primaryId]: id }, options);
  associate(writer, operation, table, row, navigation, parseGuid(String(id))!);
  return answer;
};

const serveReference = (
  route: Route,
  table: DataverseTable,
  row: Row,
  navigation: DataverseNavigation,
  segment: PathSegment,
): ODataResponse => {
  const { operation, request, writer } = route;
  const { method } = request;
  if (method === 'GET') return readReferences(operation, navigation, row);
  const adding = navigation.cardinality === 'one' ? 'PUT' : 'POST';
  if (method === adding) return addReference(writer, operation, table, row, navigation, bodyObject(request, table.entitySet));
  if (method !== 'DELETE') throw failures.methodNotAllowed(method);
  const named = segment.arguments?.unnamed;
  const link = route.options.id;
  const memberId =
    named !== undefined ? parseGuid(String(named.value)) : link === undefined ? undefined : String(resolved(operation, link));

  return removeReference(writer, operation, table, row, navigation, memberId);
};

const resolved = (operation: Route['operation'], link: string): string => {
  const { table, row } = resolveReference(operation, link);
  return String(row[table.primaryId]);
};

const idAddress = (table: DataverseTable, row: Row): Address => ({
  kind: 'id',
  id: String(row[table.primaryId]),
  text: String(row[table.primaryId]),
});
