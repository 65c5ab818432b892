import { activityTables } from './activity-tables';
import { customerTables } from './customer-tables';
import { estimateTables } from './estimate-tables';
import { invoiceTables } from './invoice-tables';
import { journalTables } from './journal-tables';
import { ledgerTables } from './ledger-tables';
import { projectAccountingTables } from './project-accounting-tables';
import { projectTables } from './project-tables';
import { referenceTables } from './reference-tables';
import { sharedTables } from './shared-tables';
import { stagingTables } from './staging-tables';
import { subledgerTables } from './subledger-tables';

/** Every Finance entity that exists after a reset. */
export const financeTables: readonly Record<string, unknown>[] = [
  ...sharedTables,
  ...referenceTables,
  ...customerTables,
  ...projectTables,
  ...activityTables,
  ...stagingTables,
  ...estimateTables,
  ...ledgerTables,
  ...projectAccountingTables,
  ...journalTables,
  ...subledgerTables,
  ...invoiceTables,
];
