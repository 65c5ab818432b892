import { recordIdOf, type Row } from '@concord/contracts';
import type { Resolve } from '@concord/table-maps';

/** A Guid that a reader can follow: `guid(7)` ends in 7. */
export const guid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

type Halves = readonly (readonly [dataverseId: string, financeKey: Row, shared?: Row])[];

/** Answers references as the links of these records would; all others are not there yet. */
export const linksOf =
  (links: Readonly<Record<string, Halves>>): Resolve =>
  ({ map, system, id }) => {
    const found = links[map]?.find(
      ([dataverseId, key]) => id === (system === 'dataverse' ? dataverseId : recordIdOf('finance', Object.keys(key), key)),
    );
    return found && { dataverseId: found[0], financeKey: found[1], ...(found[2] ? { shared: found[2] } : {}) };
  };

export const usmf = guid(1);
export const demf = guid(2);
export const usd = guid(11);
export const eur = guid(12);

/** Legal entities and currencies that the worked rows belong to. */
export const companies: Readonly<Record<string, Halves>> = {
  cdm_companies: [
    [usmf, { LegalEntityId: 'USMF' }],
    [demf, { LegalEntityId: 'DEMF' }],
  ],
  transactioncurrencies: [
    [usd, { CurrencyCode: 'USD' }],
    [eur, { CurrencyCode: 'EUR' }],
  ],
};

export const nothingThere: Resolve = () => undefined;
