import type { SimulatorAction } from '../../control/action-routes';
import type { BusinessRule } from '../../odata/rules';
import type { Systems } from '../systems';
import { expenseActions } from './actions/expense-actions';
import { inDataverse } from './actions/office-action';
import { timeActions } from './actions/time-actions';
import { usageActions } from './actions/usage-actions';
import { Office } from './office';

/** Project Operations' rules on Dataverse tables: `domain/70-finance-accounting.md` 11. */
export const dataverseRules = (_systems: Systems): readonly BusinessRule[] => [];

/** What project people do in Dataverse. */
export const dataverseActions = (systems: Systems): readonly SimulatorAction[] => {
  const office = new Office(systems);
  return [...timeActions, ...expenseActions, ...usageActions].map((action) => inDataverse(office, action));
};
