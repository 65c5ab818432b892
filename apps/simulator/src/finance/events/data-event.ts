import { randomUUID } from 'node:crypto';
import type { Row, Value } from '../../odata/model';
import { type FinanceColumn, type FinanceTable, RECORD_ID } from '../definitions/finance-table';
import type { CommittedWrite } from '../write/record-writer';
import { virtualRowId } from './virtual-row-id';

const contracts = 'http://schemas.microsoft.com/xrm/2011/Contracts';

const messageNames = { create: 'OnExternalCreated', update: 'OnExternalUpdated', delete: 'OnExternalDeleted' } as const;

/**
 * The remote execution context that a data event arrives as, with the virtual table as entity. An update's target holds the key and
 * what changed; a delete's is a reference without any column. Source: finance-api.md 5.3.
 */
export const dataEventPayload = (write: CommittedWrite, entityNumber: number, nowMs: number): Record<string, unknown> => {
  const { table, kind, before, after, changed, by } = write;
  const logicalName = `mserp_${table.internalName.toLowerCase()}`;
  const recordId = Number((after ?? before)![RECORD_ID]);
  const id = virtualRowId(entityNumber, recordId);
  return {
    CorrelationId: randomUUID(),
    InitiatingUserAzureActiveDirectoryObjectId: by,
    MessageName: messageNames[kind],
    OperationCreatedOn: `/Date(${nowMs}+0000)/`,
    PrimaryEntityId: '00000000-0000-0000-0000-000000000000',
    PrimaryEntityName: logicalName,
    InputParameters: inputParameters(table, kind, after, changed, id, logicalName),
  };
};

const inputParameters = (
  table: FinanceTable,
  kind: CommittedWrite['kind'],
  after: Row | undefined,
  changed: readonly string[],
  id: string,
  logicalName: string,
): unknown[] => {
  if (kind === 'delete' || after === undefined) {
    return [{ key: 'Target', value: { __type: `EntityReference:${contracts}`, Id: id, LogicalName: logicalName } }];
  }
  const shown = kind === 'create' ? [...table.columns.keys()] : [...new Set([...table.model.key.columns, ...changed])];
  const target = {
    __type: `Entity:${contracts}`,
    Attributes: shown.flatMap((name) => attribute(table.columns.get(name)!, after[name])),
    Id: id,
    LogicalName: logicalName,
  };
  if (kind === 'create') return [{ key: 'Target', value: target }];
  return [
    { key: 'Target', value: target },
    { key: 'PreImage', value: null },
    { key: 'ChangedFields', value: changed.map((name) => `mserp_${name.toLowerCase()}`) },
  ];
};

/** Unset dates are left out; enums are numbers from 200000000 upward, in the order of the members. */
const attribute = (column: FinanceColumn, value: Value | undefined): { key: string; value: unknown }[] => {
  const key = `mserp_${column.name.toLowerCase()}`;
  const held = value ?? column.unset;
  switch (column.type) {
    case 'DateTime':
      return String(held).startsWith('1900-01-01') ? [] : [{ key, value: `/Date(${Date.parse(String(held))})/` }];
    case 'Enum': {
      const index = column.enum?.members.findIndex(({ name }) => name === held) ?? 0;
      return [{ key, value: { __type: `OptionSetValue:${contracts}`, Value: 200_000_000 + Math.max(0, index) } }];
    }
    case 'Decimal':
    case 'Int64':
      return [{ key, value: Number(held) }];
    case 'String':
    case 'Int32':
    case 'Guid':
    case 'Boolean':
      return [{ key, value: held }];
  }
};
