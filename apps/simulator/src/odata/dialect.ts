import type { BoundColumn, BoundCondition } from './bound-expression';
import type { NamedArgument } from './expression';
import type { TableModel } from './model';

export type TextTest = 'equals' | 'contains' | 'startswith' | 'endswith';

/** What a system makes of the filter grammar: which parts it knows, and how it compares text. */
export interface FilterDialect {
  /** Comparison and arithmetic operators, and `in`, that are understood. */
  readonly operators: ReadonlySet<string>;
  readonly textFunctions: boolean;
  readonly lambda: boolean;
  /** Whether a text holds wildcards, and so is compared by `matcher`. */
  readonly hasWildcard: (text: string, how: TextTest) => boolean;
  /** Tests a value (as it is stored) against a pattern. */
  readonly matcher: (pattern: string, how: TextTest) => (text: string) => boolean;
  /** A function with named parameters, e.g. `Microsoft.Dynamics.CRM.In`. Throws when there is none of this name. */
  readonly namedCall: (
    name: string,
    parameters: ReadonlyMap<string, NamedArgument>,
    column: (path: string) => BoundColumn,
  ) => BoundCondition;
  readonly unknownProperty: (name: string, table: TableModel) => Error;
  readonly unsupported: (feature: string) => Error;
}
