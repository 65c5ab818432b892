/**
 * The typed model of an OData service, knowing neither system: tables as data.
 *
 * Each personality makes it from the table definitions of the control API, and may extend the interfaces with what only it needs.
 */

/**
 * How a column's values are held in a row, and so compared:
 *
 * - `string`, `guid` (lower case): text
 * - `int32`, `choice` (number with labels): number; `int64`: number, or bigint above 2^53
 * - `decimal`: canonical decimal text (no exponent, no trailing zeros), never a float: `"12500.5"`; `double`: number
 * - `dateTime`: `"2026-03-01T08:00:00Z"`, UTC to whole seconds; `date`: `"2026-03-01"`
 * - `multiChoice`: ascending list `"1,2"`; `enum`: member name `"Yes"`
 *
 * Nothing is `null`; a column that is missing in a row object counts as null.
 */
export type ColumnKind =
  'string' | 'int32' | 'int64' | 'decimal' | 'double' | 'boolean' | 'dateTime' | 'date' | 'guid' | 'choice' | 'multiChoice' | 'enum';

export type Value = string | number | bigint | boolean | null;

/** A stored row: property name to value. Rows are never changed in place once stored; an update stores a new object. */
export type Row = Record<string, Value>;

export interface EnumModel {
  readonly name: string;
  readonly members: readonly { readonly name: string; readonly value: number; readonly label?: string }[];
}

export interface ColumnModel {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Text longer than this is refused. */
  readonly maxLength?: number;
  /** Digits after the point that are kept. */
  readonly scale?: number;
  readonly readOnly?: boolean;
  readonly mandatory?: boolean;
  /** Stored on create when the column is not sent. */
  readonly default?: Value;
  /** Named members of `choice`, `multiChoice` and `enum`; absent: any number goes. */
  readonly enum?: EnumModel;
  /** Equality filters on this column use an index (built when first needed). Keys and lookups always do. */
  readonly indexed?: boolean;
  /** Held in the row, but no property of the service (e.g. the target type of a polymorphic lookup). */
  readonly hidden?: boolean;
  /** Declared by a base type. */
  readonly inherited?: boolean;
}

export interface KeyModel {
  readonly name: string;
  /** Property names, in declared order. */
  readonly columns: readonly string[];
}

/** A navigation property. `join` pairs a column here with a column there; all pairs must be equal. */
export interface NavigationModel {
  readonly name: string;
  readonly cardinality: 'one' | 'many';
  /** Entity set name of the other side. */
  readonly target: string;
  readonly join: readonly { readonly here: string; readonly there: string }[];
  /** One of several targets of a polymorphic lookup: valid only where this column (of the side that holds the lookup) has this value. */
  readonly when?: {
    readonly column: string;
    readonly equals: string;
    /** Holds as well where the column is null: rows from before the lookup had several targets. */
    readonly orNull?: boolean;
  };
  /** Many-to-many: the table of pairs, whose `here` column refers to this side's key and whose `there` column to the other's. */
  readonly through?: { readonly table: string; readonly here: string; readonly there: string };
  readonly partner?: string;
}

export interface TableModel {
  /** Name in URLs; case-sensitive. */
  readonly entitySet: string;
  /** Type name without namespace: Dataverse's logical name, Finance's public entity name. */
  readonly entityType: string;
  /** In declared order, which is the order of properties in answers. */
  readonly columns: ReadonlyMap<string, ColumnModel>;
  readonly key: KeyModel;
  readonly alternateKeys: readonly KeyModel[];
  readonly navigations: ReadonlyMap<string, NavigationModel>;
  /** Writes are kept in a change log that delta reads are served from. */
  readonly changeTracking: boolean;
}
