import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when an environment asked for quiet, see `Pauses`. */
export class EnvironmentPauses1764040000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE environment_pause (system text PRIMARY KEY, until timestamptz NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE environment_pause');
  }
}
