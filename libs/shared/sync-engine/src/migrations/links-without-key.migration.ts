import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Few links have no integration key, and a change of their Finance record must find them: it would make a second link of the record otherwise. */
export class LinksWithoutKey1764130000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX link_without_key ON link (finance_id, map) WHERE integration_key IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX link_without_key');
  }
}
