import { Client } from 'pg';
import type { DataSource } from 'typeorm';

/** Identifiers come from our own configuration, but a schema named `a"b` must not become SQL. */
const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/**
 * Makes the schema and runs what migrations are missing, one replica at a time: the others wait at the advisory lock and then find
 * nothing left to do. The lock is held on a connection of its own, so that a crash releases it.
 */
export const migrate = async (dataSource: DataSource, { url, schema }: { url: string; schema: string }): Promise<void> => {
  const client = new Client({ connectionString: url, application_name: `concord migrations of ${schema}` });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`concord migrations ${schema}`]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
    await dataSource.initialize();
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await client.end();
  }
};
