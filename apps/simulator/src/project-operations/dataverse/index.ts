import type { SimulatorAction } from '../../control/action-routes';
import type { BusinessRule } from '../../odata/rules';
import type { Systems } from '../systems';

/** Project Operations' rules on Dataverse tables: `domain/70-finance-accounting.md` 11. */
export const dataverseRules = (_systems: Systems): readonly BusinessRule[] => [];

/** What project people do in Dataverse. */
export const dataverseActions = (_systems: Systems): readonly SimulatorAction[] => [];
