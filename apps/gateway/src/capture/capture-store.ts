import { Injectable } from '@nestjs/common';
import type { Row, System } from '@concord/contracts';
import { Database, type Transaction } from '@concord/persistence';
import { LeaseLost, type Lease } from './leases';

export interface TableState {
  readonly fingerprint: string | null;
  /** `new`: nothing read; `reading`: within a full read; `live`: following changes. */
  readonly phase: 'new' | 'reading' | 'live';
  readonly cursor: string | null;
  readonly generation: string;
}

/** One row as last published. */
export interface KnownRow {
  readonly id: string;
  readonly key: Row;
  readonly etag: string | undefined;
  /** Finance: record id of the root table. */
  readonly recordId: string | undefined;
}

/** What moves after Kafka acknowledged: cursor, known rows, and what is thereby done. */
export interface Advance {
  readonly state?: Partial<TableState>;
  readonly known?: readonly KnownRow[];
  readonly gone?: readonly string[];
  readonly dirtyDone?: readonly string[];
}

/** Cursors and known rows of captured tables, in the gateway's database. */
@Injectable()
export class CaptureStore {
  constructor(private readonly database: Database) {}

  async declare(tables: readonly { readonly system: System; readonly name: string }[]): Promise<void> {
    await this.database.query(
      'INSERT INTO capture_table (system, name) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
      [tables.map((table) => table.system), tables.map((table) => table.name)],
    );
  }

  async state(lease: Lease): Promise<TableState> {
    const [state] = await this.database.query<TableState>(
      'SELECT fingerprint, phase, cursor, generation FROM capture_table WHERE system = $1 AND name = $2',
      [lease.system, lease.name],
    );
    if (!state) throw new Error(`${lease.system}/${lease.name} was never declared.`);
    return state;
  }

  /** Fenced: throws `LeaseLost` and changes nothing when the table went to another replica meanwhile. */
  async advance(lease: Lease, { state = {}, known = [], gone = [], dirtyDone = [] }: Advance): Promise<void> {
    // A system in which nothing happens is looked at all the time: one statement, then.
    if (known.length + gone.length + dirtyDone.length === 0) return this.moveState(this.database, lease, state);
    await this.database.transaction(async (tx) => {
      await this.moveState(tx, lease, state);
      if (known.length > 0) await this.remember(tx, lease, known);
      if (gone.length > 0)
        await tx.query('DELETE FROM known_row WHERE system = $1 AND table_name = $2 AND id = ANY($3::text[])', [
          lease.system,
          lease.name,
          gone,
        ]);
      if (dirtyDone.length > 0) await tx.query('DELETE FROM dirty_record WHERE number = ANY($1::bigint[])', [dirtyDone]);
    });
  }

  /** Locks the table's row, and makes sure that no other replica took it since. */
  private async moveState(db: Pick<Transaction, 'query'>, lease: Lease, state: Partial<TableState>): Promise<void> {
    const rows = await db.query(
      `UPDATE capture_table SET
         fingerprint = CASE WHEN $3 THEN $4 ELSE fingerprint END,
         phase = coalesce($5, phase),
         cursor = CASE WHEN $6 THEN $7 ELSE cursor END,
         generation = coalesce($8::bigint, generation),
         last_read_at = now(), problem = NULL
       WHERE system = $1 AND name = $2 AND owner = $9 AND owner_token = $10 RETURNING 1`,
      [
        lease.system,
        lease.name,
        state.fingerprint !== undefined,
        state.fingerprint ?? null,
        state.phase ?? null,
        state.cursor !== undefined,
        state.cursor ?? null,
        state.generation ?? null,
        lease.owner,
        lease.token,
      ],
    );
    if (rows.length === 0) throw new LeaseLost(`${lease.system}/${lease.name}`);
  }

  private async remember(tx: Transaction, lease: Lease, known: readonly KnownRow[]): Promise<void> {
    const newest = [...new Map(known.map((row) => [row.id, row])).values()]; // a row may move from one page to the next
    await tx.query(
      `INSERT INTO known_row (system, table_name, id, key, etag, rec_id, generation)
       SELECT $1, $2, r.id, r.key::jsonb, r.etag, r.rec_id, t.generation
       FROM unnest($3::text[], $4::text[], $5::text[], $6::bigint[]) AS r(id, key, etag, rec_id), capture_table t
       WHERE t.system = $1 AND t.name = $2
       ON CONFLICT (system, table_name, id) DO UPDATE SET key = excluded.key, etag = excluded.etag, rec_id = excluded.rec_id, generation = excluded.generation`,
      [
        lease.system,
        lease.name,
        newest.map((row) => row.id),
        newest.map((row) => JSON.stringify(row.key)),
        newest.map((row) => row.etag ?? null),
        newest.map((row) => row.recordId ?? null),
      ],
    );
  }

  /** Etags of the known ones among these. */
  async etags(lease: Lease, ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const rows = await this.database.query<{ id: string; etag: string | null }>(
      'SELECT id, etag FROM known_row WHERE system = $1 AND table_name = $2 AND id = ANY($3::text[])',
      [lease.system, lease.name, ids],
    );
    return new Map(rows.map((row) => [row.id, row.etag]));
  }

  /** Known rows that the full read with this number did not meet. */
  async notMet(lease: Lease, generation: string, most: number): Promise<readonly { id: string; key: Row }[]> {
    return this.database.query(
      'SELECT id, key FROM known_row WHERE system = $1 AND table_name = $2 AND generation < $3 ORDER BY id LIMIT $4',
      [lease.system, lease.name, generation, most],
    );
  }

  /** Known rows in the order of their ids, after `after`. */
  async knownAfter(lease: Lease, after: string, most: number): Promise<readonly { id: string; key: Row }[]> {
    return this.database.query('SELECT id, key FROM known_row WHERE system = $1 AND table_name = $2 AND id > $3 ORDER BY id LIMIT $4', [
      lease.system,
      lease.name,
      after,
      most,
    ]);
  }

  async knownCount(lease: Lease): Promise<number> {
    const [row] = await this.database.query<{ count: string }>(
      'SELECT count(*) AS count FROM known_row WHERE system = $1 AND table_name = $2',
      [lease.system, lease.name],
    );
    return Number(row?.count ?? 0);
  }

  /** Raises the newest row version seen of a Dataverse table; answers what it is now. */
  async raiseNewest(table: { readonly system: System; readonly name: string }, version: bigint): Promise<bigint> {
    const [row] = await this.database.query<{ newest_version: string }>(
      'UPDATE capture_table SET newest_version = GREATEST(newest_version, $3::bigint) WHERE system = $1 AND name = $2 RETURNING newest_version',
      [table.system, table.name, String(version)],
    );
    return BigInt(row?.newest_version ?? version);
  }

  async problem(lease: Lease, problem: string): Promise<void> {
    await this.database.query('UPDATE capture_table SET problem = $5 WHERE system = $1 AND name = $2 AND owner = $3 AND owner_token = $4', [
      lease.system,
      lease.name,
      lease.owner,
      lease.token,
      problem,
    ]);
  }
}
