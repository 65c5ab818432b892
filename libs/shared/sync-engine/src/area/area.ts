import { Topics, type System } from '@concord/contracts';
import { checkTableMaps, type TableMap } from '@concord/table-maps';
import { planOf } from '../reconcile/map-plan';
import { orderByPrerequisites } from './order-by-prerequisites';

/** Map whose records are the legal entities: maps that fan out have one link per record of it. */
export const legalEntitiesMapId = 'cdm_companies';

export interface TableOfArea {
  readonly system: System;
  readonly table: string;
  /** Maps that take this table's changes, those without prerequisites first. */
  readonly maps: readonly TableMap[];
}

/** An area's name and its maps, looked up in every way the engine needs. Throws at boot what does not fit together. */
export class Area {
  /** Maps in the order of their prerequisites. */
  readonly maps: readonly TableMap[];
  readonly lookups: readonly string[];
  readonly fanningOut: readonly TableMap[];
  readonly tables: readonly TableOfArea[];
  private readonly byId: ReadonlyMap<string, TableMap>;
  private readonly byTopic: ReadonlyMap<string, TableOfArea>;
  private readonly places: ReadonlyMap<string, number>;

  constructor(
    readonly name: string,
    maps: readonly TableMap[],
    readonly topics: Topics,
  ) {
    checkTableMaps(maps);
    this.maps = orderByPrerequisites(maps);
    this.byId = new Map(maps.map((map) => [map.id, map]));
    this.places = new Map(this.maps.map((map, place) => [map.id, place]));
    this.lookups = maps.filter((map) => planOf(map).isLookup).map(({ id }) => id);
    this.fanningOut = this.maps.filter(({ perLegalEntity }) => perLegalEntity);
    if (this.fanningOut.length > 0 && !this.byId.has(legalEntitiesMapId)) {
      throw new TypeError(
        `${this.fanningOut.map(({ id }) => id).join(', ')} have a half in each legal entity: add the map ${legalEntitiesMapId} to the area ${name}`,
      );
    }
    this.tables = tablesOf(this.maps);
    this.byTopic = new Map(this.tables.map((table) => [topics.changes(table.system, table.table), table]));
  }

  map(id: string): TableMap | undefined {
    return this.byId.get(id);
  }

  /** Throws when the map is not this area's: links of a map that was taken out of the area are not touched. */
  mapOf(id: string): TableMap {
    const map = this.byId.get(id);
    if (!map) throw new TypeError(`${this.name} has no map ${id}; it has ${[...this.byId.keys()].join(', ')}`);
    return map;
  }

  /** Place of a map in the order of prerequisites. */
  placeOf(id: string): number {
    return this.places.get(id) ?? this.maps.length;
  }

  tableOf(changesTopic: string): TableOfArea {
    const table = this.byTopic.get(changesTopic);
    if (!table) throw new TypeError(`${changesTopic} is no table of a map of ${this.name}`);
    return table;
  }

  get changesTopics(): readonly string[] {
    return [...this.byTopic.keys()];
  }
}

const tablesOf = (maps: readonly TableMap[]): TableOfArea[] => {
  const tables = new Map<string, { system: System; table: string; maps: TableMap[] }>();
  for (const map of maps) {
    for (const system of ['dataverse', 'finance'] as const) {
      // A lookup table is captured from Dataverse only: its other half is kept in step by others.
      if (system === 'finance' && planOf(map).isLookup) continue;
      const { table } = map[system];
      const name = `${system} ${table}`;
      const known = tables.get(name) ?? { system, table, maps: [] };
      known.maps.push(map);
      tables.set(name, known);
    }
  }
  for (const table of tables.values()) refuseDisagreement(table);
  return [...tables.values()];
};

/** Maps of one table are given the same rows, so they must mean the same by its key and its columns. */
const refuseDisagreement = ({ system, table, maps }: TableOfArea): void => {
  const [first] = maps;
  if (!first) return;
  const kinds = new Map<string, { readonly kind: string; readonly map: string }>();
  for (const map of maps) {
    if (map[system].key.join() !== first[system].key.join())
      throw new TypeError(`${first.id} and ${map.id} give ${table} different keys: ${first[system].key.join()}, ${map[system].key.join()}`);
    for (const { name, kind } of map[system].columns) {
      const known = kinds.get(name);
      if (known && known.kind !== kind)
        throw new TypeError(
          `${table}.${name} is ${known.kind} to ${known.map}, and ${kind} to ${map.id}: one of the record classes is wrong`,
        );
      kinds.set(name, { kind, map: map.id });
    }
  }
};
