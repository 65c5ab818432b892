import { otherSystem, type OutcomeMessage, type Row, type System } from '@concord/contracts';
import type { Transaction } from '@concord/persistence';
import { list, listed } from './link-row';
import type { ToldLink } from './told-link';

/** An answer of a create that was applied. */
export type CreateApplied = OutcomeMessage & { readonly key: Row; readonly id: string };

interface CreatedRow {
  readonly id: string;
  readonly map: string;
  readonly scope: string;
  readonly dataverse_id: string;
  readonly finance_id: string;
  readonly finance_key: string;
  readonly revision: number;
  readonly settled: number;
  readonly trace: string | null;
  readonly environment: string | null;
}

/** Two rows of JSON as one; of a name that both have, the later counts, as it does where rows are spread. */
const joined = (first: string, second: string): string => `left(${first}, -1) || ',' || substr(${second}, 2)`;

/**
 * The conditions are one to the planner. It takes a dozen of them for next to no row, and compares every row of a small table with every answer then.
 */
const statementOf = (system: System): string => {
  const other = otherSystem(system);
  return `
    UPDATE link AS l SET ${system}_known = ${joined('n.key', `l.${system}_desired`)}, ${system}_op = NULL, ${system}_desired = NULL,
        ${system}_key = n.key, ${system}_version = greatest(l.${system}_version, n.version), ${system}_settled = n.revision,
        status = 'synced', unapplied_since = NULL, updated_at = now()
      FROM unnest(${list(1)}::uuid[], ${list(2)}::int[], ${list(3)}::bigint[], ${list(4)}, ${list(5)}) AS n(id, revision, version, record, key)
     WHERE l.id = n.id AND CASE WHEN
           l.${system}_id = n.record AND l.${system}_revision = n.revision AND l.${system}_settled < n.revision AND l.${system}_op = 'create'
           AND l.${system}_desired <> '{}' AND l.${system}_known IS NULL AND l.${system}_more IS NULL
           AND l.${other}_known IS NOT NULL AND l.${other}_op IS NULL AND l.${other}_more IS NULL
           AND l.status = 'pending' AND l.notes IS NULL THEN true ELSE false END
    RETURNING l.id, l.map, l.scope, l.dataverse_id, l.finance_id, l.finance_key,
      l.dataverse_revision + l.finance_revision AS revision, l.dataverse_settled + l.finance_settled AS settled, l.trace, l.environment`;
};

const statements = { dataverse: statementOf('dataverse'), finance: statementOf('finance') };

/**
 * Notes that records were created as asked, of links where nothing else is open: what was asked for is from now on what the record is known to hold. One
 * statement, which reads no row into memory: nearly all answers of an initial sync are such. It leaves alone what holds a change, was refused or tried
 * before, or was asked for something newer meanwhile: that is for `decideOutcome`, which decides the others no differently (created-as-asked.int.spec.ts).
 * Links that are not pending have columns set that an operator looks for, so they are left alone, too.
 *
 * @param answers of one system, one a link, of maps that share no columns
 * @param markOf changes of a lower version were read before the write
 */
export const createdAsAsked = async (
  tx: Pick<Transaction, 'query'>,
  system: System,
  answers: readonly CreateApplied[],
  markOf: (answer: OutcomeMessage) => bigint,
): Promise<ToldLink[]> => {
  if (answers.length === 0) return [];
  // Locked in one order, as everywhere.
  const inOrder = [...answers].sort((one, another) => (one.link < another.link ? -1 : 1));
  const rows = await tx.query<CreatedRow>(statements[system], [
    listed(inOrder.map(({ link }) => link)),
    listed(inOrder.map(({ revision }) => String(revision))),
    listed(inOrder.map((answer) => String(markOf(answer)))),
    listed(inOrder.map(({ id }) => id)),
    listed(inOrder.map(({ key }) => JSON.stringify(key))),
  ]);
  return rows.map((row) => ({
    id: row.id,
    map: row.map,
    scope: row.scope,
    status: 'synced',
    waitingFor: [],
    error: null,
    trace: row.trace,
    environment: row.environment,
    revision: row.revision,
    settledRevision: row.settled,
    dataverseId: row.dataverse_id,
    financeId: row.finance_id,
    financeKey: JSON.parse(row.finance_key) as Row,
    shared: null,
  }));
};
