import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A claimed write becomes a larger row with its answer: with half of each page free, three answers of eight went to another page, and into both
 * indexes anew.
 */
export class RoomForAnswers1764080000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE settled_write SET (fillfactor = 35)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE settled_write SET (fillfactor = 50)');
  }
}
