import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { LinkMessage } from '@concord/contracts';
import type { Batch } from '@concord/messaging';
import { UnitOfWork } from '@concord/persistence';
import { Area, legalEntitiesMapId } from '../area/area';
import { EngineMetrics } from '../area/engine-metrics';
import { InitialSyncRepository } from '../initial-sync/initial-sync.repository';
import { Sweeper } from '../publishing/sweeper';
import { referenceName } from '../links/link-row';
import { releaseWaiting } from '../links/waiting-links';
import { ForeignLinksRepository } from './foreign-links.repository';
import { LookAgain } from './look-again';

/**
 * Whose reference has come is due at once, and whoever was made of values that have changed since; a legal entity that has come makes the maps
 * that fan out be read again. What is said of other areas' links is kept.
 */
@Controller()
export class LinksHandler {
  constructor(
    private readonly area: Area,
    private readonly unitOfWork: UnitOfWork,
    private readonly initialSync: InitialSyncRepository,
    private readonly foreignLinks: ForeignLinksRepository,
    private readonly lookAgain: LookAgain,
    private readonly sweeper: Sweeper,
    private readonly metrics: EngineMetrics,
  ) {}

  @EventPattern('links')
  async handle(@Payload() batch: Batch<LinkMessage>): Promise<void> {
    const done = this.metrics.startBatch('links');
    const whole = batch.messages
      .map(({ value }) => value)
      .filter(({ dataverseId, financeId }) => dataverseId !== undefined && financeId !== undefined);
    const released = whole.flatMap(namesOf);
    const scopes = whole.filter(({ map }) => map === legalEntitiesMapId).map(({ financeId }) => financeId ?? '');
    const told = batch.messages.map(({ value }) => value).filter(({ map }) => this.area.remembers(map));
    let isChanged = false;
    const isWork = await this.unitOfWork.run(batch, async (tx) => {
      const changed = await this.foreignLinks.store(tx, told);
      const again = await this.lookAgain.now(tx, changed);
      isChanged = changed.length > 0;
      const found = await releaseWaiting(tx, released);
      const isFannedOut = await this.fanOut(tx, scopes);
      return isFannedOut || again > 0 || found > 0;
    });
    if (isWork) this.sweeper.wake();
    if (isChanged) this.lookAgain.later();
    done();
  }

  private async fanOut(tx: Parameters<InitialSyncRepository['readForScope']>[0], scopes: readonly string[]): Promise<boolean> {
    if (scopes.length === 0 || this.area.fanningOut.length === 0) return false;
    const places = this.area.fanningOut.map(({ id }) => ({ map: id, place: this.area.placeOf(id) }));
    return this.initialSync.readForScope(tx, places, scopes);
  }
}

const namesOf = ({ map, dataverseId, financeId }: LinkMessage): string[] => [
  referenceName({ map, system: 'dataverse', id: dataverseId ?? '' }),
  referenceName({ map, system: 'finance', id: financeId ?? '' }),
];
