import { Injectable, Logger } from '@nestjs/common';
import type { System } from '@concord/contracts';
import { Database } from '@concord/persistence';
import { ChannelWatch } from '../notices/channel-watch';

const channel = 'environment_pause';

/** How long an environment is still to be left alone. */
export interface Pause {
  readonly system: System;
  readonly milliseconds: number;
}

/**
 * Until when each environment asked for quiet. Kept in the database, because a gateway that is killed and started again, or that runs beside
 * the one that was told, would otherwise send at once, be refused, and have the wait lengthened.
 */
@Injectable()
export class Pauses {
  private readonly logger = new Logger('Pauses');

  constructor(private readonly database: Database) {}

  /** Never fails: a wait that could not be stored is still obeyed by this process. */
  async remember(system: System, milliseconds: number): Promise<void> {
    try {
      await this.database.query(
        `WITH stored AS (
           INSERT INTO environment_pause (system, until) VALUES ($1, now() + make_interval(secs => $2))
           ON CONFLICT (system) DO UPDATE SET until = greatest(environment_pause.until, excluded.until)
           RETURNING system
         )
         SELECT pg_notify('${channel}', '') FROM stored`,
        [system, milliseconds / 1000],
      );
    } catch (error) {
      this.logger.warn(
        `The wait that ${system} asked for could not be stored: a restart would forget it, and other replicas do not know of it: ${String(error)}`,
      );
    }
  }

  /** Milliseconds left by system; none where it is over. */
  async remaining(): Promise<readonly Pause[]> {
    const rows = await this.database.query<{ system: System; seconds: number }>(
      'SELECT system, extract(epoch FROM until - now())::float8 AS seconds FROM environment_pause WHERE until > now()',
    );
    return rows.map(({ system, seconds }) => ({ system, milliseconds: seconds * 1000 }));
  }

  /**
   * What any replica is told to wait, from now on, until closed; `told` may hear the same wait many times. A system tells only the replica that it
   * refused; one that did not hear of it would send on, be refused too, and have the wait lengthened for all. Nothing is asked when a request is sent.
   */
  follow(told: (pause: Pause) => void): ChannelWatch {
    return new ChannelWatch(this.database, channel, async () => (await this.remaining()).forEach(told));
  }
}
