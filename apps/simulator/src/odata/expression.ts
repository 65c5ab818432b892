import type { Literal } from './tokens';

/** What a filter says, before names are looked up in a model. */
export type Expression =
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'path'; readonly segments: readonly string[] }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'compare'; readonly operator: ComparisonOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | { readonly kind: 'in'; readonly left: Expression; readonly list: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  /** A function of the service with named parameters: `Microsoft.Dynamics.CRM.In(PropertyName='a',PropertyValues=['1'])`. */
  | { readonly kind: 'named-call'; readonly name: string; readonly arguments: ReadonlyMap<string, NamedArgument> }
  | {
      readonly kind: 'lambda';
      readonly quantifier: 'any' | 'all';
      readonly segments: readonly string[];
      readonly variable?: string;
      readonly body?: Expression;
    };

export type NamedArgument = Literal | readonly Literal[];
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'has';
export type ArithmeticOperator = 'add' | 'sub' | 'mul' | 'div' | 'divby' | 'mod';

export const comparisonOperators: ReadonlySet<string> = new Set<ComparisonOperator>(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'has']);
export const additiveOperators: ReadonlySet<string> = new Set<ArithmeticOperator>(['add', 'sub']);
export const multiplicativeOperators: ReadonlySet<string> = new Set<ArithmeticOperator>(['mul', 'div', 'divby', 'mod']);
