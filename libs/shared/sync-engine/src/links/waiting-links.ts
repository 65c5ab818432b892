import type { Transaction } from '@concord/persistence';

/**
 * Links that wait for one of the references (by `referenceName`) become due; answers how many.
 *
 * @param namesOf asked only when somebody waits
 */
export const releaseWaiting = async (tx: Transaction, namesOf: () => readonly string[]): Promise<number> => {
  // Nearly always nobody waits: then a thousand names need not be made, sent, and looked for. Ordered, so that it is the one index that tells.
  const [waiting] = await tx.query('SELECT 1 FROM link WHERE waiting_on IS NOT NULL ORDER BY id LIMIT 1');
  if (!waiting) return 0;
  // The index of who waits is next to empty; yet the planner takes so many names for a large part of the table, and reads all of it.
  await tx.query("SELECT set_config('enable_seqscan', 'off', true)");
  const [row] = await tx.query<{ found: number }>(
    `WITH freed AS (UPDATE link SET due_at = now() WHERE waiting_on && $1::text[] RETURNING 1) SELECT count(*)::int AS found FROM freed`,
    [namesOf()],
  );
  return row?.found ?? 0;
};
