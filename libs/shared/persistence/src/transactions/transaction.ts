/** SQL on one connection, inside one transaction. */
export interface Transaction {
  /** Rows of the statement (also of `UPDATE … RETURNING`); parameters are `$1`, `$2`, …; bigint and numeric arrive as text. */
  query<R = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<R[]>;
}
