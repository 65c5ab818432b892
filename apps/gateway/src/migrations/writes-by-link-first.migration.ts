import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The key of writes begins with what tells them apart: of the system there are two, and it was compared first at every step down the index. */
export class WritesByLinkFirst1764110000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE settled_write DROP CONSTRAINT settled_write_pkey, ADD PRIMARY KEY (link, system)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE settled_write DROP CONSTRAINT settled_write_pkey, ADD PRIMARY KEY (system, link)');
  }
}
