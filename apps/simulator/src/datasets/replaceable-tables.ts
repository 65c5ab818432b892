import { isObject } from '../control/read-body';
import type { BaseCurrency, Dataverse } from '../dataverse';
import type { Row } from '../odata/model';

/**
 * Dataverse with built-in tables that give way: whoever defines a whole `account` right after a reset gets exactly the table they
 * describe, not ours with their columns added. Once there are rows or users, definitions are merged, as the control API says.
 */
export class ReplaceableTables {
  private builtIn: readonly Readonly<Record<string, unknown>>[] = [];
  private defined: unknown[] = [];
  private baseCurrency: BaseCurrency | undefined;
  private touched = false;

  constructor(
    private readonly dataverse: Dataverse,
    /** Whether a caller has written through the Web API since the reset. */
    private readonly hasWrites: () => boolean,
  ) {}

  reset(builtIn: readonly Readonly<Record<string, unknown>>[], baseCurrency?: BaseCurrency): void {
    this.builtIn = builtIn;
    this.baseCurrency = baseCurrency;
    this.defined = [];
    this.touched = false;
    this.dataverse.reset(baseCurrency);
    this.dataverse.define(builtIn);
  }

  /** From now on there is something that a replaced definition would lose. */
  touch(): void {
    this.touched = true;
  }

  define(tables: unknown): void {
    const items: unknown[] = Array.isArray(tables) ? tables : [];
    const replaced = items.filter(isWhole).map((item) => item['logicalName']);
    const kept = this.builtIn.filter((table) => !replaced.includes(table['logicalName']));
    if (this.touched || this.hasWrites() || kept.length === this.builtIn.length) this.dataverse.define(tables);
    else this.redefine(kept, tables);
    this.defined.push(...items);
  }

  seed(table: string, rows: unknown): void {
    this.dataverse.seed(table, rows);
    this.touched = true;
  }

  generate(table: string, count: number, template: unknown): void {
    this.dataverse.generate(table, count, template);
    this.touched = true;
  }

  rows(table: string, top?: number, skip?: number): { readonly count: number; readonly rows: readonly Row[] } {
    return this.dataverse.rows(table, top, skip);
  }

  private redefine(kept: readonly Readonly<Record<string, unknown>>[], tables: unknown): void {
    const restore = (builtIn: readonly Readonly<Record<string, unknown>>[]): void => {
      this.dataverse.reset(this.baseCurrency);
      this.dataverse.define(builtIn);
      this.dataverse.define(this.defined);
    };
    const before = this.builtIn;
    restore(kept);
    try {
      this.dataverse.define(tables);
      this.builtIn = kept;
    } catch (error) {
      restore(before);
      throw error;
    }
  }
}

/** A definition that needs nothing of an earlier one. */
const isWhole = (item: unknown): item is Readonly<Record<string, unknown>> =>
  isObject(item) &&
  typeof item['logicalName'] === 'string' &&
  typeof item['entitySetName'] === 'string' &&
  typeof item['primaryId'] === 'string' &&
  Array.isArray(item['columns']);
