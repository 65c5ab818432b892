import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes of links begin with what tells links apart. All links of a map have its name in common: as the first column it was compared with at every step
 * down the index, and told nothing. No statement asks for the links of a map by these indexes alone: they hold only those that have the name in question.
 */
export class RowsToldApartFirst1764110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await replace(runner, 'integration_key, map', 'dataverse_id, map, scope');
  }

  async down(runner: QueryRunner): Promise<void> {
    await replace(runner, 'map, integration_key', 'map, dataverse_id, scope');
  }
}

const replace = async (runner: QueryRunner, byKey: string, byDataverseId: string): Promise<void> => {
  await runner.query('DROP INDEX link_by_key');
  await runner.query(`CREATE UNIQUE INDEX link_by_key ON link (${byKey}) WHERE integration_key IS NOT NULL`);
  await runner.query('DROP INDEX link_by_dataverse_id');
  await runner.query(`CREATE UNIQUE INDEX link_by_dataverse_id ON link (${byDataverseId}) WHERE dataverse_id IS NOT NULL`);
};
