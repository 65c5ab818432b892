import type { RecordClass, System } from '@concord/contracts';
import type { Through } from './transforms/through';
import type { None } from './transforms/fixed-values';
import type { GivesBoth, GivesDataverse, GivesFinance, Transform } from './transforms/transform';

type ColumnOf<R> = keyof R & string;
type Value<T> = Exclude<T, null | undefined>;

/** Columns of `To` that a value of this type fits as it is. */
type Fitting<To, V> = { [K in ColumnOf<To>]: Value<V> extends Value<To[K]> ? K : never }[ColumnOf<To>];

/** `>` from Finance to Dataverse, `<` back, `=` both ways; doubled when the value is transformed on the way. */
export type CopySymbol = '>' | '<' | '=';
export type TransformSymbol = '>>' | '<<' | '><';
export type FieldSymbol = CopySymbol | TransformSymbol;

type Copied<F, D, K extends ColumnOf<F>, S> = S extends '>'
  ? Fitting<D, F[K]>
  : S extends '<'
    ? { [L in ColumnOf<D>]: Value<D[L]> extends Value<F[K]> ? L : never }[ColumnOf<D>]
    : Fitting<D, F[K]> & { [L in ColumnOf<D>]: Value<D[L]> extends Value<F[K]> ? L : never }[ColumnOf<D>];

/** Type of a column on one side of a line; `never` where the line has no column there. */
type ValueOf<R, K> = K extends keyof R ? Value<R[K]> : never;

type Transforming<F, D, K, L, S> = S extends '>>'
  ? GivesDataverse<ValueOf<F, K>, ValueOf<D, L>>
  : S extends '<<'
    ? GivesFinance<ValueOf<F, K>, ValueOf<D, L>>
    : GivesBoth<ValueOf<F, K>, ValueOf<D, L>>;

/** One line of the sheet, as declared. */
export interface FieldDeclaration {
  readonly finance?: string;
  readonly symbol: FieldSymbol;
  readonly dataverse?: string;
  readonly transform?: Transform;
}

/** Writes one line: a plain copy, or a transform. The compiler checks that both columns exist, that a copy fits, that a value map is total. */
export interface FieldLine<F, D> {
  <K extends ColumnOf<F>, S extends CopySymbol>(finance: K, symbol: S, dataverse: Copied<F, D, K, S>): FieldDeclaration;
  <K extends ColumnOf<F> | None, S extends TransformSymbol, L extends ColumnOf<D> | None>(
    finance: K,
    symbol: S,
    dataverse: L,
    transform: Transforming<F, D, K, L, S>,
  ): FieldDeclaration;
}

/** Finance key column and what holds its value in Dataverse: a column, a lookup to a whole record, or a part of what a lookup points at. */
export type KeyLine<F, D> =
  | readonly [finance: ColumnOf<F>, dataverse: ColumnOf<D> | Through<ColumnOf<D>>]
  | readonly [finance: ColumnOf<F>, dataverse: ColumnOf<D>, transform: GivesBoth<string, string>];

export interface Filter<R> {
  /** What is kept, in words an operator reads, e.g. `organizations (PartyType Organization)`. */
  readonly only: string;
  readonly test: (row: R) => boolean;
}

/** A table map as people write it: see the maps of setup-sync for examples. */
export interface TableMapDeclaration<F extends object, D extends object> {
  /** `<entity set>.<what it takes>`, where several maps take rows of one Dataverse table. Absent: the entity set. */
  readonly id?: string;
  /** Name in the documentation. */
  readonly name: string;
  readonly version: string;
  readonly finance: RecordClass<F>;
  readonly dataverse: RecordClass<D>;
  readonly integrationKey: readonly KeyLine<F, D>[];
  readonly filter?: { readonly finance?: Filter<F>; readonly dataverse?: Filter<D> };
  /** Maps that must be in step first. */
  readonly prerequisites: readonly string[];
  readonly initialSync: { readonly required: boolean; readonly master: System };
  /** Wins what both sides changed. Absent: the master of the initial sync. */
  readonly master?: System;
  /** Side whose records make, and may delete, the other's. */
  readonly creates: System | 'both';
  readonly onDelete: 'delete' | 'deactivate' | 'keep';
  /** Needed by `onDelete: 'deactivate'`: what a record then holds. */
  readonly deactivated?: { readonly finance?: Partial<F>; readonly dataverse?: Partial<D> };
  /** One Dataverse row has a half in each legal entity: `dataAreaId` comes from the entity, not from the row. */
  readonly perLegalEntity?: boolean;
  /** Columns of the Finance half that maps referring to this one may read besides its key, here and in other areas. */
  readonly shares?: readonly ColumnOf<F>[];
  readonly fields: (field: FieldLine<F, D>) => readonly FieldDeclaration[];
}
