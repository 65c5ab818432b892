import type { Reference, Referred } from '../table-map';
import type { Row, Scalar, System } from '@concord/contracts';

/** Why one record cannot be mapped: an operator reads it. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a conversion may know besides the value. */
export interface Context {
  /** Sheet line, for messages, e.g. `OnHoldStatus >< msdyn_onholdstatus`. */
  readonly line: string;
  /** Column the value was read from. */
  readonly column: string;
  /** Legal entity of the record, lower case; null where the table is shared, or the company is not known yet. */
  readonly company: string | null;
  /** The whole record, for a value that counts only beside another. */
  readonly row: Row;
  /**
   * Undefined: not there yet, and noted as missing unless it is the record itself, for which nobody need wait.
   * @param company of a record with a half in several legal entities the one of this; null: any
   */
  resolve(reference: Reference, company?: string | null): Referred | undefined;
  isSelf(reference: Reference): boolean;
}

export type Converted =
  /** `isOfItself`: the value is the record's own other half, which is not there yet; none until then. */
  | { readonly kind: 'value'; readonly value: Scalar; readonly isOfItself?: true }
  /** A reference is not there yet, or the column cannot be told: nothing is written to it. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type Convert = (value: Scalar, context: Context) => Converted;

export const converted = (value: Scalar): Converted => ({ kind: 'value', value });
export const unknown: Converted = { kind: 'unknown' };
export const failed = (code: string, message: string, remedy: string): Converted => ({
  kind: 'failed',
  failure: { code, message, remedy },
});

/** The row holds something its column's kind does not allow: a row that was never checked against its record class. */
export const invalid = (value: Scalar, wanted: string, { line, column }: Context): Converted =>
  failed('INVALID_VALUE', `${column} holds "${String(value)}", which is not ${wanted}; line ${line}`, 'Correct the value in its system.');

/** What makes one column's value of the other's. Absent: that way is not possible. */
export interface Transform {
  /** What the README table says of it. */
  readonly description: string;
  readonly toDataverse?: Convert;
  readonly toFinance?: Convert;
  /** A value of its own, needing no source; set on creation only unless `always`. */
  readonly sourceless?: { readonly value: Scalar; readonly always: boolean };
  /** Set on creation only, though it has a source. */
  readonly onCreationOnly?: boolean;
  /** Columns it reads besides its own, by the side they are on. */
  readonly reads?: { readonly [S in System]?: string };
  /** Map that the Dataverse column looks up. */
  readonly refersTo?: { readonly map: string; readonly inCompany: boolean; readonly part?: string };
}

/** The members below exist for the compiler alone: what a transform takes and gives. */
export interface GivesDataverse<Finance, Dataverse> extends Transform {
  readonly fromFinance?: (value: Finance) => Dataverse;
}
export interface GivesFinance<Finance, Dataverse> extends Transform {
  readonly fromDataverse?: (value: Dataverse) => Finance;
}
export type GivesBoth<Finance, Dataverse> = GivesDataverse<Finance, Dataverse> & GivesFinance<Finance, Dataverse>;
