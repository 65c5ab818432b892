import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { LinkMessage } from '@concord/contracts';
import type { Batch } from '@concord/messaging';
import { UnitOfWork } from '@concord/persistence';
import { Area } from '../area/area';
import { ForeignLinksRepository } from './foreign-links.repository';
import { LinkArrivals } from './link-arrivals';
import { LookAgain } from './look-again';

/**
 * Whose reference has come is due at once, and whoever was made of values that have changed since; a legal entity that has come makes the maps
 * that fan out be read again. What is said of other areas' links is kept. Links that the area itself tells of are passed over, unless it
 * remembers what they share: their publisher has seen to them.
 */
@Controller()
export class LinksHandler {
  constructor(
    private readonly area: Area,
    private readonly unitOfWork: UnitOfWork,
    private readonly arrivals: LinkArrivals,
    private readonly foreignLinks: ForeignLinksRepository,
    private readonly lookAgain: LookAgain,
  ) {}

  @EventPattern('links')
  async handle(@Payload() batch: Batch<LinkMessage>): Promise<void> {
    const messages = batch.messages.map(({ value }) => value);
    const told = messages.filter(({ map }) => this.area.remembers(map));
    let isChanged = false;
    const isWork = await this.unitOfWork.run(batch, async (tx) => {
      const changed = await this.foreignLinks.store(tx, told);
      const again = await this.lookAgain.now(tx, changed);
      isChanged = changed.length > 0;
      const isDue = await this.arrivals.take(tx, messages);
      return isDue || again > 0;
    });
    if (isWork) this.arrivals.wake();
    if (isChanged) this.lookAgain.later();
  }
}
