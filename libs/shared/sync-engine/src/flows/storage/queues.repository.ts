import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';

export interface DocumentKey {
  readonly flow: string;
  readonly document: string;
}

/** `touched`: to be made anew out of their evidence. `outbox`: to be published. */
export type Queue = 'touched' | 'outbox';

/** An update of nothing, for its lock: DO NOTHING would leave the row free to be taken by who cannot see yet what it was added for. */
const heldUntilCommit = 'ON CONFLICT (flow, document) DO UPDATE SET flow = excluded.flow';

/** Documents that something is still to be done with. */
@Injectable()
export class QueuesRepository {
  /**
   * Waits for whoever is at work on one of them, and keeps others from taking those that are in already until this transaction ends: neither has seen what
   * they are added for.
   */
  async add(tx: Pick<Transaction, 'query'>, queue: Queue, keys: readonly DocumentKey[]): Promise<void> {
    if (keys.length === 0) return;
    await tx.query(
      `INSERT INTO flow_${queue} (flow, document) SELECT DISTINCT flow, document FROM unnest($1::text[], $2::text[]) AS w(flow, document)
        ORDER BY flow, document ${heldUntilCommit}`,
      [keys.map(({ flow }) => flow), keys.map(({ document }) => document)],
    );
  }

  /** Documents that depend on codes or documents of these names are touched. */
  async touchDependents(db: Pick<Transaction, 'query'>, names: readonly string[]): Promise<void> {
    await db.query(
      `INSERT INTO flow_touched (flow, document) SELECT flow, document FROM flow_document WHERE depends_on && $1::text[]
        ORDER BY flow, document ${heldUntilCommit}`,
      [names],
    );
  }

  /** Takes some out, shared among replicas; a transaction that fails leaves them in. */
  async take(tx: Transaction, queue: Queue, flows: readonly string[], most: number): Promise<DocumentKey[]> {
    return tx.query(
      `DELETE FROM flow_${queue} WHERE (flow, document) IN (
         SELECT flow, document FROM flow_${queue} WHERE flow = ANY($1::text[]) ORDER BY flow, document LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING flow, document`,
      [flows, most],
    );
  }
}
