import type { Row } from '@concord/contracts';
import type { Mapped, TableMap } from './table-map';

/** Key columns that say whose books a record is in. */
const companyColumns = ['dataAreaId', 'LegalEntityId'];

/**
 * The same maps, for the legal entities that take part alone: Finance keeps the books of more than are switched on. A record of another one is
 * excluded, and comes in at the boot that switches its legal entity on.
 *
 * @param listed codes of those that take part, separated by commas, in any letter case; empty: all there are
 * @param switchedBy what an operator changes to switch one on, e.g. `CONCORD_LEGAL_ENTITIES`
 */
export const withinLegalEntities = <M extends TableMap>(maps: readonly M[], listed: string, switchedBy: string): readonly M[] => {
  if (listed === '') return maps;
  const switchedOn = new Set(listed.toLowerCase().split(','));
  const sorted = [...switchedOn].sort().join();
  return maps.map((map) => ({ ...within(map, (legalEntity) => switchedOn.has(legalEntity), switchedBy), within: sorted }));
};

const within = <M extends TableMap>(map: M, isSwitchedOn: (legalEntity: string) => boolean, switchedBy: string): M => {
  const column = map.finance.key.find((name) => companyColumns.includes(name));
  if (column === undefined) return map;
  const off = (key: Row): Mapped | undefined => {
    const legalEntity = String(key[column] ?? '').toLowerCase();
    if (legalEntity === '' || isSwitchedOn(legalEntity)) return undefined;
    return { kind: 'excluded', by: `legal entity ${legalEntity} is not switched on (${switchedBy})` };
  };
  return {
    ...map,
    referencesOf: (from, row, scope) => (from === 'finance' && off(row) ? [] : map.referencesOf(from, row, scope)),
    map: (from, row, scope, resolve) => {
      const mapped = (from === 'finance' && off(row)) || map.map(from, row, scope, resolve);
      return mapped.kind === 'mapped' ? (off(mapped.financeKey) ?? mapped) : mapped;
    },
  };
};
