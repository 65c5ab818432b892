import { ChangeLog } from './change-log';
import type { KeyModel, Row, TableModel, Value } from './model';
import { type CompareKeys, OrderedKeys } from './ordered-keys';
import { keyPart, keyText, rowKey } from './row-key';
import type { UndoLog } from './undo-log';

/** A key, primary or alternate, that another row has already. */
export class DuplicateKey extends Error {
  constructor(
    readonly table: TableModel,
    readonly key: KeyModel,
    readonly isPrimary: boolean,
  ) {
    super(`A row with this ${key.name} (${key.columns.join(', ')}) exists in ${table.entitySet} already.`);
    this.name = 'DuplicateKey';
  }
}

export interface StoreOptions {
  /** Column that receives the version of each write; needed for change tracking. */
  readonly versionColumn?: string;
  /** Page order of keys; plain text order when absent. */
  readonly compareKeys?: CompareKeys;
}

/**
 * What must hold whenever a transaction ends, whoever wrote: business rules can be passed by (a seed does), a constraint cannot.
 * Several rows together satisfy it, so it is looked at when all of them are there.
 */
export interface StoreConstraint {
  /** What has to be looked at again when this row was written or deleted. */
  readonly subject: (row: Row) => string;
  /** Throws to take the transaction back. `row` is one of the subject's; it may be gone by now. */
  readonly check: (row: Row, store: TableStore) => void;
}

/** The rows of one table in memory, with the indexes its model asks for. Row objects belong to the store once given to it. */
export class TableStore {
  private readonly rows = new Map<string, Row>();
  private readonly unique = new Map<string, Map<string, string>>();
  private readonly secondary = new Map<string, Map<string, Set<string>>>();
  private readonly changes = new ChangeLog();
  private readonly ordered: OrderedKeys;
  private constraint: StoreConstraint | undefined;
  /** Page order of key texts. */
  readonly compareKeys: CompareKeys;

  constructor(
    public model: TableModel,
    private readonly undo: UndoLog,
    private readonly nextVersion: () => number,
    private readonly options: StoreOptions,
  ) {
    this.compareKeys = options.compareKeys ?? ((left, right) => (left < right ? -1 : left > right ? 1 : 0));
    this.ordered = new OrderedKeys(
      () => this.rows.keys(),
      (key) => this.rows.has(key),
      this.compareKeys,
    );
    this.redefine(model);
  }

  constrain(constraint: StoreConstraint): void {
    this.constraint = constraint;
  }

  get size(): number {
    return this.rows.size;
  }

  /** A changed definition over the same rows. Throws `DuplicateKey` when the rows do not fit a new alternate key. */
  redefine(model: TableModel): void {
    const indexes = model.alternateKeys.map((key) => [key.name, this.buildUnique(model, key)] as const);
    this.model = model;
    this.unique.clear();
    for (const [name, index] of indexes) this.unique.set(name, index);
  }

  /** The row with this key text (see `keyText`). */
  get(key: string): Row | undefined {
    return this.rows.get(key);
  }

  /** The row an alternate key names; `undefined` as well when a part is null. */
  byAlternateKey(key: KeyModel, valueOf: (column: string) => Value | undefined): Row | undefined {
    const text = keyText(this.model, key.columns, valueOf);
    const found = text === undefined ? undefined : this.unique.get(key.name)?.get(text);
    return found === undefined ? undefined : this.rows.get(found);
  }

  /** Rows whose column has this value, through an index that is built when first needed; in no particular order. */
  where(column: string, value: Value): Row[] {
    const index = this.secondary.get(column) ?? this.buildSecondary(column);
    const part = keyPart(this.model.columns.get(column)?.kind ?? 'string', value);
    const keys = part === undefined ? undefined : index.get(part);
    return keys === undefined ? [] : [...keys].map((key) => this.rows.get(key)!);
  }

  /** Rows in page order; `after` is the key text of the last row already seen, which may be gone. */
  *scan(after?: string): Generator<Row> {
    for (const key of this.ordered.after(after)) {
      const row = this.rows.get(key);
      if (row !== undefined) yield row;
    }
  }

  /** `tracked: false` keeps the write out of the change log, as seeds are. Throws `DuplicateKey`. */
  insert(row: Row, tracked = true): Row {
    return this.checked(() => this.insertRow(row, tracked));
  }

  private insertRow(row: Row, tracked: boolean): Row {
    const key = this.keyOf(row);
    if (this.rows.has(key)) throw new DuplicateKey(this.model, this.model.key, true);
    this.checkUnique(row, undefined);
    const version = this.stamp(row);
    this.put(key, row, undefined);
    this.ordered.added(key);
    const untrack = tracked && this.model.changeTracking ? this.changes.written(key, version) : undefined;
    this.undo.record(() => {
      untrack?.();
      this.take(key, row);
    });
    return row;
  }

  /** Puts `row` in the place of the one with the same key. Throws `DuplicateKey` for an alternate key. */
  replace(row: Row, tracked = true): Row {
    return this.checked(() => this.replaceRow(row, tracked));
  }

