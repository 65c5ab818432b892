import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import { isConflict } from './transient-sql-error';
import type { Transaction } from './transaction';

/** Deadlocks resolve at the first or second try; who loses five times has a bug, not bad luck. */
const MOST_TRIES = 5;

/** The service's own database: single statements, and transactions that move no offset (sweepers, admin APIs). */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  /** One statement, outside a transaction. */
  async query<R = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await rowsOf<R>(runner, sql, parameters);
    } finally {
      await runner.release();
    }
  }

  /**
   * READ COMMITTED. `work` may run more than once: after a deadlock or a serialization failure the whole transaction is done again.
   * It must therefore have no effect but its SQL.
   */
  async transaction<R>(work: (tx: Transaction) => Promise<R>): Promise<R> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (!isConflict(error) || attempt === MOST_TRIES) throw error;
        // Jitter: two who collided must not collide again.
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt));
      }
    }
  }

  /** Throws when PostgreSQL does not answer. */
  async ping(): Promise<void> {
    await this.query('SELECT 1');
  }

  private async once<R>(work: (tx: Transaction) => Promise<R>): Promise<R> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction('READ COMMITTED');
      const result = await work({ query: (sql, parameters = []) => rowsOf(runner, sql, parameters) });
      await runner.commitTransaction();

      return result;
    } catch (error) {
      // The connection may be gone; then PostgreSQL has rolled back, and the first error is the one that tells.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** TypeORM answers UPDATE and DELETE with `[rows, count]` unless asked for the structured result. */
const rowsOf = async <R>(runner: QueryRunner, sql: string, parameters: readonly unknown[]): Promise<R[]> => {
  const result = await runner.query(sql, [...parameters], true);

  return (result.records ?? []) as R[];
};
