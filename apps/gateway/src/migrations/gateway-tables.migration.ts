import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the gateway must not forget: where it reads, what it has seen, what it has written. */
export class GatewayTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE capture_table (
        system         text        NOT NULL,
        name           text        NOT NULL,
        -- columns and key that what stands here was read with
        fingerprint    text,
        phase          text        NOT NULL DEFAULT 'new',
        -- Dataverse: link of the next page, or delta link
        cursor         text,
        -- number of the full read that is on, or was last
        generation     bigint      NOT NULL DEFAULT 0,
        -- Dataverse: newest row version published, or answered to a write
        newest_version bigint      NOT NULL DEFAULT 0,
        owner          text,
        owner_token    bigint      NOT NULL DEFAULT 0,
        lease_until    timestamptz NOT NULL DEFAULT '-infinity',
        wake_number    bigint      NOT NULL DEFAULT 0,
        last_read_at   timestamptz,
        problem        text,
        PRIMARY KEY (system, name)
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE TABLE known_row (
        system     text   NOT NULL,
        table_name text   NOT NULL,
        id         text   NOT NULL,
        key        jsonb  NOT NULL,
        etag       text,
        rec_id     bigint,
        generation bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (system, table_name, id)
      )`);
    await runner.query('CREATE INDEX known_row_rec_id ON known_row (table_name, rec_id) WHERE rec_id IS NOT NULL');
    await runner.query(`
      CREATE TABLE dirty_record (
        number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        table_name text   NOT NULL,
        key        jsonb,
        rec_id     bigint
      )`);
    await runner.query('CREATE INDEX dirty_record_table ON dirty_record (table_name, number)');
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
    await runner.query(`
      CREATE TABLE settled_write (
        system   text        NOT NULL,
        link     uuid        NOT NULL,
        revision bigint      NOT NULL,
        -- the answer, once there is one that stands
        outcome  jsonb,
        at       timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (system, link)
      ) WITH (fillfactor = 70)`);
    await runner.query(`
      CREATE TABLE snapshot_run (
        run          uuid        PRIMARY KEY,
        area         text        NOT NULL,
        system       text        NOT NULL,
        table_name   text        NOT NULL,
        records      jsonb,
        status       text        NOT NULL DEFAULT 'asked',
        cursor       text,
        rows_read    bigint      NOT NULL DEFAULT 0,
        rows_total   bigint,
        failures     integer     NOT NULL DEFAULT 0,
        asked_at     timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(
      "CREATE INDEX snapshot_run_open ON snapshot_run (system, table_name, asked_at) WHERE status IN ('asked', 'reading')",
    );
    await runner.query('CREATE TABLE replica (id text PRIMARY KEY, seen_at timestamptz NOT NULL)');
    await runner.query('CREATE TABLE environment (urls text PRIMARY KEY, organization_id text NOT NULL)');
    // Begins with the time, so that a database made anew goes on above all numbers that an older one gave.
    await runner.query(`CREATE SEQUENCE finance_version START ${BigInt(Date.now()) * 1000n}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE finance_version');
    for (const table of [
      'environment',
      'replica',
      'snapshot_run',
      'settled_write',
      'write_mark',
      'dirty_record',
      'known_row',
      'capture_table',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
