import { Injectable } from '@nestjs/common';
import { Database } from '@concord/persistence';
import type { Flow } from '../language/flow';

/** How long after everything is read again documents are looked at that nothing was read of. */
const readAgainMs = 600_000;

/** Which revision of each flow its evidence was read by. */
@Injectable()
export class RevisionsRepository {
  constructor(private readonly database: Database) {}

  /**
   * A flow that is new, or whose declaration has a new revision, reads its topics from the beginning: they are compacted, so that what is read is
   * what there is. Other flows over the same topics meet what they know already.
   */
  async settle({ name, revision }: Flow, consumer: string, topics: readonly string[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const raised = await tx.query(
        `INSERT INTO flow_state AS s (flow, revision) VALUES ($1, $2)
         ON CONFLICT (flow) DO UPDATE SET revision = excluded.revision WHERE s.revision < excluded.revision RETURNING 1`,
        [name, revision],
      );
      if (raised.length === 0) return;
      await tx.query('DELETE FROM flow_evidence WHERE flow = $1', [name]);
      await tx.query('DELETE FROM flow_name WHERE flow = $1', [name]);
      await tx.query('DELETE FROM flow_given_name WHERE flow = $1', [name]);
      await tx.query(`UPDATE flow_document SET due_at = now() + $2 * interval '1 millisecond' WHERE flow = $1`, [name, readAgainMs]);
      await tx.query('DELETE FROM consumed_offset WHERE consumer = $1 AND topic = ANY($2::text[])', [consumer, topics]);
    });
  }
}