  private replaceRow(row: Row, tracked: boolean): Row {
    const key = this.keyOf(row);
    const before = this.rows.get(key);
    if (before === undefined) throw new Error(`No row ${key} in ${this.model.entitySet} to replace.`);
    this.checkUnique(row, key);
    const version = this.stamp(row);
    this.put(key, row, before);
    const untrack = tracked && this.model.changeTracking ? this.changes.written(key, version) : undefined;
    this.undo.record(() => {
      untrack?.();
      this.put(key, before, row);
    });
    return row;
  }

  /** Whether there was one. */
  delete(key: string, tracked = true): boolean {
    return this.checked(() => this.deleteRow(key, tracked));
  }

  private deleteRow(key: string, tracked: boolean): boolean {
    const before = this.rows.get(key);
    if (before === undefined) return false;
    this.take(key, before);
    const version = this.nextVersion();
    const untrack = tracked && this.model.changeTracking ? this.changes.deleted(key, version) : undefined;
    this.undo.record(() => {
      untrack?.();
      this.put(key, before, undefined);
      this.ordered.added(key);
    });
    return true;
  }

  /** Rows written after a version and still there, in the order of their writes; `version` is that of the write. */
  *writesAfter(version: number): Generator<{ readonly row: Row; readonly version: number }> {
    for (const entry of this.changes.writesAfter(version)) {
      const row = this.rows.get(entry.key);
      if (row !== undefined) yield { row, version: entry.version };
    }
  }

  /** Keys deleted after a version, in version order. */
  deletesAfter(version: number): Iterable<{ readonly key: string; readonly version: number }> {
    return this.changes.deletesAfter(version);
  }

  /** A write outside a transaction becomes one of its own when there is a constraint to check at its end. */
  private checked<T>(write: () => T): T {
    return this.constraint === undefined || this.undo.isOpen ? write() : this.undo.transaction(write);
  }

  private watch(row: Row): void {
    const { constraint } = this;
    if (constraint === undefined) return;
    this.undo.beforeCommit(`${this.model.entitySet} ${constraint.subject(row)}`, () => constraint.check(row, this));
  }

  private keyOf(row: Row): string {
    const key = rowKey(this.model, row);
    if (key === undefined) throw new Error(`A row of ${this.model.entitySet} lacks its key (${this.model.key.columns.join(', ')}).`);
    return key;
  }

  private stamp(row: Row): number {
    const version = this.nextVersion();
    if (this.options.versionColumn !== undefined) row[this.options.versionColumn] = version;
    return version;
  }

  private checkUnique(row: Row, ownKey: string | undefined): void {
    for (const key of this.model.alternateKeys) {
      const text = keyText(this.model, key.columns, (column) => row[column]);
      const holder = text === undefined ? undefined : this.unique.get(key.name)!.get(text);
      if (holder !== undefined && holder !== ownKey) throw new DuplicateKey(this.model, key, false);
    }
  }

  private put(key: string, row: Row, before: Row | undefined): void {
    this.rows.set(key, row);
    if (before !== undefined) this.watch(before);
    this.watch(row);
    for (const alternate of this.model.alternateKeys) {
      const index = this.unique.get(alternate.name)!;
      const was = before && keyText(this.model, alternate.columns, (column) => before[column]);
      const is = keyText(this.model, alternate.columns, (column) => row[column]);
      if (was === is) continue;
      if (was !== undefined) index.delete(was);
      if (is !== undefined) index.set(is, key);
    }
    for (const [column, index] of this.secondary) {
      if (before !== undefined && before[column] === row[column]) continue;
      if (before !== undefined) this.unindex(index, column, key, before);
      this.index(index, column, key, row);
    }
  }

  private take(key: string, row: Row): void {
    this.rows.delete(key);
    this.watch(row);
    this.ordered.removed();
    for (const alternate of this.model.alternateKeys) {
      const text = keyText(this.model, alternate.columns, (column) => row[column]);
      if (text !== undefined) this.unique.get(alternate.name)!.delete(text);
    }
    for (const [column, index] of this.secondary) this.unindex(index, column, key, row);
  }

  private index(index: Map<string, Set<string>>, column: string, key: string, row: Row): void {
    const part = keyPart(this.model.columns.get(column)?.kind ?? 'string', row[column]);
    if (part === undefined) return;
    const keys = index.get(part);
    if (keys === undefined) index.set(part, new Set([key]));
    else keys.add(key);
  }

  private unindex(index: Map<string, Set<string>>, column: string, key: string, row: Row): void {
    const part = keyPart(this.model.columns.get(column)?.kind ?? 'string', row[column]);
    const keys = part === undefined ? undefined : index.get(part);
    keys?.delete(key);
    if (keys?.size === 0) index.delete(part!);
  }

  private buildSecondary(column: string): Map<string, Set<string>> {
    const index = new Map<string, Set<string>>();
    for (const [key, row] of this.rows) this.index(index, column, key, row);
    this.secondary.set(column, index);
    return index;
  }

  private buildUnique(model: TableModel, key: KeyModel): Map<string, string> {
    const index = new Map<string, string>();
    for (const [rowKeyText, row] of this.rows) {
      const text = keyText(model, key.columns, (column) => row[column]);
      if (text === undefined) continue;
      if (index.has(text)) throw new DuplicateKey(model, key, false);
      index.set(text, rowKeyText);
    }
    return index;
  }
}
