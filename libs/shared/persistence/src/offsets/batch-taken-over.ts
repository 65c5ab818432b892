import { ConcordError } from '@concord/contracts';
import type { BatchPosition } from './batch-position';

/**
 * Another replica has consumed this partition since the batch was taken; nothing of the batch was stored.
 *
 * To mend: nothing. The transport drops the batch and goes on from the position in the database.
 */
export class BatchTakenOver extends ConcordError {
  readonly code = 'BATCH_TAKEN_OVER';
  readonly kind = 'concurrency';

  constructor(batch: BatchPosition) {
    super(
      `Partition ${batch.partition} of ${batch.topic} was consumed by another replica of ${batch.consumer} meanwhile ` +
        `(expected position ${batch.takenAt}); this batch was not stored and is read again from the position in the database.`,
      { consumer: batch.consumer, topic: batch.topic, partition: batch.partition, takenAt: String(batch.takenAt) },
    );
  }
}
