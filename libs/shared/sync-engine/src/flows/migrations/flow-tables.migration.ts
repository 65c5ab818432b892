import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Evidence is what is known of each record, documents are what it makes. `flow_touched` names documents whose evidence has changed since they were
 * made, `flow_outbox` those that changed since they were published: rows of two keys, that cost less to come and go than a mark on a document. Amounts are numeric arrays with a place per stage, so that a balance is one
 * pass over one table. `dimension_keys` are the dimensions in lower case: both systems compare codes without case.
 */
export class FlowTables1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE flow_evidence (
        flow     text   NOT NULL,
        source   text   NOT NULL,
        record   text   NOT NULL,
        version  bigint NOT NULL,
        document text,
        through  text,
        body     text   NOT NULL,
        PRIMARY KEY (flow, source, record)
      ) WITH (fillfactor = 70)`);
    await runner.query(`CREATE INDEX flow_evidence_of_document ON flow_evidence (flow, document) WHERE document IS NOT NULL`);
    await runner.query(`CREATE INDEX flow_evidence_through ON flow_evidence (flow, through) WHERE through IS NOT NULL`);
    await runner.query(`CREATE TABLE flow_name (flow text NOT NULL, name text NOT NULL, document text, PRIMARY KEY (flow, name))`);
    await runner.query(`
      CREATE TABLE flow_given_name (
        flow     text NOT NULL,
        name     text NOT NULL,
        source   text NOT NULL,
        record   text NOT NULL,
        document text,
        PRIMARY KEY (flow, name, source, record)
      )`);
    await runner.query(`CREATE INDEX flow_given_name_by ON flow_given_name (flow, source, record)`);
    await runner.query(`
      CREATE TABLE flow_document (
        flow                      text    NOT NULL,
        document                  text    NOT NULL,
        revision                  integer NOT NULL,
        stage                     text,
        place                     integer NOT NULL,
        since                     timestamptz NOT NULL,
        content                   text    NOT NULL,
        dimension_keys            jsonb   NOT NULL,
        dimensions                jsonb   NOT NULL,
        problem_codes             text[],
        reached                   boolean[] NOT NULL,
        quantity                  numeric[] NOT NULL,
        amount                    numeric[] NOT NULL,
        accounting_amount         numeric[] NOT NULL,
        entered_quantity          numeric,
        entered_amount            numeric,
        entered_accounting_amount numeric,
        is_original_there         boolean NOT NULL,
        depends_on                text[],
        due_at                    timestamptz,
        updated_at                timestamptz NOT NULL,
        PRIMARY KEY (flow, document)
      ) WITH (fillfactor = 70)`);
    await runner.query(`CREATE INDEX flow_document_oldest ON flow_document (flow, since, document)`);
    await runner.query(`CREATE INDEX flow_document_dimensions ON flow_document USING gin (dimension_keys jsonb_path_ops)`);
    await runner.query(`CREATE INDEX flow_document_problems ON flow_document USING gin (problem_codes) WHERE problem_codes IS NOT NULL`);
    await runner.query(`CREATE INDEX flow_document_depends_on ON flow_document USING gin (depends_on) WHERE depends_on IS NOT NULL`);
    await runner.query(`CREATE INDEX flow_document_due ON flow_document (due_at) WHERE due_at IS NOT NULL`);
    await runner.query(`CREATE TABLE flow_touched (flow text NOT NULL, document text NOT NULL, PRIMARY KEY (flow, document))`);
    await runner.query(`CREATE TABLE flow_outbox (flow text NOT NULL, document text NOT NULL, PRIMARY KEY (flow, document))`);
    await runner.query(`
      CREATE TABLE flow_code (
        map          text   NOT NULL,
        link         uuid   NOT NULL,
        version      bigint NOT NULL,
        dataverse_id text,
        key          text,
        PRIMARY KEY (map, link)
      )`);
    await runner.query(`CREATE INDEX flow_code_of ON flow_code (map, dataverse_id) WHERE dataverse_id IS NOT NULL`);
    await runner.query(`CREATE TABLE flow_arrival (name text PRIMARY KEY, looks integer NOT NULL, due_at timestamptz NOT NULL)`);
    await runner.query(`CREATE INDEX flow_arrival_due ON flow_arrival (due_at)`);
    await runner.query(`CREATE TABLE flow_state (flow text PRIMARY KEY, revision integer NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['state', 'arrival', 'code', 'outbox', 'touched', 'document', 'given_name', 'name', 'evidence'])
      await runner.query(`DROP TABLE flow_${table}`);
  }
}

/** For `PersistenceModule.forRoot({ migrations })` of every area that follows documents. */
export const flowMigrations = [FlowTables1764100000000];
