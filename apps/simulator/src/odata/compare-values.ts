import { compareDecimals } from './decimal';
import type { ColumnKind, Value } from './model';
import { foldText } from './row-key';

type Present = Exclude<Value, null>;

/** Less than, equal, greater, for two values of one kind, neither null. Text compares without letter case and trailing blanks. */
export const compareValues = (kind: ColumnKind, left: Present, right: Present): number => {
  if (kind === 'decimal') return compareDecimals(String(left), String(right));
  if (kind === 'string') {
    const a = foldText(String(left));
    const b = foldText(String(right));
    return a < b ? -1 : a > b ? 1 : 0;
  }
  return left < right ? -1 : left > right ? 1 : 0;
};

/** For sorting: nulls come first. */
export const compareNullable = (kind: ColumnKind, left: Value | undefined, right: Value | undefined): number => {
  const leftIsNull = left === null || left === undefined;
  const rightIsNull = right === null || right === undefined;
  if (leftIsNull || rightIsNull) return leftIsNull && rightIsNull ? 0 : leftIsNull ? -1 : 1;

  return compareValues(kind, left, right);
};
