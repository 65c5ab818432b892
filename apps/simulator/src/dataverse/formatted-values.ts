import type { Row, Value } from '../odata/model';
import type { DataverseColumn, DataverseTable } from './dataverse-model';
import type { Environment } from './environment';

/** `OData.Community.Display.V1.FormattedValue`, in the formats of a user with US English settings; `undefined` where there is none. */
export const formattedValue = (
  environment: Environment,
  table: DataverseTable,
  column: DataverseColumn,
  row: Row,
  value: Value,
): string | undefined => {
  switch (column.kind) {
    case 'choice':
      return column.options?.find((option) => option.value === value)?.label ?? grouped(String(value), 0);
    case 'multiChoice':
      return String(value)
        .split(',')
        .map((part) => column.options?.find((option) => option.value === Number(part))?.label ?? part)
        .join('; ');
    case 'boolean':
      return column.options?.find((option) => Boolean(option.value) === value)?.label ?? (value === true ? 'Yes' : 'No');
    case 'int32':
    case 'int64':
      return grouped(String(value), 0);
    case 'double':
      return grouped(Number(value).toFixed(2), 2);
    case 'decimal':
      return column.type === 'Money' ? money(environment, column, row, String(value)) : grouped(String(value), column.scale ?? 2);
    case 'dateTime':
      return dateAndTime(String(value));
    case 'date':
      return day(String(value));
    case 'guid':
      return column.lookup === undefined ? undefined : targetName(environment, column, row, String(value));
    case 'string':
    case 'enum':
      return undefined;
  }
};

/** Logical name of the table that a lookup's value refers to. */
export const targetType = (column: DataverseColumn, row: Row): string => {
  const { typeColumn, targets } = column.lookup!;
  const stored = typeColumn === undefined ? undefined : row[typeColumn];

  return typeof stored === 'string' ? stored : targets[0]!.table;
};

/** Primary name of the row that a lookup refers to. */
export const targetName = (environment: Environment, column: DataverseColumn, row: Row, id: string): string | undefined => {
  const table = environment.byType(targetType(column, row));
  const name = table?.primaryName === undefined ? undefined : environment.store(table).get(id)?.[table.primaryName];

  return typeof name === 'string' ? name : undefined;
};

const money = (environment: Environment, column: DataverseColumn, row: Row, amount: string): string => {
  const currencies = environment.byType('transactioncurrency')!;
  const organization = environment.byType('organization')!;
  const base = [...environment.store(organization).scan()][0]?.['_basecurrencyid_value'];
  const id = column.baseOf === undefined ? row['_transactioncurrencyid_value'] : base;
  const currency = environment.store(currencies).get(String(id));
  const symbol = String(currency?.['currencysymbol'] ?? '$');
  const negative = amount.startsWith('-');
  const text = `${symbol}${grouped(negative ? amount.slice(1) : amount, Number(currency?.['currencyprecision'] ?? 2))}`;

  return negative ? `(${text})` : text;
};

const grouped = (text: string, digits: number): string => {
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = digits === 0 ? '' : `.${fraction.padEnd(digits, '0').slice(0, digits)}`;

  return `${negative ? '-' : ''}${separated}${decimals}`;
};

const day = (iso: string): string => `${Number(iso.slice(5, 7))}/${Number(iso.slice(8, 10))}/${iso.slice(0, 4)}`;

const dateAndTime = (iso: string): string => {
  const hour = Number(iso.slice(11, 13));

  return `${day(iso)} ${hour % 12 === 0 ? 12 : hour % 12}:${iso.slice(14, 16)} ${hour < 12 ? 'AM' : 'PM'}`;
};
