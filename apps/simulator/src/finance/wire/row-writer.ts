import type { Row, Value } from '../../odata/model';
import type { FinanceColumn, FinanceTable } from '../definitions/finance-table';
import { etagOf } from './etag';

/** A value as JSON text. Decimals keep their digits; numbers above 2^53 too. */
export const valueJson = (column: FinanceColumn, value: Value | undefined): string => {
  const held = value ?? column.unset;
  if (column.type === 'Decimal') return String(held);
  return typeof held === 'string' ? JSON.stringify(held) : String(held);
};

export interface RowShape {
  /** Only these columns, in declared order; all when absent. */
  readonly select?: ReadonlySet<string>;
  /** `odata.metadata=full`: types, ids and links as well. */
  readonly full?: { readonly origin: string };
  /** `odata.metadata=none`: no annotations at all. */
  readonly bare?: boolean;
  /** JSON members to append, e.g. expanded collections: `"Lines":[...]`. */
  readonly extra?: (row: Row) => string[];
}

/** Writes rows of one table; prepared once per answer, so that a page of ten thousand costs little more than its bytes. */
export const rowWriter = (table: FinanceTable, shape: RowShape = {}): ((row: Row) => string) => {
  const columns = [...table.columns.values()].filter(({ name }) => shape.select === undefined || shape.select.has(name));
  const prefixes = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  return (row) => {
    const members: string[] = shape.bare
      ? []
      : [
          ...(shape.full
            ? [`"@odata.type":"#Microsoft.Dynamics.DataEntities.${table.entityType}"`, idMember(table, row, shape.full.origin)]
            : []),
          `"@odata.etag":${JSON.stringify(etagOf(row))}`,
        ];
    if (shape.full) members.push(`"@odata.editLink":${JSON.stringify(`${table.entitySet}(${keyPredicate(table, row)})`)}`);
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index]!;
      if (shape.full) {
        const type = typeAnnotation(column);
        if (type !== undefined) members.push(`${JSON.stringify(`${column.name}@odata.type`)}:${JSON.stringify(type)}`);
      }
      members.push(prefixes[index]! + valueJson(column, row[column.name]));
    }
    if (shape.extra) members.push(...shape.extra(row));
    if (shape.full) {
      for (const name of table.model.navigations.keys()) {
        const link = `${shape.full.origin}/data/${table.entitySet}(${keyPredicate(table, row)})/${name}`;
        members.push(`${JSON.stringify(`${name}@odata.associationLink`)}:${JSON.stringify(`${link}/$ref`)}`);
        members.push(`${JSON.stringify(`${name}@odata.navigationLink`)}:${JSON.stringify(link)}`);
      }
    }
    return `{${members.join(',')}}`;
  };
};

const idMember = (table: FinanceTable, row: Row, origin: string): string =>
  `"@odata.id":${JSON.stringify(`${origin}/data/${table.entitySet}(${keyPredicate(table, row)})`)}`;

const typeAnnotation = (column: FinanceColumn): string | undefined => {
  if (column.type === 'Enum') return `#Microsoft.Dynamics.DataEntities.${column.enum?.name ?? ''}`;
  const short: Partial<Record<FinanceColumn['type'], string>> = {
    Int64: '#Int64',
    Decimal: '#Decimal',
    DateTime: '#DateTimeOffset',
    Guid: '#Guid',
  };
  return short[column.type];
};

/** The key of a row as URLs address it: `dataAreaId='usmf',CustomerGroupId='10'`. */
export const keyPredicate = (table: FinanceTable, row: Row): string =>
  table.model.key.columns.map((name) => `${name}=${keyLiteral(table.columns.get(name)!, row[name])}`).join(',');

const keyLiteral = (column: FinanceColumn, value: Value | undefined): string => {
  const held = value ?? column.unset;
  if (column.type === 'String') return `'${encodeURIComponent(String(held).replaceAll("'", "''"))}'`;
  return column.type === 'Enum' ? `Microsoft.Dynamics.DataEntities.${column.enum?.name ?? ''}'${String(held)}'` : String(held);
};
