import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type Transaction } from '@concord/persistence';
import { Area } from '../area/area';
import { Sweeper } from '../publishing/sweeper';
import { ForeignLinksRepository, type ChangedLink } from './foreign-links.repository';

/** Longer than any transaction of a batch: whoever had read the former value has committed by then. */
const laterMs = 20_000;

/** Has records compared again whose referred records share something else than they did: at once, and once more later. */
@Injectable()
export class LookAgain implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(LookAgain.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly area: Area,
    private readonly database: Database,
    private readonly foreignLinks: ForeignLinksRepository,
    private readonly sweeper: Sweeper,
  ) {}

  /** What a killed process had still to look at. */
  async onApplicationBootstrap(): Promise<void> {
    const [left] = await this.database.query('SELECT 1 FROM look_again LIMIT 1');
    if (left) this.later();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  /** Within the transaction that stored the change. Answers how many records are due. */
  async now(tx: Transaction, changed: readonly ChangedLink[]): Promise<number> {
    if (changed.length === 0) return 0;
    await tx.query(
      `INSERT INTO look_again (map, dataverse_id, is_rekeyed, due_at)
       SELECT n.map, n.id, n.is_rekeyed, now() + $4 * interval '1 millisecond' FROM unnest($1::text[], $2::text[], $3::boolean[]) AS n(map, id, is_rekeyed)`,
      [changed.map(({ map }) => map), changed.map(({ dataverseId }) => dataverseId), changed.map(({ isRekeyed }) => isRekeyed), laterMs],
    );
    return this.foreignLinks.lookAgain(tx, changed, (map) => this.area.usesOf(map));
  }

  /** After its commit. */
  later(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.look().catch((error: unknown) => {
        this.log.warn(`Could not look again at records whose references have changed, trying again: ${String(error)}`);
        this.later();
      });
    }, laterMs).unref();
  }

  /** What has become due; shared among replicas by who deletes it. Public for specs. */
  async look(): Promise<void> {
    const count = await this.database.transaction(async (tx) => {
      const rows = await tx.query<{ map: string; dataverse_id: string; is_rekeyed: boolean }>(
        'DELETE FROM look_again WHERE due_at <= now() RETURNING map, dataverse_id, is_rekeyed',
      );
      const changed = rows.map((row) => ({ map: row.map, dataverseId: row.dataverse_id, isRekeyed: row.is_rekeyed }));
      return this.foreignLinks.lookAgain(tx, changed, (map) => this.area.usesOf(map));
    });
    if (count > 0) this.sweeper.wake();
    const [left] = await this.database.query('SELECT 1 FROM look_again LIMIT 1');
    if (left) this.later();
  }
}
