import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What other areas' links say, as far as own maps refer to them. No unique index on ids: links of one map are on several partitions, so a record's
 * former link may be heard of after its new one.
 */
export class ForeignLinks1764050000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE foreign_link (
        map          text NOT NULL,
        link         uuid NOT NULL,
        scope        text NOT NULL,
        is_whole     boolean NOT NULL,
        dataverse_id text,
        finance_id   text,
        finance_key  text,
        shared       text,
        said_at      timestamptz NOT NULL,
        PRIMARY KEY (map, link)
      )`);
    await runner.query(`CREATE INDEX foreign_link_by_dataverse_id ON foreign_link (map, dataverse_id) WHERE is_whole`);
    await runner.query(`CREATE INDEX foreign_link_by_finance_id ON foreign_link (map, finance_id) WHERE is_whole`);
    await runner.query(
      `CREATE TABLE look_again (map text NOT NULL, dataverse_id text NOT NULL, is_rekeyed boolean NOT NULL, due_at timestamptz NOT NULL)`,
    );
    await runner.query(`CREATE TABLE known_map (map text PRIMARY KEY, is_foreign boolean NOT NULL, shares text NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['known_map', 'look_again', 'foreign_link']) await runner.query(`DROP TABLE ${table}`);
  }
}
