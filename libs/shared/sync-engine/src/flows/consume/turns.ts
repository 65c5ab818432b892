/** Lets so many do their work at a time; the others wait in the order they came. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private atWork = 0;

  constructor(private readonly most: number) {}

  async take<R>(work: () => Promise<R>): Promise<R> {
    if (this.atWork >= this.most) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.atWork += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over, so that nobody who comes in between can.
      const next = this.waiting.shift();
      if (next) next();
      else this.atWork -= 1;
    }
  }
}
