import type { Transaction } from '@concord/persistence';

/** Whether a look of the flow sweeper would find anything: one statement, as the sweeper of links asks it. `now` is of the clock that made documents due. */
export const isFlowWorkDue = async (db: Pick<Transaction, 'query'>, flows: readonly string[], now: number): Promise<boolean> => {
  const [row] = await db.query<{ is_due: boolean }>(
    `SELECT (SELECT name FROM flow_arrival WHERE due_at <= now() ORDER BY due_at LIMIT 1) IS NOT NULL
         OR EXISTS (SELECT 1 FROM flow_touched WHERE flow = ANY($1::text[]))
         OR EXISTS (SELECT 1 FROM flow_outbox WHERE flow = ANY($1::text[]))
         OR (SELECT document FROM flow_document WHERE due_at <= $2 AND flow = ANY($1::text[]) ORDER BY due_at LIMIT 1) IS NOT NULL AS is_due`,
    [flows, new Date(now).toISOString()],
  );
  return row?.is_due ?? true;
};
