import { Database } from '../odata/store';
import type { Row } from '../odata/model';
import { RuleBook } from '../odata/rules';
import type { TableStore } from '../odata/table-store';
import { Catalogue } from './definitions/catalogue';
import { type FinanceTable, RECORD_ID, RECORD_VERSION } from './definitions/finance-table';
import { compareKeyTexts } from './key-order';
import type { FinanceUser } from './ports';

const FIRST_RECORD_ID = 5_637_144_576;

/** Everything one Finance environment holds between requests. */
export class FinanceState {
  readonly catalogue = new Catalogue();
  readonly database = new Database({ compareKeys: compareKeyTexts });
  rules = new RuleBook();
  /** Grows with whatever may have changed a row, a transaction that was taken back included: results kept for paging rest on it. */
  revision = 0;
  private readonly unsetRows = new Map<string, Row>();
  private readonly nextRecordIds = new Map<string, number>();
  private readonly sequences = new Map<string, number>();
  private readonly entityNumbers = new Map<string, number>();
  private readonly users = new Map<string, FinanceUser>();
  private readonly userOfAll: FinanceUser = { defaultCompany: 'usmf' };

  constructor(private readonly random: { next(): number }) {}

  /** All writes of `work`, or none when it throws. */
  transaction<T>(work: () => T): T {
    try {
      return this.database.transaction(work);
    } finally {
      this.revision += 1;
    }
  }

  storeOf(table: FinanceTable): TableStore {
    return this.database.table(table.entitySet)!;
  }

  /** Takes a table in, new or changed; rows that exist get the unset value of columns they did not have. */
  define(table: FinanceTable): void {
    let unset = this.unsetRows.get(table.entitySet);
    if (unset === undefined) this.unsetRows.set(table.entitySet, (unset = Object.create(null) as Row));
    for (const column of table.columns.values()) unset[column.name] = column.unset;
    this.database.define(table.model);
    this.revision += 1;
  }

  /**
   * A row in which nothing is set. What is not set is not stored: it is read from the table's row of unset values, which is the
   * prototype of all its rows. Wide entities hold five values out of a hundred, and a million of them must fit.
   */
  blankRow(table: FinanceTable): Row {
    return Object.create(this.unsetRows.get(table.entitySet)!) as Row;
  }

  /** A copy that may be changed; a spread would lose the prototype. */
  copyOf(table: FinanceTable, row: Row): Row {
    return Object.assign(this.blankRow(table), row);
  }

  /** The service user behind a client's tokens; `usmf` and all companies unless `/_sim/users` said otherwise. */
  userOf(clientId: string): FinanceUser {
    return this.users.get(clientId) ?? this.users.get('*') ?? this.userOfAll;
  }

  setUser(user: FinanceUser, clientId = '*'): void {
    if (clientId === '*') this.users.clear();
    this.users.set(clientId, user);
  }

  /** Gives a new row the identity that its etag is made of. */
  stampNew(table: FinanceTable, row: Row, version: number): void {
    const id = this.nextRecordIds.get(table.entitySet) ?? FIRST_RECORD_ID;
    this.nextRecordIds.set(table.entitySet, id + 1);
    row[RECORD_ID] = id;
    row[RECORD_VERSION] = version;
    if (table.columns.get('RecordId')?.type === 'Int64') row['RecordId'] = id;
  }

  /** Another number than before, not the next one: etags can be compared, not ordered. */
  stampChanged(before: Row, row: Row): void {
    row[RECORD_ID] = before[RECORD_ID]!;
    do row[RECORD_VERSION] = 1 + Math.floor(this.random.next() * 2_147_483_646);
    while (row[RECORD_VERSION] === before[RECORD_VERSION]);
  }

  /** The next number of a sequence such as `C{n:6}`, per company. */
  drawNumber(table: FinanceTable, column: string, pattern: string, company: string): string {
    const id = `${table.entitySet} ${column} ${company}`;
    const next = (this.sequences.get(id) ?? 0) + 1;
    this.sequences.set(id, next);
    return pattern.replace(/\{n(?::(\d+))?\}/g, (_match, digits?: string) => String(next).padStart(Number(digits ?? 0), '0'));
  }

  /** The entity's number in this environment, the first four bytes of a virtual table's row id. */
  entityNumber(table: FinanceTable): number {
    let number = this.entityNumbers.get(table.internalName);
    if (number === undefined) this.entityNumbers.set(table.internalName, (number = 2_935 + this.entityNumbers.size));
    return number;
  }

  clear(): void {
    this.revision += 1;
    this.catalogue.clear();
    this.database.clear();
    this.rules = new RuleBook();
    for (const map of [this.unsetRows, this.nextRecordIds, this.sequences, this.entityNumbers, this.users]) map.clear();
  }
}
