import type { MigrationInterface, QueryRunner } from 'typeorm';

const systems = ['dataverse', 'finance'] as const;

/**
 * What a revision asks for is told by two columns, the operation and the values, and the little that is seldom there is with the other such things: so an
 * answer that says a record was created as asked can be noted by a statement that reads nothing (`createdAsAsked`).
 */
export class DesiredApart1764120000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE link ADD COLUMN dataverse_op text, ADD COLUMN finance_op text');
    for (const system of systems)
      await runner.query(`
        UPDATE link SET ${system}_op = ${system}_desired::json ->> 'op', ${system}_desired = ${system}_desired::json ->> 'values',
          ${system}_more = nullif((coalesce(${system}_more, '{}')::jsonb || (${system}_desired::jsonb - 'op' - 'values'))::text, '{}')
        WHERE ${system}_desired IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const system of systems)
      await runner.query(`
        UPDATE link SET ${system}_more = nullif((coalesce(${system}_more, '{}')::jsonb - 'match' - 'later')::text, '{}'),
          ${system}_desired = (jsonb_build_object('op', ${system}_op, 'values', ${system}_desired::jsonb)
            || jsonb_strip_nulls(jsonb_build_object('match', ${system}_more::jsonb -> 'match', 'later', ${system}_more::jsonb -> 'later')))::text
        WHERE ${system}_desired IS NOT NULL`);
    await runner.query('ALTER TABLE link DROP COLUMN dataverse_op, DROP COLUMN finance_op');
  }
}
