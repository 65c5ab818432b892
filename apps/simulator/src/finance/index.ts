import { FinancePersonality } from './personality';
import type { FinanceDependencies } from './ports';

export type { EventSubscription, Finance, FinanceDependencies, FinanceUser } from './ports';

/** A Finance environment without tables, as before a data set is loaded. */
export const createFinance = (dependencies: FinanceDependencies): FinancePersonality => new FinancePersonality(dependencies);
