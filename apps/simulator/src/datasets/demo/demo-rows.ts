import { dataverseRows } from './dataverse-rows';
import type { SeededTable } from './demo-setup';
import { financeRows } from './finance-rows';

/**
 * What `npm start` shows: three legal entities, the setup they need on both sides, customers that so far exist on one side only, and
 * roles and categories that Project Operations masters. Seeded: no events, no change feed, as converted data.
 */
export const demoRows: readonly SeededTable[] = [...financeRows, ...dataverseRows];
