import { Injectable } from '@nestjs/common';
import type { LinkMessage } from '@concord/contracts';
import type { Transaction } from '@concord/persistence';
import { Area, legalEntitiesMapId } from '../area/area';
import { InitialSyncRepository } from '../initial-sync/initial-sync.repository';
import { planOf } from '../reconcile/map-plan';
import { referenceName } from '../links/link-row';
import { releaseWaiting } from '../links/waiting-links';

/** What follows when both halves of a link are there: whose reference has come is due at once, and a legal entity makes maps that fan out be read again. */
@Injectable()
export class LinkArrivals {
  private wakeSweeper: () => void = () => undefined;

  constructor(
    private readonly area: Area,
    private readonly initialSync: InitialSyncRepository,
  ) {}

  /** The sweeper takes up what is due. It needs the publisher, which needs this: so it is told here, not injected. */
  whenDue(wake: () => void): void {
    this.wakeSweeper = wake;
  }

  /** True: something is due, to be told by `wake` after the commit. */
  async take(tx: Transaction, links: readonly LinkMessage[]): Promise<boolean> {
    const whole = links.filter(({ dataverseId, financeId }) => dataverseId !== undefined && financeId !== undefined);
    const found = whole.length > 0 ? await releaseWaiting(tx, () => whole.flatMap(namesOf)) : 0;
    const scopes = whole.filter(({ map }) => map === legalEntitiesMapId).map(({ financeId }) => financeId ?? '');
    const isFannedOut = await this.fanOut(tx, scopes);
    return isFannedOut || found > 0;
  }

  wake(): void {
    this.wakeSweeper();
  }

  private async fanOut(tx: Transaction, scopes: readonly string[]): Promise<boolean> {
    // What only Finance makes comes from there, with the legal entity; the row in Dataverse has nothing to add.
    const fanning = this.area.fanningOut.filter((map) => planOf(map).makes.dataverse);
    if (scopes.length === 0 || fanning.length === 0) return false;
    const places = fanning.map(({ id }) => ({ map: id, place: this.area.placeOf(id) }));
    return this.initialSync.readForScope(tx, places, scopes);
  }
}

const namesOf = ({ map, dataverseId, financeId }: LinkMessage): string[] => [
  referenceName({ map, system: 'dataverse', id: dataverseId ?? '' }),
  referenceName({ map, system: 'finance', id: financeId ?? '' }),
];
