import type { Row, Value } from '../odata/model';
import type { DataverseColumn, DataverseTable } from './dataverse-model';

export const contracts = 'http://schemas.microsoft.com/xrm/2011/Contracts';

/** An object of the .NET data contracts that event bodies are made of. */
export type ContractObject = Record<string, unknown>;

export const entity = (table: DataverseTable, id: string, row: Row, names: readonly (string | undefined)[]): ContractObject => ({
  __type: `Entity:${contracts}`,
  Attributes: [...new Set(names)].flatMap((name) => {
    const column = name === undefined ? undefined : table.columns.get(name);
    if (column === undefined || column.hidden === true || column.name === 'versionnumber') return [];
    return [{ key: column.lookup?.attribute ?? column.name, value: attributeValue(column, row, row[column.name] ?? null) }];
  }),
  EntityState: null,
  FormattedValues: [],
  Id: id,
  KeyAttributes: [],
  LogicalName: table.logicalName,
  RelatedEntities: [],
  RowVersion: null,
});

export const reference = (logicalName: string, id: string, typed: boolean): ContractObject => ({
  ...(typed ? { __type: `EntityReference:${contracts}` } : {}),
  Id: id,
  KeyAttributes: [],
  LogicalName: logicalName,
  Name: null,
  RowVersion: null,
});

const attributeValue = (column: DataverseColumn, row: Row, value: Value): unknown => {
  if (value === null) return null;
  if (column.lookup !== undefined) {
    const { typeColumn, targets } = column.lookup;
    const type = typeColumn === undefined ? undefined : row[typeColumn];
    return reference(typeof type === 'string' ? type : targets[0]!.table, String(value), true);
  }
  switch (column.kind) {
    case 'choice':
      return { __type: `OptionSetValue:${contracts}`, Value: value };
    case 'multiChoice':
      return String(value)
        .split(',')
        .map((part) => ({ __type: `OptionSetValue:${contracts}`, Value: Number(part) }));
    case 'decimal':
      return column.type === 'Money' ? { __type: `Money:${contracts}`, Value: new Digits(String(value)) } : new Digits(String(value));
    case 'dateTime':
      return `/Date(${Date.parse(String(value))})/`;
    case 'date':
      return `/Date(${Date.parse(`${String(value)}T00:00:00Z`)})/`;
    case 'int64':
      return new Digits(String(value));
    case 'boolean':
    case 'double':
    case 'enum':
    case 'guid':
    case 'int32':
    case 'string':
      return value;
  }
};

/** A number written with all its digits. */
class Digits {
  constructor(readonly text: string) {}
}

/** JSON as .NET's data contract serialiser writes it: slashes escaped. */
export const contractJson = (value: unknown): string => {
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) return `[${value.map(contractJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${JSON.stringify(name)}:${contractJson(member)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null).replaceAll('/', '\\/');
};
