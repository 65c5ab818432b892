import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A run reads several tables of both systems: it was known by its number alone, and every table after the first was taken for a repetition. */
export class SnapshotRunTables1764041000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE snapshot_run DROP CONSTRAINT snapshot_run_pkey, ADD PRIMARY KEY (run, system, table_name)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM snapshot_run');
    await runner.query('ALTER TABLE snapshot_run DROP CONSTRAINT snapshot_run_pkey, ADD PRIMARY KEY (run)');
  }
}
