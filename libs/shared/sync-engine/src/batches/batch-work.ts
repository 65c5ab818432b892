import { Injectable } from '@nestjs/common';
import type { Batch } from '@concord/messaging';
import { UnitOfWork, type Transaction } from '@concord/persistence';
import type { Resolve, TableMap } from '@concord/table-maps';
import { Area } from '../area/area';
import { EngineMetrics } from '../area/engine-metrics';
import type { LinkIndex } from '../links/link-index';
import { SharedRowsRepository } from '../links/shared-rows';
import { LinkPublisher } from '../publishing/link-publisher';
import type { Circumstances } from '../reconcile/draft';
import { LinkBatch } from './link-batch';
import { oncePerKey } from './once-per-key';

/** What handlers of messages have in common: one batch, one transaction. Links and consumed offset move together, or not at all; links are the outbox. */
@Injectable()
export class BatchWork {
  constructor(
    private readonly area: Area,
    private readonly unitOfWork: UnitOfWork,
    private readonly publisher: LinkPublisher,
    private readonly metrics: EngineMetrics,
  ) {}

  /** @param decide reads, and decides into `links`; may be called again, with none decided */
  async run(batch: Batch<object>, decide: (tx: Transaction, links: LinkBatch) => Promise<void>): Promise<void> {
    const { links, after } = await oncePerKey((isFirst) =>
      this.unitOfWork.run(batch, async (tx) => {
        const decided = new LinkBatch(this.area.sharesOf);
        await decide(tx, decided);
        return { links: decided, after: await this.publisher.store(tx, decided, isFirst ? 'copy' : 'upsert') };
      }),
    );
    await this.publisher.publish(after);
    this.metrics.notedIn(links.noted);
  }
}

/**
 * What deciding about links of one map takes besides them, once for all of a transaction. No memo: after an outcome a row may map to something else,
 * for then its own other half is there.
 */
@Injectable()
export class Surroundings {
  constructor(private readonly sharedRows: SharedRowsRepository) {}

  /** @param rows ids of the Dataverse rows in question: of a map whose rows legal entities share, who speaks for them is asked */
  async of(tx: Transaction, map: TableMap, resolve: Resolve, rows: readonly string[], index: LinkIndex): Promise<Circumstances> {
    const shared = await this.sharedRows.of(tx, map, rows, index);
    return { map, resolve, now: Date.now(), random: Math.random(), shared };
  }
}
