export interface BatchSizeOptions {
  readonly least: number;
  readonly start: number;
  readonly most: number;
}

/** Answers slower than this say that the batches are too large: the service gives up after two minutes and counts execution time. */
const slowMs = 10_000;
const fastMs = 2_000;

/** Operations a batch may hold: more while answers are quick, half when one was slow, timed out or was called too large. */
export class BatchSize {
  private size: number;

  constructor(private readonly options: BatchSizeOptions) {
    this.size = options.start;
  }

  get current(): number {
    return Math.floor(this.size);
  }

  answered(milliseconds: number): void {
    if (milliseconds > slowMs) this.tooLarge();
    else if (milliseconds < fastMs) this.size = Math.min(this.options.most, this.size * 1.2);
  }

  tooLarge(): void {
    this.size = Math.max(this.options.least, this.size / 2);
  }
}
