import type { ColumnModel, NavigationModel, TableModel } from '../odata/model';
import type { ColumnType, DateBehavior, OptionDefinition, TableDefinition } from './table-definition';

export interface DataverseColumn extends ColumnModel {
  /** As the control API names it; `Lookup` for `_x_value`. */
  readonly type: ColumnType | 'Lookup' | 'PrimaryKey';
  readonly behavior?: DateBehavior;
  readonly options?: readonly OptionDefinition[];
  readonly min?: number;
  readonly max?: number;
  /** Columns joined by blanks. */
  readonly computed?: readonly string[];
  /** Name of the money column that this is the base currency twin of. */
  readonly baseOf?: string;
  readonly lookup?: LookupModel;
  readonly writeOnly?: boolean;
  /** Brought by the platform, not by the definition. */
  readonly system?: boolean;
}

export interface LookupModel {
  /** Logical name of the attribute: `parentaccountid` of `_parentaccountid_value`. */
  readonly attribute: string;
  /** Property that holds the target's id. */
  readonly column: string;
  /** Property (hidden) that holds the target's logical name, where there are several targets. */
  readonly typeColumn?: string;
  readonly targets: readonly {
    readonly table: string;
    readonly navigation: string;
    readonly onDelete: 'RemoveLink' | 'Cascade' | 'Restrict';
  }[];
}

/** A single-valued navigation property knows its lookup; that of `ownerid` leads to several tables. */
export interface DataverseNavigation extends NavigationModel {
  readonly lookup?: LookupModel;
  /** Logical name of the other side. */
  readonly targetType: string;
  /** A collection that is the other end of a lookup: the lookup's navigation property on the other side. */
  readonly reverseOf?: { readonly table: string; readonly lookup: LookupModel };
}

export interface DataverseTable extends TableModel {
  readonly definition: TableDefinition;
  readonly logicalName: string;
  readonly primaryId: string;
  readonly primaryName?: string;
  readonly columns: ReadonlyMap<string, DataverseColumn>;
  readonly navigations: ReadonlyMap<string, DataverseNavigation>;
  readonly lookups: readonly LookupModel[];
  /** Money columns without their `_base` twins. */
  readonly moneyColumns: readonly DataverseColumn[];
  readonly computedColumns: readonly DataverseColumn[];
  readonly optimisticConcurrency: boolean;
  /** The table of pairs of a many-to-many relationship. */
  readonly isIntersect: boolean;
  /** Has the usual system columns with state and owner. */
  readonly isOwned: boolean;
}
