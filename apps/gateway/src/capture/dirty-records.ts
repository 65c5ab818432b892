import { Injectable } from '@nestjs/common';
import type { Row } from '@concord/contracts';
import { Database } from '@concord/persistence';

export interface DirtyRecord {
  readonly number: string;
  readonly key: Row | null;
  readonly rec_id: string | null;
}

/** Finance records that an event called changed. Kept in the database before the event is answered: the sender does not send it again. */
@Injectable()
export class DirtyRecords {
  constructor(private readonly database: Database) {}

  async note(table: string, records: readonly { readonly key?: Row; readonly recordId?: string }[]): Promise<void> {
    await this.database.query(
      'INSERT INTO dirty_record (table_name, key, rec_id) SELECT $1, r.key::jsonb, r.rec_id FROM unnest($2::text[], $3::bigint[]) AS r(key, rec_id)',
      [table, records.map((record) => (record.key ? JSON.stringify(record.key) : null)), records.map((record) => record.recordId ?? null)],
    );
  }

  /** The oldest ones, with the key of each known record id filled in. */
  async oldest(table: string, most: number): Promise<readonly DirtyRecord[]> {
    return this.database.query(
      `SELECT d.number, coalesce(d.key, k.key) AS key, d.rec_id
       FROM (SELECT * FROM dirty_record WHERE table_name = $1 ORDER BY number LIMIT $2) d
       LEFT JOIN LATERAL (SELECT key FROM known_row k WHERE k.system = 'finance' AND k.table_name = $1 AND k.rec_id = d.rec_id LIMIT 1) k ON true
       ORDER BY d.number`,
      [table, most],
    );
  }
}
