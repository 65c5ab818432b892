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
    const constant = this.complete(table, withoutNumbers(template), this.state.blankRow(table), 'template');
    const numbered = Object.entries(template).filter(([, value]) => isNumbered(value));
    // Not one transaction: the steps to take a million rows back would need more memory than the rows.
    for (let n = 1; n <= count; n += 1) {
      const given: JsonObject = {};
      for (const [name, value] of numbered) given[name] = withNumber(value as string, n);
      this.store(table, store, this.complete(table, given, constant, `template (row ${n})`));
    }
  }

  /** A row with these members set, on top of a base that stays as it is. */
  complete(table: FinanceTable, given: JsonObject, base: Row, where: string): Row {
    const row = this.state.copyOf(table, base);
    for (const name of Object.keys(given)) {
      const column = table.columns.get(name);
      if (column === undefined) throw new ControlRefusal(`'${where}' has '${name}', which is no column of ${table.entitySet}.`);
      try {
        row[name] = readValue(column, given[name] as string | number | boolean | null, true);
      } catch (error) {
        throw error instanceof WrongValue ? new ControlRefusal(`'${where}.${name}': ${error.message}`) : error;
      }
    }
    if (table.companySpecific) row['dataAreaId'] = (String(row['dataAreaId']) || 'usmf').toLowerCase();
    return row;
  }

  private put(table: FinanceTable, store: TableStore, given: unknown, where: string): void {
    if (!isObject(given)) throw new ControlRefusal(`'${where}' must be an object.`);
    const draft = this.complete(table, given, this.state.blankRow(table), where);
    const known = store.get(rowKey(table.model, draft)!);
    if (known === undefined) {
      this.store(table, store, draft);
      return;
    }
    const row = this.complete(table, given, known, where);
    for (const name of table.model.key.columns) row[name] = known[name]!;
    this.state.stampChanged(known, row);
    store.replace(row, false);
  }

  /** A new row, or one in the place of that with its key. */
  private store(table: FinanceTable, store: TableStore, row: Row): void {
    const known = store.get(rowKey(table.model, row)!);
    if (known === undefined) {
      this.state.stampNew(table, row, SEEDED_VERSION);
      store.insert(row, false);
      return;
    }
    this.state.stampChanged(known, row);
    store.replace(row, false);
  }
}

const isNumbered = (value: unknown): boolean => typeof value === 'string' && value.includes('{n');

const withoutNumbers = (template: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(template).filter(([, value]) => !isNumbered(value)));

const withNumber = (text: string, n: number): string =>
  text.replace(/\{n(?::(\d+))?\}/g, (_match, digits?: string) => String(n).padStart(Number(digits ?? 0), '0'));
