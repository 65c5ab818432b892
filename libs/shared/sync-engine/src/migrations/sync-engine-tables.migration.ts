import type { MigrationInterface, QueryRunner } from 'typeorm';

const side = (name: string): string => `
  ${name}_id        text,
  ${name}_key       text,
  ${name}_version   bigint  NOT NULL,
  ${name}_revision  integer NOT NULL,
  ${name}_settled   integer NOT NULL,
  ${name}_known     text,
  ${name}_desired   text,
  ${name}_more      text,`;

/**
 * Rows are text and not jsonb: they are compared and mapped by us, never searched in SQL.
 *
 * No index, and no index predicate, is on what the common path changes (status of a pending or synced link, revisions, values): with room
 * on the page (fillfactor) an update then stays on its page and touches no index. So links that need looking at have their status in
 * `attention` too, and unanswered writes are found by `publication`, one row a batch.
 */
export class SyncEngineTables1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE link (
        id              uuid PRIMARY KEY,
        map             text NOT NULL,
        scope           text NOT NULL,
        integration_key text,
        status          text NOT NULL,
        attention       text,
        error_code      text,
        ${side('dataverse')}
        ${side('finance')}
        waiting_on      text[],
        notes           text,
        due_at          timestamptz,
        unapplied_since timestamptz,
        trace           text,
        environment     text,
        created_at      timestamptz NOT NULL DEFAULT now(),
        updated_at      timestamptz NOT NULL DEFAULT now()
      ) WITH (fillfactor = 50, toast_tuple_target = 8160)`);
    // The integration key is the record id in Finance, so it finds records of Finance too.
    await runner.query(`CREATE UNIQUE INDEX link_by_key ON link (map, integration_key) WHERE integration_key IS NOT NULL`);
    await runner.query(`CREATE UNIQUE INDEX link_by_dataverse_id ON link (map, dataverse_id, scope) WHERE dataverse_id IS NOT NULL`);
    await runner.query(`CREATE INDEX link_due ON link (due_at) WHERE due_at IS NOT NULL`);
    await runner.query(`CREATE INDEX link_attention ON link (map, attention, id) WHERE attention IS NOT NULL`);
    await runner.query(`CREATE INDEX link_waiting_on ON link USING gin (waiting_on) WHERE waiting_on IS NOT NULL`);
    await runner.query(`
      CREATE TABLE publication (
        id     uuid PRIMARY KEY,
        map    text NOT NULL,
        kind   text NOT NULL CHECK (kind IN ('writes', 'links')),
        links  uuid[] NOT NULL,
        due_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX publication_due ON publication (due_at)`);
    await runner.query(`
      CREATE TABLE map_state (
        map           text PRIMARY KEY,
        paused_at     timestamptz,
        reason        text,
        resume_cursor uuid
      )`);
    await runner.query(`CREATE TABLE fanned_out (map text NOT NULL, scope text NOT NULL, run uuid NOT NULL, PRIMARY KEY (map, scope))`);
    await runner.query(`
      CREATE TABLE table_read (
        run         uuid NOT NULL,
        map         text NOT NULL,
        system      text NOT NULL,
        place       integer NOT NULL,
        status      text NOT NULL CHECK (status IN ('queued', 'asked', 'reading', 'read', 'failed')),
        rows_read   bigint NOT NULL DEFAULT 0,
        rows_total  bigint,
        error       text,
        asked_at    timestamptz,
        started_at  timestamptz,
        heard_at    timestamptz,
        finished_at timestamptz,
        created_at  timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (run, map, system)
      )`);
    await runner.query(`CREATE INDEX table_read_open ON table_read (place) WHERE status IN ('queued', 'asked', 'reading')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['table_read', 'fanned_out', 'map_state', 'publication', 'link']) await runner.query(`DROP TABLE ${table}`);
  }
}
