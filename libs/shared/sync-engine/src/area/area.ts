import { Topics, type System } from '@concord/contracts';
import { checkTableMaps, type ForeignMap, type TableMap } from '@concord/table-maps';
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

/** A Dataverse lookup of an own map, by which its records take values of another map's. */
export interface Use {
  readonly map: string;
  readonly column: string;
  /** Of columns that the other map shares: they may change at any time, as a key does not. */
  readonly isOfShared: boolean;
}

/** An area's name and its maps, looked up in every way the engine needs. Throws at boot what does not fit together. */
export class Area {
  /** Maps in the order of their prerequisites. */
  readonly maps: readonly TableMap[];
  readonly lookups: readonly string[];
  readonly fanningOut: readonly TableMap[];
  /** Maps whose Dataverse rows several legal entities may write. */
  readonly sharing: readonly TableMap[];
  readonly tables: readonly TableOfArea[];
  /** Ids of maps of other areas that own maps refer to. */
  readonly foreign: readonly string[];
  private readonly uses: ReadonlyMap<string, readonly Use[]>;
  private readonly byId: ReadonlyMap<string, TableMap>;
  private readonly byTopic: ReadonlyMap<string, TableOfArea>;
  private readonly places: ReadonlyMap<string, number>;

  constructor(
    readonly name: string,
    maps: readonly TableMap[],
    readonly topics: Topics,
    foreign: readonly ForeignMap[] = [],
  ) {
    checkTableMaps(maps, foreign);
    this.maps = orderByPrerequisites(maps);
    this.byId = new Map(maps.map((map) => [map.id, map]));
    this.places = new Map(this.maps.map((map, place) => [map.id, place]));
    this.lookups = maps.filter((map) => planOf(map).isLookup).map(({ id }) => id);
    this.foreign = foreign.map(({ id }) => id);
    this.uses = usesOf(maps, foreign);
    this.fanningOut = this.maps.filter(({ perLegalEntity }) => perLegalEntity);
    this.sharing = this.maps.filter((map) => planOf(map).isRowShared);
    if (this.fanningOut.length > 0 && !this.byId.has(legalEntitiesMapId) && !this.foreign.includes(legalEntitiesMapId)) {
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

  isForeign(id: string): boolean {
    return this.foreign.includes(id);
  }

  /** Columns of its Finance half that an own map shares. A function of its own, to be handed on. */
  readonly sharesOf = (id: string): readonly string[] => this.byId.get(id)?.shares ?? none;

  /** Columns of own maps that are made of what records of this map have in their key, or share. */
  usesOf(id: string): readonly Use[] {
    return this.uses.get(id) ?? [];
  }

  /** What links of this map say is remembered: it is another area's, or own records are made of what it shares. */
  remembers(id: string): boolean {
    return this.isForeign(id) || this.usesOf(id).some(({ isOfShared }) => isOfShared);
  }

  /** The area tells of this map's links itself, and has nothing to learn of them from the topic. */
  knowsLinksOf(id: string): boolean {
    return this.byId.has(id) && !this.remembers(id);
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

const none: readonly string[] = [];

const usesOf = (maps: readonly TableMap[], foreign: readonly ForeignMap[]): ReadonlyMap<string, readonly Use[]> => {
  const shares = new Map([...foreign, ...maps].map((map) => [map.id, map.shares ?? none]));
  const uses = new Map<string, Map<string, Use>>();
  for (const { id, refersTo = [] } of maps)
    for (const { map, column, part } of refersTo) {
      const known = uses.get(map) ?? new Map<string, Use>();
      const isOfShared = part !== undefined && (shares.get(map)?.includes(part) ?? false);
      const name = `${id} ${column}`;
      known.set(name, { map: id, column, isOfShared: isOfShared || (known.get(name)?.isOfShared ?? false) });
      uses.set(map, known);
    }
  return new Map([...uses].map(([map, known]) => [map, [...known.values()]]));
};

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
