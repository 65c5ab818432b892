/**
 * The simulator's clock: real time plus what `/_sim/clock` added. Token life, limits, delta token age, defaults of dates and
 * `modifiedon` all read it, so that a test can let an hour pass without waiting.
 */
export class SimulatorClock {
  private offsetMs = 0;

  /** Milliseconds since 1970, UTC. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  advance(seconds: number): void {
    this.offsetMs += seconds * 1000;
  }

  reset(): void {
    this.offsetMs = 0;
  }
}
