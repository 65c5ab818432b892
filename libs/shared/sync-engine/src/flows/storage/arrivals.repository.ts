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

  /** Makes documents due that depend on what came; answers the number of arrivals looked after. */
  async spread(tx: Transaction, most: number): Promise<number> {
    const taken = await tx.query<{ name: string }>(
      `UPDATE flow_arrival SET looks = looks + 1, due_at = now() + $2 * interval '1 millisecond' WHERE name IN (
         SELECT name FROM flow_arrival WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING name`,
      [most, lookAgainMs],
    );
    if (taken.length === 0) return 0;
    const names = taken.map(({ name }) => name);
    await tx.query(
      `UPDATE flow_document SET due_at = now() WHERE (flow, document) IN (
         SELECT flow, document FROM flow_document WHERE depends_on && $1::text[] ORDER BY flow, document FOR UPDATE)`,
      [names],
    );
    await tx.query('DELETE FROM flow_arrival WHERE name = ANY($1::text[]) AND looks > 1', [names]);
    return taken.length;
  }
}
