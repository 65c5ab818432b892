import type { ForeignMap } from './foreign-map';
import type { MapReference, TableMap } from './table-map';

/** What references are held against: an own map, or a foreign one. */
interface Referable {
  readonly key: readonly string[];
  readonly shares: readonly string[];
}

/**
 * Holds the maps of an area against each other, and against those of other areas they name: what a map refers to must be there. Throws one
 * TypeError with a sentence for everything that is not, at boot.
 */
export const checkTableMaps = (maps: readonly TableMap[], foreign: readonly ForeignMap[] = []): void => {
  const ids = [...maps, ...foreign].map(({ id }) => id);
  const byId = new Map<string, Referable>([
    ...foreign.map(({ id, financeKey, shares }) => [id, { key: financeKey, shares }] as const),
    ...maps.map(({ id, finance, shares = [] }) => [id, { key: finance.key, shares }] as const),
  ]);
  const problems = [
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is declared twice`),
    ...maps.flatMap((map) => (map.refersTo ?? []).flatMap((reference) => problemsOf(map, reference, byId.get(reference.map)))),
    ...maps.flatMap((map) =>
      map.prerequisites.filter((id) => !byId.has(id)).map((id) => `${map.id} needs ${id} first, for which there is no map`),
    ),
  ];
  if (problems.length > 0) throw new TypeError(`table maps do not fit together: ${problems.join('; ')}`);
};

const problemsOf = (
  map: TableMap,
  { column, map: to, part, inCompany, isKey }: MapReference,
  referred: Referable | undefined,
): readonly string[] => {
  const line = `${map.id}.${column}`;
  if (!referred)
    return [`${line} refers to ${to}: declare a table map or a lookup table for it, or a foreign map where another area keeps it`];
  const { key, shares } = referred;
  if (part !== undefined) {
    if (key.includes(part)) return [];
    if (!shares.includes(part)) return [`${line} reads ${part}, which is neither in the Finance key of ${to} nor shared by it`];
    return isKey ? [`${line} reads ${part} for a key, which ${to} only shares: it could change, and a key must not`] : [];
  }
  const own = key.filter((name) => name !== 'dataAreaId');
  if (own.length !== 1)
    return [`${line} refers to ${to} by one value, but its Finance key has ${own.join(', ')}: name each part with through(...)`];
  if (inCompany && !key.includes('dataAreaId'))
    return [`${line} refers to ${to} within a legal entity, but ${to} is shared: use reference(...)`];
  if (!inCompany && key.includes('dataAreaId') && !isKey)
    return [`${line} refers to ${to}, which is kept per legal entity: use companyReference(...)`];
  return [];
};
