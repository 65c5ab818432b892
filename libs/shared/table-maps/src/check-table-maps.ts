import type { MapReference, TableMap } from './table-map';

/**
 * Holds the maps of an area against each other: what a map refers to must be there. Throws one TypeError with a sentence for everything that
 * is not, at boot.
 */
export const checkTableMaps = (maps: readonly TableMap[]): void => {
  const byId = new Map(maps.map((map) => [map.id, map]));
  const problems = [
    ...maps.filter((map) => byId.get(map.id) !== map).map((map) => `${map.id} is declared twice`),
    ...maps.flatMap((map) => (map.refersTo ?? []).flatMap((reference) => problemsOf(map, reference, byId.get(reference.map)))),
    ...maps.flatMap((map) =>
      map.prerequisites.filter((id) => !byId.has(id)).map((id) => `${map.id} needs ${id} first, for which there is no map`),
    ),
  ];
  if (problems.length > 0) throw new TypeError(`table maps do not fit together: ${problems.join('; ')}`);
};

const problemsOf = (
  map: TableMap,
  { column, map: to, part, inCompany }: MapReference,
  referred: TableMap | undefined,
): readonly string[] => {
  const line = `${map.id}.${column}`;
  if (!referred) return [`${line} refers to ${to}: declare a table map or a lookup table for it`];
  const own = referred.finance.key.filter((name) => name !== 'dataAreaId');
  if (part !== undefined)
    return referred.finance.key.includes(part) ? [] : [`${line} reads ${part}, which is not in the Finance key of ${to}`];
  if (own.length !== 1)
    return [`${line} refers to ${to} by one value, but its Finance key has ${own.join(', ')}: name each part with through(...)`];
  if (inCompany && !referred.finance.key.includes('dataAreaId'))
    return [`${line} refers to ${to} within a legal entity, but ${to} is shared: use reference(...)`];
  if (!inCompany && referred.finance.key.includes('dataAreaId') && !isKeyLookup(map, column)) {
    return [`${line} refers to ${to}, which is kept per legal entity: use companyReference(...)`];
  }
  return [];
};

const isKeyLookup = (map: TableMap, column: string): boolean => (map.keyFields ?? []).some(({ dataverse }) => dataverse === column);
