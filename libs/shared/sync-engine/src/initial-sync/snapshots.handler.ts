import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { SnapshotProgress, SnapshotRequest } from '@concord/contracts';
import type { Batch } from '@concord/messaging';
import { UnitOfWork } from '@concord/persistence';
import { Area } from '../area/area';
import { Sweeper } from '../publishing/sweeper';
import { InitialSyncRepository } from './initial-sync.repository';

/** Takes in how far the gateway is with what this area asked for. */
@Controller()
export class SnapshotsHandler {
  constructor(
    private readonly area: Area,
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: InitialSyncRepository,
    private readonly sweeper: Sweeper,
  ) {}

  @EventPattern('snapshots')
  async handle(@Payload() batch: Batch<SnapshotRequest | SnapshotProgress>): Promise<void> {
    const newest = new Map<string, SnapshotProgress>();
    for (const { value } of batch.messages) {
      if (value.kind === 'progress' && value.area === this.area.name) newest.set(`${value.run} ${value.system} ${value.table}`, value);
    }
    await this.unitOfWork.run(batch, async (tx) => {
      for (const progress of newest.values()) {
        const maps = this.area.maps.filter((map) => map[progress.system].table === progress.table).map(({ id }) => id);
        await this.runs.note(tx, maps, progress);
      }
    });
    // The next table may be asked for.
    if ([...newest.values()].some(({ status }) => status !== 'reading')) this.sweeper.wake();
  }
}
