import { ConcordError } from '@concord/contracts';
import type { BatchPosition } from './batch-position';

/**
 * Another replica has consumed a partition since the batch was taken; nothing of the batch was stored.
 *
 * To mend: nothing. The transport drops the batch and goes on from the positions in the database.
 */
export class BatchTakenOver extends ConcordError {
  readonly code = 'BATCH_TAKEN_OVER';
  readonly kind = 'concurrency';

  constructor({ consumer, topic, partitions }: BatchPosition) {
    const expected = partitions.map(({ partition, takenAt }) => `${partition} at ${takenAt}`).join(', ');
    super(
      `A partition of ${topic} was consumed by another replica of ${consumer} meanwhile (expected positions: ${expected}); ` +
        `this batch was not stored and is read again from the positions in the database.`,
      { consumer, topic, expected },
    );
  }
}
