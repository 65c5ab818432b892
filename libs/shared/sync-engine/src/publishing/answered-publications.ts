import type { Transaction } from '@concord/persistence';

/**
 * Forgets due publications whose writes have all been answered, which are nearly all, by one statement that neither locks nor reads links: a write that is
 * added to a link meanwhile brings a publication of its own. Answers how many, of at most so many looked at.
 */
export const forgetAnswered = async (db: Pick<Transaction, 'query'>, atMost: number): Promise<number> => {
  const forgotten = await db.query(
    `WITH due AS (SELECT id, links FROM publication WHERE due_at <= now() AND kind = 'writes' ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
     DELETE FROM publication AS p USING due WHERE p.id = due.id AND NOT EXISTS (
       SELECT 1 FROM link AS l WHERE l.id = ANY(due.links) AND (l.dataverse_revision > l.dataverse_settled OR l.finance_revision > l.finance_settled))
     RETURNING 1`,
    [atMost],
  );
  return forgotten.length;
};
