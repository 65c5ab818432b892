import type { Scalar } from '@concord/contracts';
import { converted, type GivesDataverse, type GivesFinance } from './transform';

/** Stands on the side of a line that has no column. */
export const none: unique symbol = Symbol('none');
export type None = typeof none;

/** Without a source column: set when Concord creates the record, never looked at again. With one: used while the source is empty. */
export const defaultTo = <const V extends Scalar>(value: V): GivesDataverse<unknown, V> & GivesFinance<V, unknown> => ({
  description: `default ${String(value)}`,
  toDataverse: (source) => converted(source ?? value),
  toFinance: (source) => converted(source ?? value),
  sourceless: { value, always: false },
});

/** Always this value: set on creation, and set right whenever it is found to differ. */
export const constant = <const V extends Scalar>(value: V): GivesDataverse<unknown, V> & GivesFinance<V, unknown> => ({
  description: `always ${String(value)}`,
  toDataverse: () => converted(value),
  toFinance: () => converted(value),
  sourceless: { value, always: true },
});
