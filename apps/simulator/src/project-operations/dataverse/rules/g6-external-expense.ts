import { RuleRefusal } from '../../../odata/rules';
import type { Office } from '../office';

/** G6. An expense that Finance posted is a fact there: nobody here takes it back. */
export const refuseRecallOfExternal = (office: Office, expenseId: string): void => {
  if (office.get('msdyn_expense', expenseId)['msdyn_hasexternalorigin'] === true)
    throw new RuleRefusal('An expense that was posted in Finance cannot be recalled.');
};
