/**
 * One request per turn of the event loop, first come first served. A request is answered in one go; were all that wait answered in the
 * same turn, callers who are still connecting would see the others' answers many times before their own connection is accepted.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private taken = false;

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.taken) this.give();
    });
  }

  private give(): void {
    this.taken = true;
    this.waiting.shift()!();
    setImmediate(() => {
      if (this.waiting.length > 0) this.give();
      else this.taken = false;
    });
  }
}
