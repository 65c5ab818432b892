import { withinLegalEntities, type TableMap } from '@concord/table-maps';
import { actualsMapIn } from './actuals.map';
import { expenseEstimatesMapIn } from './expense-estimates.map';
import { hourEstimatesMapIn } from './hour-estimates.map';
import { invoiceNumbers, productNumbers, roleNumbers, taskCategories, teamRoles, unitSymbols } from './lookup-tables';
import { materialEstimatesMapIn } from './material-estimates.map';
import { transactionRelationshipsMap } from './transaction-relationships.map';

/**
 * Every map of this area by its name in the README, in the order of their first load.
 *
 * @param timeZone where a day begins, for dates that Dataverse keeps as instants
 */
export const namedActualsMapsIn = (timeZone: string): Readonly<Record<string, TableMap>> => ({
  taskCategories,
  roleNumbers,
  teamRoles,
  productNumbers,
  unitSymbols,
  invoiceNumbers,
  hourEstimatesMap: hourEstimatesMapIn(timeZone),
  expenseEstimatesMap: expenseEstimatesMapIn(timeZone),
  materialEstimatesMap: materialEstimatesMapIn(timeZone),
  actualsMap: actualsMapIn(timeZone),
  transactionRelationshipsMap,
});

/**
 * Every map of this area; the engine refuses at boot what does not fit together.
 *
 * @param legalEntities codes of those that take part, separated by commas; empty: all there are
 */
export const actualsMapsIn = (timeZone: string, legalEntities = ''): readonly TableMap[] =>
  withinLegalEntities(Object.values(namedActualsMapsIn(timeZone)), legalEntities, 'CONCORD_LEGAL_ENTITIES');
