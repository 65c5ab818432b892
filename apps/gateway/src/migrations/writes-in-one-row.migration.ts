import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A write's mark lives in the row that remembers the write: two rows, each written twice, were most of what the gateway cost PostgreSQL. Marks that
 * stood open are gone: whoever is started takes the batch they belonged to, and marks it anew before it sends.
 */
export class WritesInOneRow1764060000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE write_mark');
    await runner.query(`
      ALTER TABLE settled_write
        -- the record written, and the number of finance_version at the end of the write; null: it is being written
        ADD COLUMN table_name text,
        ADD COLUMN record text,
        ADD COLUMN ended bigint,
        -- never searched; as text it is stored as it comes
        ALTER COLUMN outcome TYPE text USING outcome::text,
        SET (fillfactor = 50)`);
    // Until now nothing told the record; what was settled then is settled, so that no read can overlap it.
    await runner.query('CREATE INDEX settled_write_record ON settled_write (record, table_name) WHERE record IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE write_mark (
        system     text        NOT NULL,
        table_name text        NOT NULL,
        id         text        NOT NULL,
        started    bigint      NOT NULL,
        ended      bigint,
        at         timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (system, table_name, id)
      ) WITH (fillfactor = 70)`);
    // Answers in the short form would not be understood: they are forgotten, and asked for again.
    await runner.query('UPDATE settled_write SET outcome = NULL');
    await runner.query(`
      ALTER TABLE settled_write DROP COLUMN table_name, DROP COLUMN record, DROP COLUMN ended,
        ALTER COLUMN outcome TYPE jsonb USING outcome::jsonb, SET (fillfactor = 70)`);
  }
}
