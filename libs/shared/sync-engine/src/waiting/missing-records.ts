import { randomUUID } from 'node:crypto';
import { type Row, type SnapshotRequest, type System } from '@concord/contracts';
import type { Outgoing } from '@concord/messaging';
import type { TableMap } from '@concord/table-maps';
import type { Area } from '../area/area';
import type { Link } from '../links/link';
import { referenceName } from '../links/link-row';

/** The gateway is asked at every so many looks, the first after about half a minute. */
const askEvery = 4;

/** Requests to read what links have been waiting for too long: its change may have been lost before it reached us. */
export const requestsForMissing = (area: Area, links: readonly Link[]): Outgoing[] => {
  const missing = new Map(
    links
      .filter(({ status, attempts }) => status === 'waiting' && attempts > 0 && attempts % askEvery === 0)
      .flatMap(({ waitingFor }) => waitingFor)
      .map((reference) => [referenceName(reference), reference]),
  );
  const byTable = new Map<string, { system: System; map: TableMap; records: Map<string, Row> }>();
  for (const { map: id, system, id: record } of missing.values()) {
    const map = area.map(id);
    // A record of another area is that area's to ask for: how its tables are read is not known here.
    if (!map) continue;
    const name = `${system} ${map[system].table}`;
    const group = byTable.get(name) ?? { system, map, records: new Map() };
    // Several maps of one table may miss one record.
    group.records.set(record, keyFrom(map, system, record));
    byTable.set(name, group);
  }
  return [...byTable.values()].map(({ system, map, records }) =>
    requestOf(area, randomUUID(), system, map[system].table, [...records.values()]),
  );
};

export const requestOf = (area: Area, run: string, system: System, table: string, records?: readonly Row[]): Outgoing => {
  const request: SnapshotRequest = { kind: 'request', run, area: area.name, system, table, ...(records ? { records } : {}) };
  return { topic: area.topics.snapshots, key: run, value: request, type: 'concord.snapshot.v1' };
};

/** A record id back into key columns; in lower case, as both systems compare keys without case. */
const keyFrom = (map: TableMap, system: System, id: string): Row => {
  const { key } = map[system];
  if (system === 'dataverse') return { [key[0] ?? '']: id };
  const parts = [''];
  for (let at = 0; at < id.length; at += 1) {
    if (id[at] === '|') parts.push('');
    else {
      if (id[at] === '\\') at += 1;
      parts[parts.length - 1] += id[at] ?? '';
    }
  }
  return Object.fromEntries(key.map((column, place) => [column, parts[place] ?? '']));
};
