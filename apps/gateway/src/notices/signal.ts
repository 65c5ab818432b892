/** Something to wait for that is remembered: a notice given while nobody waits is found by the next who does. */
export class Signal {
  private given = false;
  private resolve: (() => void) | undefined;

  give(): void {
    this.given = true;
    this.resolve?.();
  }

  /** True once for each notice, or for several that came together. */
  take(): boolean {
    const was = this.given;
    this.given = false;
    return was;
  }

  /** Resolves at the next notice, or after so many milliseconds. */
  async wait(milliseconds: number): Promise<void> {
    if (this.given || milliseconds <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(milliseconds, 2_000_000_000));
      timer.unref();
      this.resolve = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.resolve = undefined;
  }
}
