import { ActionRefused, type SimulatorAction } from '../../../control/action-routes';
import type { JsonObject } from '../../../control/read-body';
import { RuleRefusal } from '../../../odata/rules';
import type { Office } from '../office';

/** What an action is, but for its system; it runs whole or not at all, and a rule's refusal is its answer. */
export interface OfficeAction extends Omit<SimulatorAction, 'system' | 'run'> {
  readonly run: (office: Office, parameters: JsonObject) => JsonObject;
}

export const inDataverse = (office: Office, { run, ...action }: OfficeAction): SimulatorAction => ({
  ...action,
  system: 'dataverse',
  run: (parameters) => {
    try {
      return office.transaction(() => run(office, parameters));
    } catch (error) {
      throw error instanceof RuleRefusal ? new ActionRefused(error.message) : error;
    }
  },
});
