import type { CopyTarget } from './copy-rows';

/** SQL on one connection, inside one transaction. */
export interface Transaction {
  /** Rows of the statement (also of `UPDATE … RETURNING`); parameters are `$1`, `$2`, …; bigint and numeric arrive as text. */
  query<R = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<R[]>;

  /**
   * New rows, by COPY: the cheapest way in, and none around a row that is there already. Rows in PostgreSQL's text format: fields between tabs, each row
   * ended by a newline, NULL as `\N`; backslash, tab, newline and carriage return within a field escaped by a backslash.
   */
  copy(into: CopyTarget, rows: string): Promise<void>;
}
