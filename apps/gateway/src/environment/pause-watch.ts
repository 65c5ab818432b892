import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Signal } from '../capture/signal';
import type { Pause } from './pauses';

/** Woken by PostgreSQL whenever a wait was stored, whoever stored it. */
export const pauseChannel = 'environment_pause';

/** Also read so often, should a notice be lost: a connection pooler may swallow LISTEN, a connection may break without a word. */
const lookAgainMs = 10_000;
const listenAgainMs = 1_000;

interface ListeningConnection {
  on(event: 'notification' | 'error', heard: () => void): void;
  removeListener(event: 'notification' | 'error', heard: () => void): void;
}

/**
 * Hears of each wait that is stored while this process runs. A system tells only the replica that it refused; one that did not hear of it would
 * send on, be refused too, and have the wait lengthened for all. Nothing is asked when a request is sent.
 */
export class PauseWatch {
  private readonly logger = new Logger('Pauses');
  private readonly stored = new Signal();
  private readonly watching: Promise<void>;
  private closed = false;

  /** `told` may hear the same wait many times. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly remaining: () => Promise<readonly Pause[]>,
    private readonly told: (pause: Pause) => void,
  ) {
    this.watching = this.watch();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stored.give();
    await this.watching;
  }

  private async watch(): Promise<void> {
    while (!this.closed) {
      try {
        await this.listen();
      } catch (error) {
        if (this.closed) return;
        this.logger.warn(`What other replicas are told to wait is not heard for now, trying again: ${String(error)}`);
        await delay(listenAgainMs, undefined, { ref: false });
      }
    }
  }

  /** Until closed. Throws when the connection breaks, or PostgreSQL does not answer. */
  private async listen(): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    let connection: ListeningConnection | undefined;
    let isBroken = false;
    const heard = (): void => this.stored.give();
    const broke = (): void => {
      isBroken = true;
      this.stored.give();
    };
    try {
      connection = (await runner.connect()) as ListeningConnection;
      connection.on('notification', heard);
      connection.on('error', broke);
      await runner.query(`LISTEN ${pauseChannel}`);
      // After LISTEN: what was stored before is found by reading, what is stored from now on is heard.
      while (!this.closed) {
        this.stored.take();
        for (const pause of await this.remaining()) this.told(pause);
        await this.stored.wait(lookAgainMs);
        if (isBroken) throw new Error('the connection that listens was ended');
      }
    } finally {
      // Also when it was the reading that failed: the connection may be the next one that listens.
      connection?.removeListener('notification', heard);
      connection?.removeListener('error', broke);
      await runner.release();
    }
  }
}
