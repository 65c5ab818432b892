import { Injectable } from '@nestjs/common';
import { Database } from '../transactions/database';
import type { Transaction } from '../transactions/transaction';
import type { BatchPosition } from './batch-position';
import { ConsumedOffsets } from './consumed-offsets';

/** One batch, one transaction: its effect and its offset commit together, or not at all (I7). */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly database: Database,
    private readonly offsets: ConsumedOffsets,
  ) {}

  /**
   * `work` may run more than once (see Database.transaction). Throws BatchTakenOver when another replica moved a position since
   * the batch was taken. The positions move first: their row locks keep a second replica out while this one works.
   */
  run<R>(batch: BatchPosition, work: (tx: Transaction) => Promise<R>): Promise<R> {
    return this.database.transaction(async (tx) => {
      await this.offsets.move(tx, batch);

      return work(tx);
    });
  }
}
