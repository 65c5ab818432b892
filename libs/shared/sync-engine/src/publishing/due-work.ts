import type { Transaction } from '@concord/persistence';
import { mayGoOut } from './publication.repository';

/**
 * Whether the sweeper has anything to do for these maps: one statement, since it is asked every second on a system in which nothing happens. Each line is
 * the condition under which a step of the sweeper takes something, or a wider one.
 *
 * The longest due and not `EXISTS`, which drops the order: by statistics from when much was due, the planner would then read the table for the first match,
 * and there is none.
 */
export const isWorkDue = async (db: Pick<Transaction, 'query'>, maps: readonly string[]): Promise<boolean> => {
  const [row] = await db.query<{ is_due: boolean }>(
    `SELECT (SELECT p.id FROM publication AS p WHERE p.due_at <= now()
                AND ${mayGoOut}
              ORDER BY p.due_at LIMIT 1) IS NOT NULL
         OR (SELECT l.id FROM link AS l WHERE l.due_at <= now() AND l.map = ANY($1::text[])
                AND NOT EXISTS (SELECT 1 FROM map_state AS s WHERE s.map = l.map AND s.paused_at IS NOT NULL)
              ORDER BY l.due_at LIMIT 1) IS NOT NULL
         OR EXISTS (SELECT 1 FROM map_state WHERE resume_cursor IS NOT NULL AND paused_at IS NULL)
         OR EXISTS (SELECT 1 FROM table_read WHERE status IN ('queued', 'asked', 'reading')) AS is_due`,
    [maps],
  );
  return row?.is_due ?? true;
};
