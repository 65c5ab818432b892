import { Logger } from '@nestjs/common';
import type { Database } from '@concord/persistence';
import { Signal } from './signal';

/** Also looked at so often, should a notice be lost: a connection pooler may swallow LISTEN, a connection may break without a word. */
const lookAgainMs = 10_000;
const listenAgainMs = 1_000;

/**
 * Looks at something in the database whenever another replica says, by NOTIFY on the channel, that it is news. What is true stands in the database: a
 * notice has no content, and one that is lost makes the look late, never wrong.
 */
export class ChannelWatch {
  private readonly logger = new Logger('Notices');
  private readonly signal = new Signal();
  private readonly watching: Promise<void>;
  private closed = false;

  /** `look` is called now, after each notice, and anew when it failed; one call at a time, and one for notices that come together. */
  constructor(
    private readonly database: Database,
    private readonly channel: string,
    private readonly look: () => Promise<void>,
  ) {
    this.watching = this.watch();
  }

  /** Resolves when the look under way has ended. */
  async close(): Promise<void> {
    this.closed = true;
    this.signal.give();
    await this.watching;
  }

  private async watch(): Promise<void> {
    while (!this.closed) {
      try {
        await this.listen();
      } catch (error) {
        if (this.closed) return;
        this.logger.warn(`What other replicas say on ${this.channel} is not heard for now, trying again: ${String(error)}`);
        this.signal.take();
        if (!this.closed) await this.signal.wait(listenAgainMs);
      }
    }
  }

  /** Until closed. Throws when the connection breaks, or PostgreSQL does not answer. */
  private async listen(): Promise<void> {
    let broken: Error | undefined;
    const heard = (): void => this.signal.give();
    const broke = (error: Error): void => {
      broken = error;
      this.signal.give();
    };
    const end = await this.database.listen(this.channel, heard, broke);
    try {
      // After LISTEN: what was there before is found by looking, what comes from now on is heard.
      while (!this.closed) {
        this.signal.take();
        await this.look();
        if (broken === undefined && !this.closed) await this.signal.wait(lookAgainMs);
        if (broken !== undefined) throw broken;
      }
    } finally {
      end();
    }
  }
}
