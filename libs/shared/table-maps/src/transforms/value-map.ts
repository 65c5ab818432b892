import type { Scalar } from '@concord/contracts';
import { converted, failed, type Context, type Convert, type GivesBoth } from './transform';

/** Names a Finance value that has no counterpart, so that meeting it is an error somebody decided on. */
export const unmapped: unique symbol = Symbol('unmapped');
type Unmapped = typeof unmapped;

type Entries = Readonly<Record<string, Scalar | Unmapped>>;
type MappedValue<M extends Entries> = Exclude<M[keyof M], Unmapped>;

/**
 * Pairs the members of a Finance enum with Dataverse values. Total: the compiler asks for every source value, and at run time any other
 * fails its record with UNMAPPED_VALUE. Several members may fold into one value only on a line that never goes back.
 *
 * @param options.empty member that stands for "no value" in Dataverse: a Finance enum is never empty
 */
export const valueMap = <const M extends Entries>(
  entries: M,
  options: { readonly empty?: keyof M & string } = {},
): GivesBoth<keyof M & string, MappedValue<M>> => {
  const toDataverse = new Map<Scalar, Scalar>();
  const toFinance = new Map<Scalar, Scalar>();
  for (const [member, value] of Object.entries<Scalar | Unmapped>(entries)) {
    if (value === unmapped) continue;
    toDataverse.set(member, value);
    if (!toFinance.has(value)) toFinance.set(value, member);
  }
  const empty = options.empty ?? null;
  return {
    description: describe(entries, empty),
    toDataverse: lookUp(toDataverse, null),
    toFinance: lookUp(toFinance, empty),
  };
};

const lookUp =
  (table: ReadonlyMap<Scalar, Scalar>, empty: Scalar): Convert =>
  (value, context) => {
    if (value === null) return converted(empty);
    const found = table.get(value);
    return found === undefined ? unmappedValue(value, context) : converted(found);
  };

const unmappedValue = (value: Scalar, { line, column }: Context) =>
  failed(
    'UNMAPPED_VALUE',
    `${column} holds "${String(value)}", which the value map ${line} does not name`,
    'Extend the value map, deploy, and retry the failed links; or correct the value in its system.',
  );

const describe = (entries: Entries, empty: Scalar): string => {
  const pairs = Object.entries<Scalar | Unmapped>(entries).map(
    ([member, value]) => `${member} = ${value === unmapped ? 'unmapped' : String(value)}`,
  );
  return `value map ${pairs.join(', ')}${empty === null ? '' : `; empty = ${String(empty)}`}`;
};
