/**
 * What takes writes back. Everything runs on one thread and without waiting in between, so a transaction is a stretch of the log.
 */
export class UndoLog {
  private steps: (() => void)[] = [];
  private effects: (() => void)[] = [];
  private readonly checks = new Map<string, () => void>();
  private depth = 0;

  get isOpen(): boolean {
    return this.depth > 0;
  }

  /** Remembers how to take a write back; outside a transaction there is nothing to remember. */
  record(step: () => void): void {
    if (this.depth > 0) this.steps.push(step);
  }

  /** Runs once the outermost transaction is through (at once outside one), never after a rollback. */
  onCommit(effect: () => void): void {
    if (this.depth > 0) this.effects.push(effect);
    else effect();
  }

  /** Runs at the end of the outermost transaction, once for each subject; one that throws takes the whole transaction back. */
  beforeCommit(subject: string, check: () => void): void {
    this.checks.set(subject, check);
  }

  /** All of `work` or nothing of it. An inner transaction that throws takes back only its own writes. */
  transaction<T>(work: () => T): T {
    const steps = this.steps.length;
    const effects = this.effects.length;
    this.depth += 1;
    let result: T;
    try {
      result = work();
      if (this.depth === 1) this.runChecks();
    } catch (error) {
      for (let index = this.steps.length - 1; index >= steps; index -= 1) this.steps[index]!();
      this.steps.length = steps;
      this.effects.length = effects;
      this.depth -= 1;
      if (this.depth === 0) this.checks.clear();
      throw error;
    }
    this.depth -= 1;
    if (this.depth === 0) this.finish();

    return result;
  }

  private runChecks(): void {
    for (const check of this.checks.values()) check();
    this.checks.clear();
  }

  private finish(): void {
    const effects = this.effects;
    this.steps = [];
    this.effects = [];
    for (const effect of effects) effect();
  }
}
