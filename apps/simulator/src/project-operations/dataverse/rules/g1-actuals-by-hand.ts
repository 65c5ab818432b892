import { type BusinessRule, RuleRefusal } from '../../../odata/rules';

const refusal =
  "The product doesn't support creating actuals either manually or through customizations. Use entry journals to create new actuals and Correct entries update existing actuals.";

/**
 * G1. Nobody makes or changes actuals by hand. Allowed are the product's own actions, the integration (D15: voucher data from Finance), a
 * data import, and columns that somebody added.
 */
export const actualsAreMadeByActions = (integrationUserId: string, builtInColumns: ReadonlySet<string>): BusinessRule => ({
  table: 'msdyn_actuals',
  on: ['create', 'update'],
  stage: 'before',
  run: ({ event, after, sent, isSystem, userId }) => {
    if (isSystem === true || userId === integrationUserId) return;
    if (event === 'create' && (after?.['importsequencenumber'] ?? null) !== null) return;
    if (event === 'update' && [...sent].every((column) => !builtInColumns.has(column))) return;
    throw new RuleRefusal(refusal);
  },
});
