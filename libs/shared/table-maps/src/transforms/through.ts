import type { Referred } from '../table-map';
import { converted, unknown, type Convert, type GivesFinance } from './transform';
import { ownPart } from './reference';
import type { Scalar } from '@concord/contracts';

/** What a looked-up record holds in its own Finance key, or shares, e.g. the contract's company on a contract line. */
export interface Through<C extends string> {
  readonly column: C;
  readonly map: string;
  readonly part: string;
}

/**
 * A Finance column that holds what the record behind a Dataverse lookup has in its Finance key, or in a column that its map shares.
 * With the lookup column for a line of a key, `through('salesorderid', 'salesorders', 'dataAreaId')`; without it on a line that names it:
 * `field('ActivityNumber', '<<', 'msdyn_task', through('msdyn_projecttasks', 'TaskId'))`.
 */
export function through<const C extends string>(column: C, map: string, part: string): Through<C>;
export function through(map: string, part: string): GivesFinance<never, string>;
export function through<const C extends string>(
  ...words: [C, string, string] | [string, string]
): Through<C> | GivesFinance<never, string> {
  if (words.length === 3) return { column: words[0], map: words[1], part: words[2] };
  const [map, part] = words;
  return { description: `${part} of ${map}`, toFinance: lookupToPart(map, part), refersTo: { map, inCompany: false, part } };
}

const lookupToPart =
  (map: string, part: string): Convert =>
  (value, { resolve, company }) => {
    if (value === null) return converted(null);
    const referred = resolve({ map, system: 'dataverse', id: String(value) }, company);
    return referred ? converted(partOf(referred, part)) : unknown;
  };

/** @param part absent: the one column of the key besides `dataAreaId` */
export const partOf = ({ financeKey, shared }: Referred, part: string | undefined): Scalar => {
  if (part === undefined) return ownPart(financeKey);
  return (part in financeKey ? financeKey[part] : shared?.[part]) ?? null;
};
