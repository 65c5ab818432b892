import type { Transaction } from '@concord/persistence';

/** Links that wait for one of the references (by `referenceName`) become due; answers how many. */
export const releaseWaiting = async (tx: Transaction, names: readonly string[]): Promise<number> => {
  if (names.length === 0) return 0;
  // Nearly always nobody waits: one probe tells, and a thousand names need not be looked for. Where somebody does, the index of who is next to empty;
  // yet the planner takes so many names for a large part of the table, and would read all of it.
  await tx.query("SELECT set_config('enable_seqscan', 'off', true)");
  const [row] = await tx.query<{ found: number }>(
    `WITH freed AS (
       UPDATE link SET due_at = now() WHERE waiting_on && $1::text[] AND EXISTS (SELECT 1 FROM link WHERE waiting_on IS NOT NULL) RETURNING 1)
     SELECT count(*)::int AS found FROM freed`,
    [names],
  );
  return row?.found ?? 0;
};
