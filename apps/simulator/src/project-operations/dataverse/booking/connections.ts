import type { Row } from '../../../odata/model';
import type { Office } from '../office';

export interface Transaction {
  /** `msdyn_actual`, `msdyn_journalline`, `msdyn_invoicelinetransaction`. */
  readonly table: string;
  readonly id: string;
  /** `Cost`, `Unbilled Sales`, `Billed Sales`, `Reversing`, `Original`, `Replacing`. */
  readonly role: string;
}

/** How two transactions belong together: ids and table names as text, the lookups beside them. Source: domain/30-estimates-actuals.md 30.6. */
export const connect = (office: Office, one: Transaction, two: Transaction): Row =>
  office.create('msdyn_transactionconnection', {
    msdyn_name: `${one.role} - ${two.role}`,
    msdyn_transaction1: one.id,
    msdyn_transaction1role: one.role,
    msdyn_transaction1type: one.table,
    msdyn_transaction2: two.id,
    msdyn_transaction2role: two.role,
    msdyn_transaction2type: two.table,
    _msdyn_transaction1lookup_value: one.id,
    '_msdyn_transaction1lookup_value@type': one.table,
    _msdyn_transaction2lookup_value: two.id,
    '_msdyn_transaction2lookup_value@type': two.table,
  });

/** Where a transaction comes from. Source: domain/70-finance-accounting.md 11.4. */
export const recordOrigins = (
  office: Office,
  origins: readonly { readonly table: string; readonly id: string }[],
  transaction: { readonly table: string; readonly id: string },
): void => {
  for (const origin of origins) {
    office.create('msdyn_transactionorigin', {
      msdyn_name: `${origin.table} - ${transaction.table}`,
      msdyn_origin: origin.id,
      msdyn_origintype: origin.table,
      msdyn_transaction: transaction.id,
      msdyn_transactiontype: transaction.table,
    });
  }
};

/** Ids of the transactions of one table that come from a record. */
export const transactionsFrom = (office: Office, originId: string, table: string): string[] =>
  office
    .where('msdyn_transactionorigin', 'msdyn_origin', originId)
    .filter((row) => row['msdyn_transactiontype'] === table)
    .map((row) => String(row['msdyn_transaction']));

/** The records of some tables that a transaction comes from. */
export const originsOf = (office: Office, transactionId: string): { readonly table: string; readonly id: string }[] =>
  office
    .where('msdyn_transactionorigin', 'msdyn_transaction', transactionId)
    .map((row) => ({ table: String(row['msdyn_origintype']), id: String(row['msdyn_origin']) }));
