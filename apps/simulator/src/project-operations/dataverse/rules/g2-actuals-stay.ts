import { type BusinessRule, RuleRefusal } from '../../../odata/rules';

/** G2. An actual is a fact: what was wrong is reversed, never deleted. */
export const actualsStay: BusinessRule = {
  table: 'msdyn_actuals',
  on: ['delete'],
  stage: 'before',
  run: () => {
    throw new RuleRefusal('Actuals cannot be deleted. Correct them with a correction journal.');
  },
};
