import { canonicalValue } from '../same-value';
import type { Reference, Referred } from '../table-map';
import { converted, failed, unknown, type Context, type Convert, type GivesBoth } from './transform';
import { recordIdOf, type Row, type Scalar } from '@concord/contracts';

/** Finance text naming a shared record <-> Dataverse lookup to it, e.g. `SalesCurrencyCode` <-> `transactioncurrencyid`. */
export const reference = (map: string): GivesBoth<string, string> => refer(map, false);

/** The same for a record of the row's own legal entity, e.g. `CustomerAccountNumber` <-> `msdyn_customer`: numbers repeat between companies. */
export const companyReference = (map: string): GivesBoth<string, string> => refer(map, true);

const refer = (map: string, inCompany: boolean): GivesBoth<string, string> => ({
  description: `reference to ${map}${inCompany ? ' of the same legal entity' : ''}`,
  toDataverse: inCompany ? textToLookupInCompany(map) : textToLookup(map),
  toFinance: lookupToText(map, inCompany),
  refersTo: { map, inCompany },
});

/** A record of a map by the values of its Finance key, in the order of the key. */
export const financeReference = (map: string, key: readonly Scalar[]): Reference => {
  const columns = key.map((_, index) => String(index));
  return {
    map,
    system: 'finance',
    id: recordIdOf('finance', columns, Object.fromEntries(key.map((part, index) => [String(index), part]))),
  };
};

const textToLookup =
  (map: string): Convert =>
  (value, context) =>
    canonicalValue(value) === null ? converted(null) : lookup(financeReference(map, [value]), context);

const textToLookupInCompany =
  (map: string): Convert =>
  (value, context) =>
    canonicalValue(value) === null ? converted(null) : lookup(financeReference(map, [context.company, value]), context);

const lookup = (to: Reference, context: Context) => {
  const referred = context.resolve(to);
  if (referred) return converted(referred.dataverseId);
  // The row is only about to be made, and cannot point at itself before it is there. None is what "itself" means until then.
  return context.isSelf(to) ? { kind: 'value' as const, value: null, isOfItself: true as const } : unknown;
};

const lookupToText =
  (map: string, inCompany: boolean): Convert =>
  (value, context) => {
    if (value === null) return converted(null);
    const referred = context.resolve({ map, system: 'dataverse', id: String(value) }, context.company);
    if (!referred) return unknown;
    if (inCompany && !inSameCompany(referred, context.company)) return otherCompany(map, referred, context);
    return converted(ownPart(referred.financeKey));
  };

/** The part of a Finance key that is not the legal entity. */
export const ownPart = (financeKey: Row): Scalar => Object.entries(financeKey).find(([column]) => column !== 'dataAreaId')?.[1] ?? null;

const inSameCompany = ({ financeKey }: Referred, company: string | null): boolean =>
  company === null || financeKey.dataAreaId === undefined || String(financeKey.dataAreaId).toLowerCase() === company;

const otherCompany = (map: string, { financeKey }: Referred, { column, company }: Context) =>
  failed(
    'REFERENCE_IN_OTHER_COMPANY',
    `${column} points at ${String(ownPart(financeKey))} of ${map} in legal entity "${String(financeKey.dataAreaId)}", the record belongs to "${String(company)}"`,
    'Choose a record of the same legal entity in Dataverse; the next change is mapped by itself.',
  );
