import type { ColumnKind, Row, Scalar, System } from '@concord/contracts';
import { canonicalDecimal, isDecimalText } from './canonical-decimal';
import type { TableMap } from './table-map';

export interface Comparison {
  readonly kind?: ColumnKind;
  /** Keys and references: Finance compares them without case and gives them back in its own spelling. */
  readonly ignoreCase?: boolean;
}

/** One spelling per value: what two systems would call equal becomes equal text. Missing is null. */
export const canonicalValue = (value: Scalar | undefined, { kind, ignoreCase }: Comparison = {}): Scalar => {
  if (value === undefined || value === null) return null;
  if (kind === 'decimal' && isDecimalText(value)) return canonicalDecimal(String(value));
  if (kind === 'guid' || kind === 'lookup') return String(value).toLowerCase();
  if (typeof value !== 'string') return value;
  const text = value.trimEnd();
  if (text === '') return null;
  return ignoreCase ? text.toLowerCase() : text;
};

/** Equal as the two systems would see it: decimals by value, text without trailing blanks, Guids without case. */
export const sameValue = (left: Scalar | undefined, right: Scalar | undefined, comparison?: Comparison): boolean =>
  canonicalValue(left, comparison) === canonicalValue(right, comparison);

/** Compares two values of one column of a map, knowing its kind and whether case counts. Made once per map and side. */
export type CompareColumn = (column: string, left: Scalar | undefined, right: Scalar | undefined) => boolean;

export const comparisonOf = (map: TableMap, system: System): CompareColumn => {
  const side = map[system];
  const caseless = new Set([...side.key, ...[...map.fields, ...(map.keyFields ?? [])].filter((f) => f.ignoreCase).map((f) => f[system])]);
  const comparisons = new Map(side.columns.map(({ name, kind }): [string, Comparison] => [name, { kind, ignoreCase: caseless.has(name) }]));
  return (column, left, right) => sameValue(left, right, comparisons.get(column));
};

/** Columns of `wanted` whose values `held` does not hold. */
export const differingColumns = (same: CompareColumn, wanted: Row, held: Row): readonly string[] =>
  Object.keys(wanted).filter((column) => !same(column, wanted[column], held[column]));
