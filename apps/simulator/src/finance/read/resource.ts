import { literalFor } from '../../odata/literal-types';
import { ODataProblem } from '../../odata/http';
import type { Value } from '../../odata/model';
import { parsePath, type PathSegment } from '../../odata/resource-path';
import { keyText } from '../../odata/row-key';
import type { Literal } from '../../odata/tokens';
import type { Catalogue } from '../definitions/catalogue';
import type { FinanceTable } from '../definitions/finance-table';
import { pinInstant } from '../wire/read-value';

/** What a path below `/data` addresses. */
export type Resource =
  | { readonly kind: 'service' | 'metadata' | 'batch' }
  | { readonly kind: 'collection' | 'count'; readonly table: FinanceTable }
  /** `key` is the core's key text; undefined when a value cannot be any row's. */
  | { readonly kind: 'record'; readonly table: FinanceTable; readonly key: string | undefined; readonly rest: readonly string[] }
  | { readonly kind: 'set-action'; readonly table: FinanceTable; readonly action: string }
  /** A set that is no table: the framework's own, which have actions and no rows here. */
  | { readonly kind: 'system-action'; readonly set: string; readonly action: string };

const ACTION_NAMESPACE = 'Microsoft.Dynamics.DataEntities.';

/** Reads a path (without query, still encoded). Undefined when no route fits: the router's 404. */
export const readResource = (path: string, catalogue: Catalogue): Resource | undefined => {
  let segments: PathSegment[];
  try {
    segments = parsePath(path);
  } catch (error) {
    if (error instanceof ODataProblem) return undefined; // a badly quoted key is a route that fits nothing
    throw error;
  }
  const [first, second] = segments;
  if (first === undefined) return { kind: 'service' };
  if (first.name === '$metadata' && segments.length === 1) return { kind: 'metadata' };
  if (first.name === '$batch' && segments.length === 1) return { kind: 'batch' };
  const table = catalogue.bySetName(first.name);
  if (table === undefined) return systemAction(segments);
  if (first.arguments === undefined) {
    if (second === undefined) return { kind: 'collection', table };
    if (segments.length > 2) return undefined;
    if (second.name === '$count') return { kind: 'count', table };
    const action = actionName(second);
    return action === undefined ? undefined : { kind: 'set-action', table, action };
  }
  const values = readKey(table, first);
  if (values === undefined) return undefined;
  const key = keyText(table.model, table.model.key.columns, (name) => values.get(name));
  return { kind: 'record', table, key, rest: segments.slice(1).map(({ name }) => name) };
};

/** The action a segment names, if it is one. */
export const actionOf = (segment: string): string | undefined =>
  segment.startsWith(ACTION_NAMESPACE) ? segment.slice(ACTION_NAMESPACE.length) : undefined;

const actionName = ({ name }: PathSegment): string | undefined => actionOf(name);

const systemAction = (segments: readonly PathSegment[]): Resource | undefined => {
  const [set, second] = segments;
  const action = second && actionName(second);
  return set && action !== undefined && segments.length === 2 && set.arguments === undefined
    ? { kind: 'system-action', set: set.name, action }
    : undefined;
};

/** All parts of the key by name, in any order; the name may be left out of a key of one part. Undefined when they do not fit. */
const readKey = (table: FinanceTable, segment: PathSegment): ReadonlyMap<string, Value> | undefined => {
  const { columns } = table.model.key;
  const { unnamed, named } = segment.arguments!;
  const literals = new Map<string, Literal>(named);
  if (unnamed !== undefined) {
    if (columns.length !== 1 || named.size > 0) return undefined;
    literals.set(columns[0]!, unnamed);
  }
  if (literals.size !== columns.length || !columns.every((name) => literals.has(name))) return undefined;
  const values = new Map<string, Value>();
  for (const [name, literal] of literals) {
    const column = table.columns.get(name)!;
    const value = literalFor(column, literal);
    if (value === undefined || value === null) return undefined;
    values.set(name, column.type === 'DateTime' ? pinInstant(column, String(value)) : value);
  }
  return values;
};
