import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { SnapshotProgress, SnapshotRequest } from '@concord/contracts';
import type { Batch } from '@concord/messaging';
import { UnitOfWork } from '@concord/persistence';
import { CaptureService } from './capture.service';
import { SnapshotRunner } from './snapshot-runner';

/** Takes requests to read a table, or single records; the holder of the table's lease does them. Our own progress messages pass by. */
@Controller()
export class SnapshotsHandler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runner: SnapshotRunner,
    private readonly capture: CaptureService,
  ) {}

  @EventPattern('snapshots')
  async handle(@Payload() batch: Batch<SnapshotRequest | SnapshotProgress>): Promise<void> {
    const requests = batch.messages.map((message) => message.value).filter((value) => value.kind === 'request');
    await this.unitOfWork.run(batch, (tx) => this.runner.ask(tx, requests));
    for (const request of requests) await this.capture.snapshotAsked(request.system, request.table);
  }
}
