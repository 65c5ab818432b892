import type { TableModel } from './model';
import { type StoreOptions, TableStore } from './table-store';
import { UndoLog } from './undo-log';

/** All tables of one system: one version counter over all of them, one transaction at a time. */
export class Database {
  private readonly stores = new Map<string, TableStore>();
  private readonly undo = new UndoLog();
  private version: number;

  /** `firstVersion`: where the version counter starts, so that versions look like those of a system in use. */
  constructor(
    private readonly options: StoreOptions = {},
    private readonly firstVersion = 1_000,
  ) {
    this.version = firstVersion;
  }

  /** The version of the newest write. */
  get currentVersion(): number {
    return this.version;
  }

  /** Uses up a version without a write. */
  advanceVersion(): void {
    this.version += 1;
  }

  /** Adds a table, or gives one that exists a changed definition and keeps its rows. */
  define(model: TableModel): TableStore {
    const known = this.stores.get(model.entitySet);
    if (known !== undefined) {
      known.redefine(model);
      return known;
    }
    const store = new TableStore(model, this.undo, () => (this.version += 1), this.options);
    this.stores.set(model.entitySet, store);
    return store;
  }

  /** By entity set name, letter for letter. */
  table(entitySet: string): TableStore | undefined {
    return this.stores.get(entitySet);
  }

  tables(): Iterable<TableStore> {
    return this.stores.values();
  }

  /** All writes of `work`, or none when it throws. May be nested: the inner one takes back its own writes only. */
  transaction<T>(work: () => T): T {
    return this.undo.transaction(work);
  }

  /** For what must not happen when the transaction is rolled back: sending events, counting writes. At once outside a transaction. */
  onCommit(effect: () => void): void {
    this.undo.onCommit(effect);
  }

  /** Forgets tables and rows; versions start over. */
  clear(): void {
    this.stores.clear();
    this.version = this.firstVersion;
  }
}
