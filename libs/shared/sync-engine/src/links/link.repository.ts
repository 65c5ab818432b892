import { Injectable } from '@nestjs/common';
import type { ErrorKind, LinkStatus, System } from '@concord/contracts';
import type { Transaction } from '@concord/persistence';
import { systems, type Link, type Side } from './link';
import {
  copied,
  linkFrom,
  list,
  listed,
  packed,
  storedColumns,
  storedColumnsOf,
  unpacked,
  type LinkRow,
  type StoredColumn,
} from './link-row';

export interface RecordName {
  readonly scope: string;
  readonly id: string;
}

export interface LinkFilter {
  readonly map?: string | undefined;
  readonly status?: LinkStatus | undefined;
  readonly code?: string | undefined;
  /** Record id on either side. */
  readonly record?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface ShownLink {
  readonly link: Link;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface ShownRow extends LinkRow {
  readonly created_at: Date;
  readonly updated_at: Date;
}

/**
 * How links get in that were not read before. `copy` costs PostgreSQL a quarter less; should another replica have stored a link of that id meanwhile,
 * it is a unique violation, and nothing is stored. `upsert` goes over what is there.
 */
export type WayIn = 'copy' | 'upsert';

const shown = (row: ShownRow): ShownLink => ({ link: linkFrom(row), createdAt: row.created_at, updatedAt: row.updated_at });
const firstId = '00000000-0000-0000-0000-000000000000';

const columns = `l.id, l.map, l.scope, l.integration_key, l.status, l.dataverse_id, l.dataverse_key, l.dataverse_version, l.dataverse_revision,
  l.dataverse_settled, l.dataverse_known, l.dataverse_op, l.dataverse_desired, l.dataverse_more, l.finance_id, l.finance_key, l.finance_version, l.finance_revision,
  l.finance_settled, l.finance_known, l.finance_op, l.finance_desired, l.finance_more, l.notes, l.due_at, l.unapplied_since, l.trace, l.environment`;

const rowsOf = (stored: readonly StoredColumn[]): string =>
  `unnest(${stored.map((column, at) => unpacked(column, at + 1)).join(', ')}) AS n(${stored.map(({ name }) => name).join(', ')})`;
const valueOf = ({ name, as }: StoredColumn): string => (as ? as(`n.${name}`) : `n.${name}`);

const upsert = `
  INSERT INTO link (${storedColumns.map(({ name }) => name).join(', ')})
  SELECT ${storedColumns.map(valueOf).join(', ')} FROM ${rowsOf(storedColumns)}
  ON CONFLICT (id) DO UPDATE SET ${storedColumns
    .map(({ name }) => name)
    .filter((name) => name !== 'id' && name !== 'map' && name !== 'scope')
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}, updated_at = now()`;

const whole = { table: 'link', columns: storedColumns.map(({ name }) => name) };

const updateOf = (system: System): string => {
  const [, ...stored] = storedColumnsOf(system);
  const assignments = stored.map((column) => `${column.name} = ${valueOf(column)}`).join(', ');
  return `UPDATE link AS l SET ${assignments}, updated_at = now() FROM ${rowsOf(storedColumnsOf(system))} WHERE l.id = n.id`;
};
const updates = { dataverse: updateOf('dataverse'), finance: updateOf('finance') };

/** Links by the batch: one statement whatever their number. Rows read are locked, in one order, until the transaction ends. */
@Injectable()
export class LinkRepository {
  /**
   * Each of these records in each of the scopes they name.
   *
   * `= ANY` and no join, here and below: the planner's statistics of a table that fills quickly are minutes old, and it would rather join with all
   * rows of the map, at every batch.
   */
  ofDataverse(tx: Transaction, map: string, records: readonly RecordName[]): Promise<Link[]> {
    return this.read(
      tx,
      'link AS l',
      [map, [...new Set(records.map(({ scope }) => scope))], listed(new Set(records.map(({ id }) => id)))],
      `WHERE l.map = $1 AND l.scope = ANY($2::text[]) AND l.dataverse_id = ANY(${list(3)})`,
    );
  }

  /** By integration key, which is the record id in Finance. */
  ofKeys(tx: Transaction, map: string, keys: readonly string[]): Promise<Link[]> {
    return this.read(tx, 'link AS l', [map, listed(keys)], `WHERE l.map = $1 AND l.integration_key = ANY(${list(2)})`);
  }

  /** Links of Finance records that could not be mapped yet, and so have no integration key: they wait for a reference, or are not meant to go over. */
  ofUnkeyed(tx: Transaction, map: string, financeIds: readonly string[]): Promise<Link[]> {
    return this.read(
      tx,
      'link AS l',
      [map, listed(financeIds)],
      `WHERE l.integration_key IS NULL AND l.map = $1 AND l.finance_id = ANY(${list(2)})`,
    );
  }

  ofIds(tx: Transaction, ids: readonly string[]): Promise<Link[]> {
    return this.read(tx, 'link AS l', [listed(ids)], `WHERE l.id = ANY(${list(1)}::uuid[])`);
  }

  /** What is due of these maps, shared among replicas. */
  due(tx: Transaction, maps: readonly string[], limit: number): Promise<Link[]> {
    return this.read(
      tx,
      'link AS l',
      [maps, limit],
      'WHERE l.due_at <= now() AND l.map = ANY($1::text[])',
      'ORDER BY l.due_at LIMIT $2',
      'FOR UPDATE OF l SKIP LOCKED',
    );
  }

  /** Not due again for a while. */
  async postpone(tx: Transaction, ids: readonly string[], milliseconds: number): Promise<void> {
    await tx.query(`UPDATE link SET due_at = now() + make_interval(secs => $2) WHERE id = ANY($1::uuid[])`, [ids, milliseconds / 1000]);
  }

  /** Links of a map with a write in flight, in the order of their ids. */
  inFlightAfter(tx: Transaction, map: string, after: string, limit: number): Promise<Link[]> {
    return this.read(
      tx,
      'link AS l',
      [map, after, limit],
      'WHERE l.map = $1 AND l.id > $2 AND (l.dataverse_revision > l.dataverse_settled OR l.finance_revision > l.finance_settled)',
      'ORDER BY l.id LIMIT $3',
    );
  }

  /** Makes the sweeper take failed links of a map up again, of one code or of all. Answers how many. */
  async makeDue(tx: Pick<Transaction, 'query'>, map: string, code: string | null, kind: ErrorKind | null): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `WITH due AS (
         UPDATE link SET due_at = now() WHERE map = $1 AND attention IN ('failed', 'conflict', 'waiting')
            AND ($2::text IS NULL OR error_code = $2) AND ($3::text IS NULL OR notes::json -> 'error' ->> 'kind' = $3) RETURNING 1)
       SELECT count(*)::int AS count FROM due`,
      [map, code, kind],
    );
    return row?.count ?? 0;
  }

