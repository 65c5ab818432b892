import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';

/** Both are SQL of ours, never input. */
export interface CopyTarget {
  readonly table: string;
  readonly columns: readonly string[];
}

/** Rejects with PostgreSQL's own error, as a query does; the connection is ready for the next statement then. */
export const copyRows = (client: PoolClient, { table, columns }: CopyTarget, rows: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const copy = from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`);
    copy.on('finish', resolve);
    copy.on('error', (error) => {
      // PostgreSQL may refuse a row before it has taken them all; whatever is still to be sent then has no connection to go to.
      copy.destroy();
      reject(error);
    });
    client.query(copy);
    copy.end(rows);
  });
