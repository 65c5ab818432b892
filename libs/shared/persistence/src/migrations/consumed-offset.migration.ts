import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Positions consumed so far, beside the effect of what was consumed. */
export class ConsumedOffset1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // fillfactor: the few rows are updated at every batch; room on the page keeps these updates off the index.
    await runner.query(`
      CREATE TABLE consumed_offset (
        consumer    text        NOT NULL,
        topic       text        NOT NULL,
        partition   integer     NOT NULL,
        next_offset bigint      NOT NULL,
        moved_at    timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, topic, partition)
      ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE consumed_offset');
  }
}
