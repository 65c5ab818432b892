/** The two systems, everywhere by these names. */
export type System = 'dataverse' | 'finance';

export const otherSystem = (system: System): System => (system === 'dataverse' ? 'finance' : 'dataverse');

/**
 * One value of a record on the wire. `null` is "no value", and the only spelling of it: the gateway turns Finance's `""`,
 * `1900-01-01` and empty Guid into null on the way in, and back on the way out.
 *
 * Money, decimals and quantities are canonical decimal text (`"12500.5"`, no exponent, no trailing zeros); whole numbers and
 * choices are numbers; days are `YYYY-MM-DD`; instants are `YYYY-MM-DDTHH:mm:ssZ`; Guids are lower case with dashes;
 * a lookup is the Guid of the row it points at.
 */
export type Scalar = string | number | boolean | null;

/** A record's columns, spelt as its system spells them. */
export type Row = Readonly<Record<string, Scalar>>;

/** What the gateway must know of a column to read it truly. */
export type ColumnKind = 'text' | 'enum' | 'integer' | 'decimal' | 'boolean' | 'choice' | 'date' | 'instant' | 'guid' | 'lookup';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
}
