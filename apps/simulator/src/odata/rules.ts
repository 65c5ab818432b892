import type { Row, TableModel } from './model';
import type { Database } from './store';

export type RowEvent = 'create' | 'update' | 'delete';

/** What a business rule sees of one write. Rules run inside the write's transaction: one that throws takes all of it back. */
export interface RuleContext {
  readonly event: RowEvent;
  readonly table: TableModel;
  /** The stored row before the write; absent on create. */
  readonly before?: Row;
  /** The row to be stored (`before` stage: may be changed in place) or just stored (`after` stage); absent on delete. */
  readonly after?: Row;
  /** Columns the caller sent. */
  readonly sent: ReadonlySet<string>;
  readonly database: Database;
  /** Milliseconds since 1970 by the simulated clock. */
  readonly now: number;
  /** The system itself writes: an action of people, or another rule. */
  readonly isSystem?: boolean;
  /** Who writes, where the system knows users by id. */
  readonly userId?: string;
}

/** A plug-in on a table's events: how system-specific behaviour gets in without the core or the personality knowing the table. */
export interface BusinessRule {
  /** Entity set name. */
  readonly table: string;
  readonly on: readonly RowEvent[];
  readonly stage: 'before' | 'after';
  /** Throws `RuleRefusal` to refuse the write. */
  readonly run: (context: RuleContext) => void;
}

/** A business rule said no. The personality wraps the message in its system's error shape. */
export class RuleRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RuleRefusal';
  }
}

/** Rules by table and event, in the order they were added. */
export class RuleBook {
  private readonly rules = new Map<string, BusinessRule[]>();
  private readonly given = new Set<string>();

  add(rule: BusinessRule): void {
    const known = this.rules.get(rule.table);
    if (known === undefined) this.rules.set(rule.table, [rule]);
    else known.push(rule);
  }

  /** A table that a caller defined anew in the place of a built-in one is theirs: rules written for the old one know nothing of it. */
  give(entitySet: string): void {
    this.given.add(entitySet);
  }

  run(stage: BusinessRule['stage'], context: RuleContext): void {
    const rules = this.rules.get(context.table.entitySet);
    if (rules === undefined || this.given.has(context.table.entitySet)) return;
    for (const rule of rules) if (rule.stage === stage && rule.on.includes(context.event)) rule.run(context);
  }
}
