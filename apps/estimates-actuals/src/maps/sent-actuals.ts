import type { DataverseActual } from '@concord/contracts';
import type { Filter } from '@concord/table-maps';

const cost = 192350000;
const unbilledSales = 192350005;
const sentAsTheyAre: ReadonlySet<number | null | undefined> = new Set([192350006, 192350007, 192350008]);

/**
 * What Finance may have. Skip Sync is on the cost of an intercompany transaction, which Finance makes itself, and on the negative unbilled sales
 * made at invoicing, for which Finance changes the status of the original instead.
 */
export const sentActuals: Filter<DataverseActual> = {
  only: 'actuals without Skip Sync, of cost with a project, unbilled sales that are no transition, billed sales, resourcing unit cost, inter-organizational sales',
  test: ({ msdyn_skipsync, msdyn_istransition, msdyn_transactiontypecode: type, msdyn_project }) =>
    msdyn_skipsync !== true &&
    (sentAsTheyAre.has(type) ||
      (type === cost && (msdyn_project ?? null) !== null) ||
      (type === unbilledSales && msdyn_istransition !== true)),
};
