import type { TableMap } from '@concord/table-maps';

/** Maps so that each comes after those it needs. Throws a sentence that names the cycle, if there is one. */
export const orderByPrerequisites = (maps: readonly TableMap[]): readonly TableMap[] => {
  const byId = new Map(maps.map((map) => [map.id, map]));
  const ordered = new Set<TableMap>();
  const visit = (map: TableMap, path: readonly string[]): void => {
    if (ordered.has(map)) return;
    if (path.includes(map.id))
      throw new TypeError(`prerequisites go in a circle: ${[...path.slice(path.indexOf(map.id)), map.id].join(' needs ')}`);
    for (const id of map.prerequisites) {
      const needed = byId.get(id);
      if (needed) visit(needed, [...path, map.id]);
    }
    ordered.add(map);
  };
  for (const map of maps) visit(map, []);
  return [...ordered];
};
