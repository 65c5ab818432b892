import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether anybody waits at all: nearly always nobody does, and then the names of what has come need not be looked for. */
export class LinksThatWait1764070000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX link_waits ON link (id) WHERE waiting_on IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX link_waits`);
  }
}
