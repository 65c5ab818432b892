import type { ColumnModel, EnumModel, TableModel, Value } from '../../odata/model';

export type FinanceType = 'String' | 'Int32' | 'Int64' | 'Decimal' | 'DateTime' | 'Enum' | 'Guid' | 'Boolean';

/**
 * How much of an instant a `DateTime` holds. `day`: always noon. `second`: as written. `mixed`, when the definition does not say: a
 * midnight is taken for a day and becomes noon, any other time stays.
 */
export type DatePrecision = 'day' | 'second' | 'mixed';

export interface FinanceColumn extends ColumnModel {
  readonly type: FinanceType;
  /** What a person sees, and validation texts quote: `Payment term`. */
  readonly label: string;
  /** What the database holds where nothing was set; never null. */
  readonly unset: Value;
  readonly precision: DatePrecision;
  /** `C{n:6}`: drawn when the column is not sent; sending it is refused. */
  readonly numberSequence?: string;
}

/** Columns that must name an existing row of another table when written through the API. */
export interface FinanceReference {
  readonly columns: readonly string[];
  readonly to: string;
  readonly by: readonly string[];
  readonly navigation?: string;
  /** Whether the row referred to may be deleted. */
  readonly onDelete: 'restrict' | 'none';
}

export interface FinanceAction {
  readonly name: string;
  readonly boundTo: 'record' | 'set';
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returns?: string;
  readonly refuse?: { readonly where: Readonly<Record<string, unknown>>; readonly message: string };
}

/** A data entity: the neutral model the core works on, and what only Finance knows of it. */
export interface FinanceTable {
  readonly model: TableModel;
  readonly columns: ReadonlyMap<string, FinanceColumn>;
  readonly entitySet: string;
  readonly entityType: string;
  /** The physical entity, as validation texts and virtual tables name it: `CustCustomerGroupEntity`. */
  readonly internalName: string;
  /** The table behind it, as far as texts show it: `CustCustomerGroup`. */
  readonly tableName: string;
  readonly label: string;
  readonly companySpecific: boolean;
  readonly readOnly: boolean;
  readonly dataEvents: boolean;
  readonly dataManagement: boolean;
  readonly references: readonly FinanceReference[];
  readonly actions: readonly FinanceAction[];
  readonly enums: readonly EnumModel[];
}

/** Row members that are no properties: the record of the root table and its version, which make the etag. */
export const RECORD_ID = '@recId';
export const RECORD_VERSION = '@recVersion';
