import { actualTables } from './actual-tables';
import { contractTables } from './contract-tables';
import { entryTables } from './entry-tables';
import { estimateTables } from './estimate-tables';
import { financeCopies } from './finance-copies';
import { invoiceTables } from './invoice-tables';
import { journalTables } from './journal-tables';
import { ledgerTables } from './ledger-tables';
import { operationTables } from './operation-tables';
import { peopleTables } from './people-tables';
import { priceTables } from './price-tables';
import { productTables } from './product-tables';
import { projectTables } from './project-tables';
import { scheduleTables } from './schedule-tables';
import { standardTables } from './standard-tables';
import { vendorTables } from './vendor-tables';

/** Every built-in table of Dataverse. */
export const dataverseTables: readonly Record<string, unknown>[] = [
  ...financeCopies,
  ...ledgerTables,
  ...standardTables,
  ...productTables,
  ...peopleTables,
  ...contractTables,
  ...projectTables,
  ...scheduleTables,
  ...estimateTables,
  ...priceTables,
  ...entryTables,
  ...journalTables,
  ...actualTables,
  ...invoiceTables,
  ...vendorTables,
  ...operationTables,
];
