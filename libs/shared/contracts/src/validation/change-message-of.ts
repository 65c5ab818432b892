import { ChangeMessage } from '../messages/change.message';
import type { Checker, ContractClass } from './checker';
import { checkerOf, partialCheckerOf } from './checker-of';

/**
 * A change whose row is a record of the given class, e.g. `changeMessageOf(FinanceProject)` on `finance.ProjectsV2.changes`. Columns that
 * nobody subscribed to are absent from rows, and are not looked at.
 */
export const changeMessageOf = (record: ContractClass): Checker => {
  const change = checkerOf(ChangeMessage);
  const row = partialCheckerOf(record);
  const rowOf = (value: unknown): unknown => (value as Partial<ChangeMessage>).row ?? undefined;

  return {
    name: `${change.name} of ${row.name}`,
    accepts: (value) => {
      if (!change.accepts(value)) return false;
      const found = rowOf(value);

      return found === undefined || row.accepts(found);
    },
    violations: (value) => {
      const broken = change.violations(value);
      const found = broken.length === 0 ? rowOf(value) : undefined;

      return found === undefined
        ? broken
        : row.violations(found).map((violation) => ({ ...violation, property: `row.${violation.property}` }));
    },
  };
};
