import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';

export interface Publication {
  readonly id: string;
  readonly map: string;
  readonly kind: 'writes' | 'links';
  readonly links: readonly string[];
}

/** Of publication `p`: writes of a map that is paused or being resumed wait. */
export const mayGoOut = `(p.kind = 'links' OR NOT EXISTS (
  SELECT 1 FROM map_state AS s WHERE s.map = p.map AND (s.paused_at IS NOT NULL OR s.resume_cursor IS NOT NULL)))`;

/** What a batch was to publish after its commit: one row a batch and map, by which a crash in between, or an answer that never came, is found. */
@Injectable()
export class PublicationRepository {
  async add(tx: Pick<Transaction, 'query'>, publications: readonly (Publication & { readonly dueInMs: number })[]): Promise<void> {
    if (publications.length === 0) return;
    await tx.query(
      `INSERT INTO publication (id, map, kind, links, due_at)
       SELECT n.id, n.map, n.kind, string_to_array(n.links, ',')::uuid[], now() + n.due * interval '1 millisecond'
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[]) AS n(id, map, kind, links, due)`,
      [
        publications.map(({ id }) => id),
        publications.map(({ map }) => map),
        publications.map(({ kind }) => kind),
        publications.map(({ links }) => links.join(',')),
        publications.map(({ dueInMs }) => dueInMs),
      ],
    );
  }

  async done(db: Pick<Transaction, 'query'>, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await db.query('DELETE FROM publication WHERE id = ANY($1::uuid[])', [ids]);
  }

  /** Takes the longest due one for a while, shared among replicas. Writes of a map that is paused or being resumed wait. */
  async takeDue(tx: Pick<Transaction, 'query'>, againInMs: number): Promise<Publication | undefined> {
    const [row] = await tx.query<Publication>(
      `UPDATE publication SET due_at = now() + $1 * interval '1 millisecond' WHERE id = (
         SELECT id FROM publication AS p WHERE due_at <= now()
            AND ${mayGoOut}
          ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, map, kind, links`,
      [againInMs],
    );
    return row;
  }

  async narrow(tx: Pick<Transaction, 'query'>, id: string, links: readonly string[]): Promise<void> {
    await tx.query('UPDATE publication SET links = $2::uuid[] WHERE id = $1', [id, links]);
  }

  /** What a resume publishes anew needs no earlier publication. */
  async forgetWrites(tx: Pick<Transaction, 'query'>, map: string): Promise<void> {
    await tx.query(`DELETE FROM publication WHERE map = $1 AND kind = 'writes'`, [map]);
  }
}
