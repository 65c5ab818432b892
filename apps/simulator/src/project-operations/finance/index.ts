import type { SimulatorAction } from '../../control/action-routes';
import type { BusinessRule } from '../../odata/rules';
import type { Systems } from '../systems';

/** Project Operations' rules on Finance entities: `domain/70-finance-accounting.md` 3 to 10. */
export const financeRules = (_systems: Systems): readonly BusinessRule[] => [];

/** What accountants do in Finance. */
export const financeActions = (_systems: Systems): readonly SimulatorAction[] => [];
