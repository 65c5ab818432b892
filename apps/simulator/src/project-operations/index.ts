import type { SimulatorAction } from '../control/action-routes';
import { dataverseActions, dataverseRules, runDataverseJobs } from './dataverse';
import { addFinanceConstraints, financeActions, financeRules } from './finance';
import type { Systems } from './systems';

export type { Systems } from './systems';

/** Puts the business rules of both systems in place; they go with every reset, so this follows it. */
export const addProjectRules = (systems: Systems): void => {
  for (const rule of dataverseRules(systems)) systems.dataverse.addRule(rule);
  for (const rule of financeRules(systems)) systems.finance.addRule(rule);
  addFinanceConstraints(systems);
};

/** Everything a person can do through `POST /_sim/actions/<name>`. */
export const projectActions = (systems: Systems): readonly SimulatorAction[] => [...dataverseActions(systems), ...financeActions(systems)];

/** What the systems do by themselves when its time has come by the simulator's clock: before every request, and when the clock is moved. */
export const runDueWork = (systems: Systems): void => runDataverseJobs(systems);
