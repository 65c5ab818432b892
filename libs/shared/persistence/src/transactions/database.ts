import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { copyRows } from './copy-rows';
import { StatementNames } from './statement-names';
import { isConflict } from './transient-sql-error';
import type { Transaction } from './transaction';

/** Deadlocks resolve at the first or second try; who loses five times has a bug, not bad luck. */
const MOST_TRIES = 5;

/**
 * The service's own database: single statements, and transactions that move no offset (sweepers, admin APIs). Statements with parameters are sent and parsed once
 * a connection. They go to TypeORM's pool without its query runner, which cannot name them, and takes two round trips to begin a transaction.
 */
@Injectable()
export class Database {
  private readonly names = new StatementNames();

  constructor(private readonly dataSource: DataSource) {}

  /** One statement, outside a transaction. */
  query<R = Record<string, unknown>>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    return this.connected((client) => this.rowsOf<R>(client, sql, parameters));
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

  /**
   * Calls `heard` at each NOTIFY on this channel, on a connection of its own. Resolves once PostgreSQL listens; what is notified from then on is heard,
   * until `broke` is called. Answers how to end it: the connection goes with it, since one that was handed back would still listen.
   */
  async listen(channel: string, heard: () => void, broke: (error: Error) => void): Promise<() => void> {
    const client = await this.pool.connect();
    client.on('notification', heard);
    client.on('error', broke);
    const end = (): void => {
      client.removeListener('notification', heard);
      client.removeListener('error', broke);
      client.release(true);
    };
    try {
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      end();
      throw error;
    }
    return end;
  }

  /** Throws when PostgreSQL does not answer. */
  async ping(): Promise<void> {
    await this.query('SELECT 1');
  }

  private once<R>(work: (tx: Transaction) => Promise<R>): Promise<R> {
    return this.connected(async (client, giveUp) => {
      await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
      try {
        const result = await work({
          query: (sql, parameters = []) => this.rowsOf(client, sql, parameters),
          copy: (into, rows) => copyRows(client, into, rows),
        });
        await client.query('COMMIT');

        return result;
      } catch (error) {
        // The connection may be gone; then PostgreSQL has rolled back, and the first error is the one that tells.
        await client.query('ROLLBACK').catch(giveUp);
        throw error;
      }
    });
  }

  /** Lends a connection. One that broke, or that `giveUp` was called for, is not used again. */
  private async connected<R>(work: (client: PoolClient, giveUp: (error: Error) => void) => Promise<R>): Promise<R> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    const giveUp = (error: Error): void => void (broken ??= error);
    // Unheard, it would end the process; the statement under way, or the next, fails and tells.
    client.on('error', giveUp);
    try {
      return await work(client, giveUp);
    } finally {
      client.removeListener('error', giveUp);
      client.release(broken);
    }
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { readonly master: Pool }).master;
  }

  private async rowsOf<R>(client: PoolClient, sql: string, parameters: readonly unknown[]): Promise<R[]> {
    const name = parameters.length === 0 ? undefined : this.names.of(sql);
    const { rows } = await client.query({ ...(name === undefined ? {} : { name }), text: sql, values: [...parameters] });

    return rows as R[];
  }
}
