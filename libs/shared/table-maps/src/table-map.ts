import type { Column, Row, Scalar, System } from '@concord/contracts';

/** A record of a map, named by its record id on one side: what a lookup points at. */
export interface Reference {
  readonly map: string;
  readonly system: System;
  readonly id: string;
}

/** The halves of a referenced link, as far as they exist in their systems; undefined: unknown, or not there yet. */
export interface Referred {
  readonly dataverseId: string;
  readonly financeKey: Row;
  /** Columns that the record's map shares, as its Finance half holds them. */
  readonly shared?: Row;
  /** Of a Dataverse record that has a half in several legal entities: each of them, by the entity's code in lower case. The above is the first's. */
  readonly byLegalEntity?: ReadonlyMap<string, Omit<Referred, 'byLegalEntity'>>;
}

/** Answers references out of what was read for the whole batch. */
export type Resolve = (reference: Reference) => Referred | undefined;

export type FieldDirection = 'toDataverse' | 'toFinance' | 'both';

/** One line of a map's sheet, compiled: both columns, and what makes one of the other. */
export interface Field {
  readonly direction: FieldDirection;
  /** Undefined where the line sets a constant or a default on the other side only. */
  readonly finance?: string;
  readonly dataverse?: string;
  /** Symbol of the documentation: `>` `>>` `=` `><` `<` `<<`. */
  readonly symbol: string;
  /** What the README table says of the transform, e.g. `value map No = 0, Yes = 1`. */
  readonly description: string;
  /** Wins when both sides changed it; absent: the map's master. */
  readonly master?: System;
  /** Only set when Concord creates the record, never compared or corrected later. */
  readonly onCreateOnly?: boolean;
  /** Keys and references: the two systems may spell them in different letter case, see `comparisonOf`. */
  readonly ignoreCase?: boolean;
  /** Columns beside its own that the line's value depends on, by the side they are on: a change of one is a change of the line's. */
  readonly reads?: { readonly [S in System]?: string };
}

/** One map refers to another: through a lookup column, to a part of the other's Finance key, or to what it shares. */
export interface MapReference {
  readonly column: string;
  readonly map: string;
  /** True: the referred record must be of the same legal entity. */
  readonly inCompany: boolean;
  /** Column of the referred map's Finance key, or one it shares; absent: the key's one column besides `dataAreaId`. */
  readonly part?: string;
  /** The integration key is made of it. */
  readonly isKey?: boolean;
}

export interface TableMapSide {
  /** Entity set in Dataverse; public collection name, physical name or label in Finance. */
  readonly table: string;
  /** Key columns: `[<primary key>]` in Dataverse, `dataAreaId` first in Finance. */
  readonly key: readonly string[];
  /** All columns to capture, key included. */
  readonly columns: readonly Column[];
}

/** What a record of one side becomes on the other. */
export type Mapped =
  | { readonly kind: 'excluded'; readonly by: string }
  | { readonly kind: 'missing'; readonly missing: readonly Reference[] }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly remedy: string }
  /** A number of its own that the key is made of is still empty: mostly a rule gives it a moment later, and the change that brings it maps the row. */
  | { readonly kind: 'keyless'; readonly column: string; readonly message: string; readonly remedy: string }
  | {
      readonly kind: 'mapped';
      /** Finance key columns with values; what pairs the halves. Its record id is the integration key of the link. */
      readonly financeKey: Row;
      /** Values for the other side, by column, without its key columns where the other side is Finance. */
      readonly values: Row;
      /** Values to add when the other side's record is created: defaults, and columns set on creation only. */
      readonly createValues: Row;
      /** Columns of `values` that are to point at the record itself once it is there; none until then. */
      readonly later?: readonly string[];
      /** Dataverse as the other side: columns that identify an existing row. */
      readonly match: Row;
    };

/** A table map as the engine sees it: pure, no I/O, no clock. */
export interface TableMap {
  /** Entity set of the Dataverse side, or `<entity set>.<what it takes>`: unique, short, in links and references. */
  readonly id: string;
  /** Name in the documentation, e.g. `Projects V2`. */
  readonly name: string;
  readonly version: string;
  readonly finance: TableMapSide;
  readonly dataverse: TableMapSide;
  readonly fields: readonly Field[];
  /** The integration key's lines, in order. Not fields: their columns come in `financeKey`, and into Dataverse with `values` and `match`. */
  readonly keyFields?: readonly Field[];
  /** Maps that fields and key refer to; `checkTableMaps` holds them against what there is. */
  readonly refersTo?: readonly MapReference[];
  /** Columns of the Finance half that travel with the links of this map: others reach them as they reach its key. */
  readonly shares?: readonly string[];
  /** What the filters keep, in words. */
  readonly filters?: Readonly<Partial<Record<System, string>>>;
  /** Sides Concord writes to: none for a lookup table. */
  readonly writes: { readonly finance: boolean; readonly dataverse: boolean };
  /** Side whose records make the other's: they also may delete it. */
  readonly creates: System | 'both' | 'neither';
  /** Wins a field that both sides changed, and the first meeting of two existing records. */
  readonly master: System;
  readonly onDelete: 'delete' | 'deactivate' | 'keep';
  /** Values that deactivate the other side's record, when `onDelete` is `deactivate`. */
  readonly deactivated?: { readonly finance?: Row; readonly dataverse?: Row };
  /** One Dataverse row has a half in each legal entity; `scope` is the legal entity. */
  readonly perLegalEntity: boolean;
  /** Legal entities that take part, sorted and separated by commas; absent: all there are. When it changes, what was excluded is looked at again. */
  readonly within?: string;
  readonly prerequisites: readonly string[];
  readonly initialSync: { readonly required: boolean; readonly master: System };
  /** Entity set each Dataverse lookup column points into. */
  readonly lookups: Readonly<Record<string, string>>;

  /** References to be resolved before a row is mapped; own company and path references included, and itself, which no row waits for. */
  referencesOf(from: System, row: Row, scope: string): readonly Reference[];

  /** What `row` of side `from` makes of the other side. `self` is the row's own record id: a reference to itself resolves at once. */
  map(from: System, row: Row, scope: string, resolve: Resolve): Mapped;
}

/** Equal as the two systems would see it: decimals by value, text without trailing blanks. */
export type SameValue = (left: Scalar | undefined, right: Scalar | undefined) => boolean;
