import { Injectable } from '@nestjs/common';
import { CaptureService } from '../capture/capture.service';
import { Subscriptions } from '../capture/subscriptions';
import type { DataverseMetadata } from '../dataverse/dataverse-metadata';

/** A webhook wakes the reader of its table; the delta brings the truth, also when the webhook is lost. */
@Injectable()
export class DataverseHints {
  constructor(
    private readonly subscriptions: Subscriptions,
    private readonly capture: CaptureService,
    private readonly metadata: DataverseMetadata,
  ) {}

  /** Whether the table is captured. */
  async take(logicalName: string): Promise<boolean> {
    for (const table of this.subscriptions.tables()) {
      if (table.system !== 'dataverse') continue;
      // Unknown while Dataverse is away: the next poll finds the change all the same.
      const name = await this.metadata.logicalName(table.name).catch(() => undefined);
      if (name !== logicalName) continue;
      await this.capture.wake('dataverse', table.name);
      return true;
    }
    return false;
  }
}
