import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Legal entities that each map was told to take at the last boot: of those switched on since, what was excluded is taken up. */
export class LegalEntitiesWithin1764060000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE map_within (map text PRIMARY KEY, within text NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE map_within`);
  }
}
