import type { Dataverse } from '../../dataverse';
import type { Row, Value } from '../../odata/model';
import { RuleRefusal } from '../../odata/rules';
import { instantText } from '../../odata/tokens';
import type { Systems } from '../systems';

export type Values = Record<string, Value>;

/** What people's actions and the platform's own jobs do to rows: every write goes through rules, change tracking and webhooks. */
export class Office {
  private readonly dataverse: Dataverse;

  constructor(private readonly systems: Systems) {
    this.dataverse = systems.dataverse;
  }

  /** Milliseconds since 1970, by the simulated clock. */
  get milliseconds(): number {
    return this.systems.clock.now();
  }

  get now(): string {
    return instantText(this.milliseconds);
  }

  /** Today in UTC: `2026-03-01`. */
  get today(): string {
    return this.now.slice(0, 10);
  }

  /** By logical name. `undefined` as well for no id. */
  find(table: string, id: Value | undefined): Row | undefined {
    return typeof id === 'string' && id !== '' ? this.dataverse.find(table, id) : undefined;
  }

  /** Throws `RuleRefusal` when there is none. */
  get(table: string, id: Value | undefined): Row {
    const row = this.find(table, id);
    if (row === undefined) throw new RuleRefusal(`There is no ${table} '${String(id ?? '')}'.`);
    return row;
  }

  where(table: string, column: string, value: Value | undefined): readonly Row[] {
    return value === undefined || value === null ? [] : this.dataverse.where(table, column, value);
  }

  count(table: string): number {
    return this.dataverse.rows(table, 0).count;
  }

  create(table: string, values: Values): Row {
    return this.dataverse.write('create', table, values);
  }

  update(table: string, id: Value | undefined, values: Values): Row {
    return this.dataverse.write('update', table, { [`${table}id`]: id, ...values });
  }

  delete(table: string, id: Value | undefined): void {
    this.dataverse.write('delete', table, { [`${table}id`]: id });
  }

  /** All writes of `work`, or none when it throws. */
  transaction<T>(work: () => T): T {
    return this.dataverse.transaction(work);
  }
}

/** Text of a column, or `''`. */
export const text = (row: Row | undefined, column: string): string => {
  const value = row?.[column] ?? null;
  return value === null ? '' : String(value);
};

/** The id in a lookup, or `undefined`. */
export const lookup = (row: Row | undefined, attribute: string): string | undefined => {
  const value = row?.[`_${attribute}_value`] ?? null;
  return typeof value === 'string' ? value : undefined;
};

/** A number column as decimal text; nothing counts as nought. */
export const decimal = (row: Row | undefined, column: string): string => text(row, column) || '0';
