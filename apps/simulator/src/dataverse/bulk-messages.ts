import type { ODataResponse } from '../odata/http';
import { isJsonObject, type JsonObject } from '../odata/json-reader';
import { parsePath } from '../odata/resource-path';
import { type Address, findRow, readAddress } from './addresses';
import { emptyAnswer, jsonAnswer } from './answers';
import type { DataverseTable } from './dataverse-model';
import { DataverseError, failures } from './errors';
import { parseGuid } from './guids';
import type { Operation } from './operation';
import { readPayload } from './payload';
import type { RowWriter } from './row-writer';
import { refuseScheduleTables } from './schedule-tables';

/** The bulk messages of section 12, by action name. Each is one transaction. */
export const bulkMessages: Readonly<
  Record<string, (writer: RowWriter, operation: Operation, table: DataverseTable, body: JsonObject) => ODataResponse>
> = {
  CreateMultiple: (writer, operation, table, body) => {
    refuseScheduleTables(operation, table, 'Create');
    const rows = targetsOf(table, body, 'CreateMultiple');
    const ids = operation.environment.database.transaction(() =>
      writer.grouped(() => rows.map((row) => String(writer.create(operation, table, readPayload(operation, table, row))[table.primaryId]))),
    );
    const context = `${operation.api}/$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`;
    return jsonAnswer(200, JSON.stringify({ '@odata.context': context, Ids: ids }));
  },

  UpdateMultiple: (writer, operation, table, body) => {
    refuseScheduleTables(operation, table, 'Update');
    const { environment } = operation;
    const rows = targetsOf(table, body, 'UpdateMultiple').map((row) => ({ row, id: primaryIdOf(table, row) }));
    const absent = rows.flatMap(({ id }) => (id === undefined || environment.store(table).get(id) === undefined ? [id ?? ''] : []));
    if (absent.length > 0) throw failures.rowsMissing(table.logicalName, absent);
    transacted(writer, operation, () => {
      const seen = new Set<string>(); // the same id twice: only the first is applied
      for (const { row, id } of rows) {
        if (seen.has(id!)) continue;
        seen.add(id!);
        writer.update(operation, table, environment.store(table).get(id!)!, readPayload(operation, table, row));
      }
    });
    return emptyAnswer(204);
  },

  UpsertMultiple: (writer, operation, table, body) => {
    refuseScheduleTables(operation, table, 'Update');
    const rows = targetsOf(table, body, 'UpsertMultiple').map((row) => ({ row, address: addressOf(table, row) }));
    if (new Set(rows.map(({ address }) => identity(address))).size < rows.length) {
      throw failures.invalidArgument('The Targets of UpsertMultiple name the same row more than once.');
    }
    transacted(writer, operation, () => {
      for (const { row, address } of rows) upsertTarget(writer, operation, table, row, address);
    });
    return emptyAnswer(204);
  },

  DeleteMultiple: () => {
    throw new DataverseError(400, '0x80040216', 'DeleteMultiple has not yet been implemented.');
  },
};

const transacted = (writer: RowWriter, operation: Operation, work: () => void): void =>
  operation.environment.database.transaction(() => writer.grouped(work));

const upsertTarget = (writer: RowWriter, operation: Operation, table: DataverseTable, row: JsonObject, address: Address): void => {
  const { environment } = operation;
  const before = findRow(environment, table, address);
  const payload = readPayload(operation, table, row);
  if (before !== undefined) {
    if (address.kind === 'alternate') for (const name of address.values.keys()) payload.values.delete(name);
    writer.update(operation, table, before, payload);
    return;
  }
  if (address.kind === 'id') {
    writer.create(operation, table, payload, address.id);
    return;
  }
  for (const [name, value] of address.values) {
    if (payload.values.has(name)) throw failures.unexpected(); // a key column both in the address and in the body
    payload.values.set(name, value);
  }
  writer.create(operation, table, payload);
};

const targetsOf = (table: DataverseTable, body: JsonObject, message: string): JsonObject[] => {
  const targets = body['Targets'];
  if (!Array.isArray(targets) || !targets.every(isJsonObject)) {
    throw failures.payload(table.entitySet, `The parameter 'Targets' of ${message} must be a list of rows.`);
  }
  for (const target of targets) {
    const type = target['@odata.type'];
    if (typeof type !== 'string') throw failures.payload(table.entitySet, `Each row in 'Targets' of ${message} needs '@odata.type'.`);
    if (type.replace(/^#/, '') !== `Microsoft.Dynamics.CRM.${table.logicalName}`) {
      throw failures.payload(
        table.entitySet,
        `A row in 'Targets' is of the type '${type}', not of 'Microsoft.Dynamics.CRM.${table.logicalName}'.`,
      );
    }
  }
  return targets;
};

const primaryIdOf = (table: DataverseTable, row: JsonObject): string | undefined => {
  const given = row[table.primaryId];
  if (given === undefined) throw failures.invalidArgument(`A row in 'Targets' lacks its primary key '${table.primaryId}'.`);

  return typeof given === 'string' ? parseGuid(given) : undefined;
};

const addressOf = (table: DataverseTable, row: JsonObject): Address => {
  const link = row['@odata.id'];
  if (typeof link === 'string') {
    const segment = parsePath(
      link
        .replace(/^https?:\/\/[^/]+/i, '')
        .replace(/^\/?api\/data\/v\d+\.\d+\//i, '')
        .replace(/^\//, ''),
    ).at(-1);
    if (segment?.arguments === undefined || segment.name !== table.entitySet) throw failures.keyNotDeclared(table.logicalName);
    return readAddress(table, segment.arguments);
  }
  const id = primaryIdOf(table, row);
  if (id === undefined) throw failures.keyNotDeclared(table.logicalName);

  return { kind: 'id', id, text: id };
};

const identity = (address: Address): string =>
  address.kind === 'id'
    ? address.id
    : `${address.key.name} ${JSON.stringify([...address.values.values()].map((value) => String(value).toLowerCase()))}`;
