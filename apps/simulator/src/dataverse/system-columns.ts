import type { DataverseTable } from './dataverse-model';
import type { ColumnDefinition, LookupDefinition } from './table-definition';

/** The columns that every table has, whether its definition lists them or not. */
export const systemColumns: readonly ColumnDefinition[] = [
  { name: 'createdon', type: 'DateTime', readOnly: true },
  { name: 'modifiedon', type: 'DateTime', readOnly: true },
  { name: 'overriddencreatedon', type: 'DateTime' },
  {
    name: 'statecode',
    type: 'Choice',
    options: [
      { value: 0, label: 'Active' },
      { value: 1, label: 'Inactive' },
    ],
  },
  { name: 'statuscode', type: 'Choice' },
  { name: 'importsequencenumber', type: 'Int32' },
  { name: 'timezoneruleversionnumber', type: 'Int32' },
  { name: 'utcconversiontimezonecode', type: 'Int32' },
  { name: 'versionnumber', type: 'Int64', readOnly: true },
];

/** Used where neither the state nor the status column is defined. */
export const defaultStatusOptions = [
  { value: 1, label: 'Active', state: 0 },
  { value: 2, label: 'Inactive', state: 1 },
] as const;

const user = (name: string): LookupDefinition => ({ name, readOnly: true, targets: [{ table: 'systemuser', navigation: name }] });

export const systemLookups: readonly LookupDefinition[] = [
  {
    name: 'ownerid',
    targets: [
      { table: 'systemuser', navigation: 'ownerid' },
      { table: 'team', navigation: 'ownerid' },
    ],
  },
  user('createdby'),
  user('modifiedby'),
  user('createdonbehalfby'),
  user('modifiedonbehalfby'),
  user('owninguser'),
  { name: 'owningteam', readOnly: true, targets: [{ table: 'team', navigation: 'owningteam' }] },
  { name: 'owningbusinessunit', readOnly: true, targets: [{ table: 'businessunit', navigation: 'owningbusinessunit' }] },
];

/** Users and teams own; they are not owned. Their `ownerid` is the key they inherit from `principal`. */
export const ownershipLookups: ReadonlySet<string> = new Set(['ownerid', 'owninguser', 'owningteam', 'owningbusinessunit']);

/** What a money column brings along. */
export const currencyColumns: readonly ColumnDefinition[] = [{ name: 'exchangerate', type: 'Decimal', precision: 10, readOnly: true }];
export const currencyLookup: LookupDefinition = {
  name: 'transactioncurrencyid',
  targets: [{ table: 'transactioncurrency', navigation: 'transactioncurrencyid' }],
};

/** Columns that cannot be cleared: the state and the owner of every row, and what a definition says is required. */
export const isSystemRequired = (table: DataverseTable, column: string): boolean =>
  column === table.primaryId ||
  column === 'statecode' ||
  column === 'statuscode' ||
  column === '_ownerid_value' ||
  table.columns.get(column)?.mandatory === true;

/** Columns that only the platform writes, whatever a definition says about them. */
export const platformColumns: ReadonlySet<string> = new Set(['createdon', 'modifiedon', 'versionnumber', 'exchangerate']);
