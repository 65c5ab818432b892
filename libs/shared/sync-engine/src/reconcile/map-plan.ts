import { otherSystem, type System } from '@concord/contracts';
import { comparisonOf, type CompareColumn, type TableMap } from '@concord/table-maps';

/** How a column of one side is ruled. */
export interface PlannedColumn {
  readonly column: string;
  /** Column of the other side it is made of; undefined for a constant. */
  readonly source: string | undefined;
  readonly twoWay: boolean;
  /** Wins when both sides changed it. */
  readonly master: System;
  /** Column beside its own, by side, that its value depends on. */
  readonly reads: { readonly [S in System]?: string };
}

export interface SidePlan {
  readonly columns: ReadonlyMap<string, PlannedColumn>;
  /** Columns only the other side may change: they are set right when they drift. */
  readonly hasOneWay: boolean;
}

/** A map's fields by the column they write, worked out once per map. */
export interface MapPlan {
  readonly to: Readonly<Record<System, SidePlan>>;
  /** Columns kept in links, by side. */
  readonly columns: Readonly<Record<System, readonly string[]>>;
  /** Whether records of this side make the other's, and may delete them. */
  readonly makes: Readonly<Record<System, boolean>>;
  readonly isLookup: boolean;
  /** Several legal entities may write one Dataverse row: see `SharedRows`. */
  readonly isRowShared: boolean;
  /** Whether two values of a column are one to its system. */
  readonly same: Readonly<Record<System, CompareColumn>>;
}

const plans = new WeakMap<TableMap, MapPlan>();

export const planOf = (map: TableMap): MapPlan => {
  const known = plans.get(map);
  if (known) return known;
  const plan: MapPlan = {
    to: { dataverse: sidePlanOf(map, 'dataverse'), finance: sidePlanOf(map, 'finance') },
    columns: { dataverse: map.dataverse.columns.map(({ name }) => name), finance: map.finance.columns.map(({ name }) => name) },
    makes: {
      dataverse: map.creates === 'dataverse' || map.creates === 'both',
      finance: map.creates === 'finance' || map.creates === 'both',
    },
    isLookup: !map.writes.dataverse && !map.writes.finance,
    isRowShared: map.perLegalEntity && map.writes.dataverse,
    same: { dataverse: comparing(map, 'dataverse'), finance: comparing(map, 'finance') },
  };
  plans.set(map, plan);
  return plan;
};

/** Most values are identical; only the rest is worth a closer look. */
const comparing = (map: TableMap, system: System): CompareColumn => {
  const compare = comparisonOf(map, system);
  return (column, left, right) => left === right || compare(column, left, right);
};

const sidePlanOf = (map: TableMap, to: System): SidePlan => {
  const from = otherSystem(to);
  const oneWay = to === 'dataverse' ? 'toDataverse' : 'toFinance';
  const columns = new Map<string, PlannedColumn>();
  for (const field of map.fields) {
    const column = field[to];
    if (column === undefined || field.onCreateOnly || (field.direction !== 'both' && field.direction !== oneWay)) continue;
    const source = field[from];
    const twoWay = field.direction === 'both' && source !== undefined && map.writes.dataverse && map.writes.finance;
    if (!columns.has(column)) columns.set(column, { column, source, twoWay, master: field.master ?? map.master, reads: field.reads ?? {} });
  }
  return { columns, hasOneWay: map.writes[to] && [...columns.values()].some(({ twoWay }) => !twoWay) };
};
