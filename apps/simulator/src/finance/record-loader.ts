import { ControlRefusal } from '../control/control-refusal';
import { isObject, type JsonObject } from '../control/read-body';
import type { Row } from '../odata/model';
import { rowKey } from '../odata/row-key';
import type { TableStore } from '../odata/table-store';
import type { FinanceTable } from './definitions/finance-table';
import type { FinanceState } from './finance-state';
import { readValue, WrongValue } from './wire/read-value';

/** Converted or seeded data has record version 0: finance-api.md 2.6. */
const SEEDED_VERSION = 0;

/** Puts rows in past every rule, as `/_sim/seed` and `/_sim/generate` do: no validation, no references, no events. */
export class RecordLoader {
  constructor(private readonly state: FinanceState) {}

  seed(table: FinanceTable, rows: readonly JsonObject[]): void {
    const store = this.state.storeOf(table);
    this.state.database.transaction(() => rows.forEach((given, index) => this.put(table, store, given, `rows[${index}]`)));
  }

  /** `count` rows of a template; in texts `{n}` counts from 1, `{n:5}` is padded with zeros to 5 digits. */
  generate(table: FinanceTable, count: number, template: JsonObject): void {
    const store = this.state.storeOf(table);
    const parts = Object.entries(template).map(([name, value]) => [name, numbered(value)] as const);
    // Not one transaction: the steps to take a million rows back would need more memory than the rows.
    for (let n = 1; n <= count; n += 1) {
      const row: JsonObject = {};
      for (const [name, make] of parts) row[name] = make(n);
      this.put(table, store, row, `template (row ${n})`);
    }
  }

  /** A row as `write` of the control API takes it, with all columns. */
  complete(table: FinanceTable, given: JsonObject, base: Row | undefined, where: string): Row {
    const row: Row = {};
    for (const { name, unset } of table.columns.values()) row[name] = base?.[name] ?? unset;
    for (const [name, value] of Object.entries(given)) {
      const column = table.columns.get(name);
      if (column === undefined) throw new ControlRefusal(`'${where}' has '${name}', which is no column of ${table.entitySet}.`);
      try {
        row[name] = readValue(column, value as string | number | boolean | null, true);
      } catch (error) {
        throw error instanceof WrongValue ? new ControlRefusal(`'${where}.${name}': ${error.message}`) : error;
      }
    }
    if (table.companySpecific) row['dataAreaId'] = (String(row['dataAreaId']) || 'usmf').toLowerCase();
    return row;
  }

  private put(table: FinanceTable, store: TableStore, given: unknown, where: string): void {
    if (!isObject(given)) throw new ControlRefusal(`'${where}' must be an object.`);
    const draft = this.complete(table, given, undefined, where);
    const key = rowKey(table.model, draft)!;
    const known = store.get(key);
    if (known === undefined) {
      this.state.stampNew(table, draft, SEEDED_VERSION);
      store.insert(draft, false);
      return;
    }
    const row = this.complete(table, given, known, where);
    for (const name of table.model.key.columns) row[name] = known[name]!;
    this.state.stampChanged(known, row);
    store.replace(row, false);
  }
}

const numbered = (value: unknown): ((n: number) => unknown) => {
  if (typeof value !== 'string' || !value.includes('{n')) return () => value;
  return (n) => value.replace(/\{n(?::(\d+))?\}/g, (_match, digits?: string) => String(n).padStart(Number(digits ?? 0), '0'));
};
