/** Random numbers that can be repeated: mulberry32, good enough to choose who fails, and one line to reimplement elsewhere. */
export class SeededRandom {
  private state: number;

  constructor(seed = 1) {
    this.state = seed >>> 0;
  }

  reseed(seed: number): void {
    this.state = seed >>> 0;
  }

  /** From 0 (included) to 1 (excluded). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** True in that share of calls; draws nothing for 0, so that a fault that is off does not move the sequence of the others. */
  chance(rate: number): boolean {
    return rate > 0 && this.next() < rate;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low >= high ? low : low + Math.floor(this.next() * (high - low + 1));
  }
}
