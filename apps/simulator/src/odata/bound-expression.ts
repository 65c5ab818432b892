import type { ArithmeticOperator } from './expression';
import type { ColumnKind, ColumnModel, NavigationModel, Value } from './model';

/** A column of a row in scope: `slot` 0 is the row under test, higher slots are the variables of lambdas, from the outside in. */
export interface BoundColumn {
  readonly kind: 'column';
  readonly type: ColumnKind;
  readonly slot: number;
  /** Single-valued navigation properties on the way. */
  readonly path: readonly NavigationModel[];
  readonly column: ColumnModel;
}

export type BoundValue =
  | BoundColumn
  | { readonly kind: 'constant'; readonly type: ColumnKind | 'null'; readonly value: Value }
  | {
      readonly kind: 'arithmetic';
      readonly type: 'decimal';
      readonly operator: ArithmeticOperator;
      readonly left: BoundValue;
      readonly right: BoundValue;
    };

/** A condition with types checked and names resolved. */
export type BoundCondition =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly BoundCondition[] }
  | { readonly kind: 'not'; readonly operand: BoundCondition }
  | { readonly kind: 'truth'; readonly operand: BoundValue }
  | {
      readonly kind: 'compare';
      readonly operator: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
      /** How both sides are compared. */
      readonly as: ColumnKind;
      readonly left: BoundValue;
      readonly right: BoundValue;
    }
  | { readonly kind: 'is-null'; readonly operand: BoundValue; readonly negated: boolean }
  /** A test of one value; `equals` lists all values that pass when they are few and known, for the use of an index. */
  | {
      readonly kind: 'test';
      readonly operand: BoundValue;
      readonly test: (value: Exclude<Value, null>) => boolean;
      readonly equals?: readonly Value[];
      /** What a null value means: unknown, unless the test says otherwise. */
      readonly whenNull?: boolean;
    }
  | {
      readonly kind: 'lambda';
      readonly quantifier: 'any' | 'all';
      readonly slot: number;
      readonly path: readonly NavigationModel[];
      readonly collection: NavigationModel;
      readonly bodySlot: number;
      readonly body?: BoundCondition;
    };