  /** A page of links, not locked, in the order of their ids. */
  async list(db: Pick<Transaction, 'query'>, filter: LinkFilter): Promise<ShownLink[]> {
    const rows = await db.query<ShownRow>(
      `SELECT ${columns}, l.created_at, l.updated_at FROM link AS l
        WHERE ($1::text IS NULL OR l.map = $1) AND ($2::text IS NULL OR l.status = $2) AND ($2::text IN ('pending', 'synced') OR $2::text IS NULL OR l.attention = $2)
          AND ($3::text IS NULL OR l.error_code = $3) AND ($4::text IS NULL OR $4 IN (l.dataverse_id, l.finance_id, l.integration_key)) AND l.id > $5
        ORDER BY l.id LIMIT $6`,
      [filter.map ?? null, filter.status ?? null, filter.code ?? null, filter.record ?? null, filter.after ?? firstId, filter.limit],
    );
    return rows.map(shown);
  }

  /** One link, not locked: to be shown. */
  async show(db: Pick<Transaction, 'query'>, id: string): Promise<ShownLink | undefined> {
    const [row] = await db.query<ShownRow>(`SELECT ${columns}, l.created_at, l.updated_at FROM link AS l WHERE l.id = $1`, [id]);
    return row && shown(row);
  }

  /**
   * @param before the links as they were read: of most, one side only has changed since, and the other is not written again
   * @param newOnes how those get in that were not read
   */
  async save(
    tx: Transaction,
    links: readonly Link[],
    before: (id: string) => Link | undefined = () => undefined,
    newOnes: WayIn = 'upsert',
  ): Promise<void> {
    const groups: Record<Part, Link[]> = { dataverse: [], finance: [], whole: [], new: [] };
    for (const link of links) groups[changedPart(link, before(link.id))].push(link);
    const upserted = newOnes === 'upsert' ? [...groups.whole, ...groups.new] : groups.whole;
    if (upserted.length > 0)
      await tx.query(
        upsert,
        storedColumns.map((column) => packed(upserted, column)),
      );
    for (const system of systems) {
      const ofSide = groups[system];
      if (ofSide.length > 0)
        await tx.query(
          updates[system],
          storedColumnsOf(system).map((column) => packed(ofSide, column)),
        );
    }
    // Last, since a new link may have a name that one of the others had until now.
    if (newOnes === 'copy' && groups.new.length > 0) await tx.copy(whole, copied(groups.new));
  }

  async remove(tx: Transaction, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.query('DELETE FROM link WHERE id = ANY($1::uuid[])', [ids]);
  }

  /** Record ids of one side by map, for scopes of maps that fan out: halves that exist. */
  async existing(tx: Transaction, map: string, system: System): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT ${system}_id AS id FROM link WHERE map = $1 AND dataverse_known IS NOT NULL AND finance_known IS NOT NULL ORDER BY 1`,
      [map],
    );
    return rows.map(({ id }) => id);
  }

  private async read(
    tx: Transaction,
    from: string,
    parameters: readonly unknown[],
    where = '',
    order = 'ORDER BY l.id',
    lock = 'FOR UPDATE OF l',
  ): Promise<Link[]> {
    const rows = await tx.query<LinkRow>(`SELECT ${columns} FROM ${from} ${where} ${order} ${lock}`, parameters);
    return rows.map(linkFrom);
  }
}

type Part = System | 'whole' | 'new';

const changedPart = (link: Link, before: Link | undefined): Part => {
  if (!before) return 'new';
  if (isSameSide(link.dataverse, before.dataverse)) return 'finance';
  return isSameSide(link.finance, before.finance) ? 'dataverse' : 'whole';
};

/** Decisions replace what they change, so what is the same object is the same. */
const isSameSide = (one: Side, other: Side): boolean =>
  one === other || (Object.keys(one) as (keyof Side)[]).every((member) => one[member] === other[member]);
