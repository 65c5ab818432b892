import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';

/** Longer than a transaction can be at work that has not seen what came: PostgreSQL ends it after ten idle seconds. */
const lookAgainMs = 20_000;

/** What came that documents elsewhere may be made of: codes, and other documents. They are looked at twice, at once and a while later. */
@Injectable()
export class ArrivalsRepository {
  async add(tx: Transaction, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await tx.query(
      `INSERT INTO flow_arrival (name, looks, due_at) SELECT w.name, 0, now() FROM (SELECT DISTINCT unnest($1::text[]) AS name ORDER BY name) AS w
       ON CONFLICT (name) DO UPDATE SET looks = 0, due_at = now()`,
      [names],
    );
  }

  /** What is to be looked after now, for a while nobody else's. */
  async take(db: Pick<Transaction, 'query'>, most: number): Promise<string[]> {
    const taken = await db.query<{ name: string }>(
      `UPDATE flow_arrival SET looks = looks + 1, due_at = now() + $2 * interval '1 millisecond' WHERE name IN (
         SELECT name FROM flow_arrival WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING name`,
      [most, lookAgainMs],
    );
    return taken.map(({ name }) => name);
  }

  /** Forgets those that were looked after twice. */
  async done(db: Pick<Transaction, 'query'>, names: readonly string[]): Promise<void> {
    await db.query('DELETE FROM flow_arrival WHERE name = ANY($1::text[]) AND looks > 1', [names]);
  }
}
