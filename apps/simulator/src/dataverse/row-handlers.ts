import type { ODataResponse } from '../odata/http';
import type { JsonObject } from '../odata/json-reader';

import type { Row } from '../odata/model';
import type { QueryOptions } from '../odata/query-options';
import { type Address, findRow, missing, requireRow } from './addresses';
import { emptyAnswer, jsonAnswer, jsonType } from './answers';
import type { DataverseTable } from './dataverse-model';
import { failures } from './errors';
import { checkExpand, expandedMembers } from './expand';
import { appliedPreferences } from './list-reader';
import { type Operation, preferenceApplied } from './operation';
import { readPayload } from './payload';
import { contextOf } from './read-context';
import { rowMembers, wantedAnnotations } from './row-json';
import { checkPrivilege, type RowWriter } from './row-writer';
import { refuseScheduleTables } from './schedule-tables';
import { referencedLookups, selectColumns } from './selection';

export const etagOf = (row: Row): string => `W/"${String(row['versionnumber'])}"`;

/** GET of one row. */
export const readRow = (operation: Operation, table: DataverseTable, row: Row, options: QueryOptions): ODataResponse => {
  checkPrivilege(operation, table, 'read');
  checkExpand(table, options, operation);
  // What an etag cannot tell is never "not modified": related rows, texts of related rows, tables whose versions nobody compares.
  const conditional = table.optimisticConcurrency && options.expand === undefined && operation.preferences.annotations.length === 0;
  if (conditional && operation.ifNoneMatch === etagOf(row)) return emptyAnswer(304, { 'Content-Type': jsonType, ETag: etagOf(row) });

  return jsonAnswer(200, rowBody(operation, table, row, options), { ETag: etagOf(row), ...appliedPreferences(operation) });
};

const rowBody = (operation: Operation, table: DataverseTable, row: Row, options: QueryOptions): string => {
  const selection = selectColumns(table, options.select, referencedLookups(table, options));
  const annotations = wantedAnnotations(operation.preferences.annotations);
  const members = rowMembers(operation.environment, table, row, selection, annotations);

  return `{${contextOf(operation.api, table, options, '/$entity')},${members}${expandedMembers(operation, table, row, options, annotations)}}`;
};

/** POST to an entity set: section 9.1. */
export const createRow = (
  writer: RowWriter,
  operation: Operation,
  table: DataverseTable,
  body: JsonObject,
  options: QueryOptions,
): ODataResponse => {
  refuseScheduleTables(operation, table, 'Create');
  checkExpand(table, options, operation);
  selectColumns(table, options.select);
  const row = operation.environment.database.transaction(() => writer.create(operation, table, readPayload(operation, table, body)));

  return written(operation, table, row, options, `${operation.api}/${table.entitySet}(${String(row[table.primaryId])})`, 201);
};

/** PATCH of an address: update, or create when it names nothing: sections 9.2, 9.3 and 13. */
export const upsertRow = (
  writer: RowWriter,
  operation: Operation,
  table: DataverseTable,
  address: Address,
  body: JsonObject,
  options: QueryOptions,
): ODataResponse => {
  refuseScheduleTables(operation, table, 'Update');
  const { environment, ifMatch, ifNoneMatch } = operation;
  const patched = { ...options, expand: undefined }; // $expand is ignored on PATCH
  selectColumns(table, options.select);
  const entityId = `${operation.api}/${table.entitySet}(${headerText(address.text)})`;
  return environment.database.transaction(() => {
    const before = findRow(environment, table, address);
    if (before === undefined) {
      if (ifMatch !== undefined) throw missing(table, address);
      const payload = readPayload(operation, table, body);
      if (address.kind === 'alternate') {
        for (const [name, value] of address.values) if (!payload.values.has(name)) payload.values.set(name, value);
      }
      const row = writer.create(operation, table, payload, address.kind === 'id' ? address.id : undefined);
      return written(operation, table, row, patched, entityId, 201);
    }
    if (ifNoneMatch === '*') throw failures.exists();
    checkVersion(operation, table, before);
    const payload = readPayload(operation, table, body);
    if (address.kind === 'alternate') for (const name of address.values.keys()) payload.values.delete(name);
    const row = writer.update(operation, table, before, payload);
    return written(operation, table, row, patched, entityId, 200);
  });
};

export const deleteRow = (writer: RowWriter, operation: Operation, table: DataverseTable, address: Address): ODataResponse => {
  refuseScheduleTables(operation, table, 'Delete');
  const { environment } = operation;
  environment.database.transaction(() => {
    const row = requireRow(environment, table, address);
    checkVersion(operation, table, row);
    writer.delete(operation, table, row);
  });
  return emptyAnswer(204);
};

/** PUT of one property. */
export const putProperty = (
  writer: RowWriter,
  operation: Operation,
  table: DataverseTable,
  address: Address,
  property: string,
  body: JsonObject,
): ODataResponse => {
  if (!('value' in body))
    throw failures.payload(table.entitySet, "The body of a PUT to a property must be an object with the member 'value'.");

  return changeProperty(writer, operation, table, address, property, { [property]: body['value']! });
};

/** DELETE of one property: sets null. */
export const clearProperty = (
  writer: RowWriter,
  operation: Operation,
  table: DataverseTable,
  address: Address,
  property: string,
): ODataResponse => changeProperty(writer, operation, table, address, property, { [property]: null });

const changeProperty = (
  writer: RowWriter,
  operation: Operation,
  table: DataverseTable,
  address: Address,
  property: string,
  body: JsonObject,
): ODataResponse => {
  if (!table.columns.has(property)) throw failures.propertyUnknown(property, table.logicalName);
  refuseScheduleTables(operation, table, 'Update');
  const { environment } = operation;
  environment.database.transaction(() => {
    const before = requireRow(environment, table, address);
    checkVersion(operation, table, before);
    writer.update(operation, table, before, readPayload(operation, table, body));
  });
  return emptyAnswer(204);
};

/** A key as it was addressed, without what a header cannot hold. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e]+/g, encodeURIComponent);

const checkVersion = ({ ifMatch }: Operation, table: DataverseTable, row: Row): void => {
  if (ifMatch === undefined || ifMatch === '*') return;
  if (!table.optimisticConcurrency) throw failures.concurrencyOff(table.logicalName);
  if (ifMatch !== etagOf(row)) throw failures.versionMismatch();
};

const written = (
  operation: Operation,
  table: DataverseTable,
  row: Row,
  options: QueryOptions,
  entityId: string,
  statusWithRow: 200 | 201,
): ODataResponse => {
  const { preferences } = operation;
  if (!preferences.representation)
    return emptyAnswer(204, { ...(operation.isInBatch ? { Location: entityId } : {}), 'OData-EntityId': entityId });

  return jsonAnswer(statusWithRow, rowBody(operation, table, row, options), {
    ...preferenceApplied([
      'return=representation',
      preferences.annotations.length > 0 && `odata.include-annotations="${preferences.annotations.join(',')}"`,
    ]),
    ETag: etagOf(row),
    // Outside a batch the row itself tells its key; inside, `$1` of a later operation needs the address.
    ...(operation.isInBatch ? { Location: entityId, 'OData-EntityId': entityId } : {}),
  });
};
