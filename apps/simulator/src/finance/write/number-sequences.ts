import { ownMember } from '../../shell/own-member';
import type { FinanceSwitches } from '../../faults/fault-members';
import type { FinanceTable } from '../definitions/finance-table';

/**
 * Columns that draw their number in this company, with their pattern: as the definition says, unless the switch `numberSequences` makes
 * the table's key automatic or manual there. Source: finance-api.md 3.2 and 12.
 */
export const numberedColumns = (
  table: FinanceTable,
  company: string,
  switches: FinanceSwitches['numberSequences'],
): ReadonlyMap<string, string> => {
  const byTable = ownMember(switches, table.entitySet);
  const numbering = typeof byTable === 'object' ? ownMember(byTable, company) : byTable;
  if (numbering === 'manual') return new Map();
  const defined = new Map(
    [...table.columns.values()].flatMap(({ name, numberSequence }) =>
      numberSequence === undefined ? [] : [[name, numberSequence] as const],
    ),
  );
  const last = table.model.key.columns[table.model.key.columns.length - 1]!;
  const isText = table.columns.get(last)?.type === 'String';
  if (numbering === 'automatic' && isText && !defined.has(last)) defined.set(last, `${table.entityType.slice(0, 4).toUpperCase()}-{n:6}`);
  return defined;
};
