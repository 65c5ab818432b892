import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SnapshotProgress, System } from '@concord/contracts';
import type { Transaction } from '@concord/persistence';

type Sql = Pick<Transaction, 'query'>;

export type ReadStatus = 'queued' | 'asked' | 'reading' | 'read' | 'failed';

/** One table of one run. */
export interface TableRead {
  readonly run: string;
  readonly map: string;
  readonly system: System;
  readonly place: number;
  readonly status: ReadStatus;
  readonly rowsRead: number;
  readonly rowsTotal: number | null;
  readonly error: string | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly createdAt: Date;
}

interface Row {
  readonly run: string;
  readonly map: string;
  readonly system: System;
  readonly place: number;
  readonly status: ReadStatus;
  readonly rows_read: string;
  readonly rows_total: string | null;
  readonly error: string | null;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly created_at: Date;
}

/** A gateway that said nothing for so long is asked again: the request, or the gateway, was lost. Runs are resumed under the same number. */
const silentSeconds = 60;

/** Runs of reading whole tables, and how far they are. */
@Injectable()
export class InitialSyncRepository {
  async start(sql: Sql, tables: readonly { readonly map: string; readonly system: System; readonly place: number }[]): Promise<string> {
    const run = randomUUID();
    await sql.query(
      `INSERT INTO table_read (run, map, system, place, status)
       SELECT $1, n.map, n.system, n.place, 'queued' FROM unnest($2::text[], $3::text[], $4::int[]) AS n(map, system, place)`,
      [run, tables.map(({ map }) => map), tables.map(({ system }) => system), tables.map(({ place }) => place)],
    );
    return run;
  }

  /** Reads maps that fan out again for legal entities not seen before; several that come together are one read. */
  async readForScope(
    sql: Sql,
    maps: readonly { readonly map: string; readonly place: number }[],
    scopes: readonly string[],
  ): Promise<boolean> {
    const run = randomUUID();
    const rows = await sql.query<{ map: string }>(
      `WITH new_scope AS (
         INSERT INTO fanned_out (map, scope, run) SELECT m.map, s.scope, $3 FROM unnest($1::text[]) AS m(map) CROSS JOIN unnest($4::text[]) AS s(scope)
         ON CONFLICT (map, scope) DO NOTHING RETURNING map)
       INSERT INTO table_read (run, map, system, place, status)
       SELECT DISTINCT $3::uuid, m.map, 'dataverse', m.place, 'queued' FROM new_scope JOIN unnest($1::text[], $2::int[]) AS m(map, place) ON m.map = new_scope.map
        WHERE NOT EXISTS (SELECT 1 FROM table_read AS open WHERE open.map = m.map AND open.system = 'dataverse' AND open.status = 'queued')
       RETURNING map`,
      [maps.map(({ map }) => map), maps.map(({ place }) => place), run, scopes],
    );
    return rows.length > 0;
  }

  /** Tables to ask the gateway for now: all that their run needs before them are read. Marks them asked; shared among replicas. */
  async takeToAsk(tx: Sql): Promise<TableRead[]> {
    const rows = await tx.query<Row>(
      `UPDATE table_read AS t SET status = CASE WHEN t.status = 'queued' THEN 'asked' ELSE t.status END, asked_at = now(), heard_at = now()
        WHERE (t.run, t.map, t.system) IN (
          SELECT o.run, o.map, o.system FROM table_read AS o
           WHERE o.status IN ('queued', 'asked', 'reading')
             AND (o.status = 'queued' OR o.heard_at < now() - make_interval(secs => $1))
             AND NOT EXISTS (SELECT 1 FROM table_read AS b WHERE b.run = o.run AND b.place < o.place AND b.status IN ('queued', 'asked', 'reading'))
           FOR UPDATE SKIP LOCKED)
       RETURNING t.*`,
      [silentSeconds],
    );
    return rows.map(readFrom);
  }

  /** Never back from the end: progress may come twice and late. */
  async note(sql: Sql, maps: readonly string[], { run, system, status, rowsRead, rowsTotal, error }: SnapshotProgress): Promise<void> {
    await sql.query(
      `UPDATE table_read SET status = $4, rows_read = greatest(rows_read, $5), rows_total = coalesce($6, rows_total), error = $7, heard_at = now(),
              started_at = coalesce(started_at, now()), finished_at = CASE WHEN $4 = 'reading' THEN NULL ELSE now() END
        WHERE run = $1 AND system = $2 AND map = ANY($3::text[]) AND status <> 'read'`,
      [run, system, maps, status, rowsRead, rowsTotal ?? null, error ?? null],
    );
  }

  async runs(sql: Sql, limit: number): Promise<TableRead[]> {
    const rows = await sql.query<Row>(
      `SELECT * FROM table_read WHERE run IN (SELECT run FROM table_read GROUP BY run ORDER BY max(created_at) DESC LIMIT $1) ORDER BY created_at DESC, run, place, system`,
      [limit],
    );
    return rows.map(readFrom);
  }

  async run(sql: Sql, run: string): Promise<TableRead[]> {
    const rows = await sql.query<Row>('SELECT * FROM table_read WHERE run = $1 ORDER BY place, system', [run]);
    return rows.map(readFrom);
  }
}

const readFrom = (row: Row): TableRead => ({
  run: row.run,
  map: row.map,
  system: row.system,
  place: row.place,
  status: row.status,
  rowsRead: Number(row.rows_read),
  rowsTotal: row.rows_total === null ? null : Number(row.rows_total),
  error: row.error,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  createdAt: row.created_at,
});
