import { Injectable } from '@nestjs/common';
import type { System } from '@concord/contracts';
import { Database } from '@concord/persistence';

/** A process that died within a batch leaves marks open; whoever takes the batch over writes them anew well before this. */
const abandonedAfterSeconds = 300;

/**
 * Numbers of the one sequence that orders reads of Finance and our writes. A number is drawn before a read; a write's row in `settled_write` has
 * none while the write is on, and the number at its end from then: a read whose number lies before that may have seen either state.
 */
@Injectable()
export class WriteMarks {
  constructor(private readonly database: Database) {}

  async draw(): Promise<bigint> {
    const [row] = await this.database.query<{ number: string }>("SELECT nextval('finance_version') AS number");
    if (!row) throw new Error('The sequence gave no number.');
    return BigInt(row.number);
  }

  /** Those of the records whose read, begun at `readAt`, overlaps a write of ours. */
  async overlapping(system: System, table: string, ids: readonly string[], readAt: bigint): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT record AS id FROM settled_write WHERE system = $1 AND table_name = $2 AND record = ANY($3::text[])
         AND (ended > $4::bigint OR (ended IS NULL AND at > now() - make_interval(secs => $5)))`,
      [system, table, ids, String(readAt), abandonedAfterSeconds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Those of the records that are being written right now. */
  async open(system: System, table: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT record AS id FROM settled_write WHERE system = $1 AND table_name = $2 AND record = ANY($3::text[])
         AND ended IS NULL AND at > now() - make_interval(secs => $4)`,
      [system, table, ids, abandonedAfterSeconds],
    );
    return new Set(rows.map((row) => row.id));
  }
}
