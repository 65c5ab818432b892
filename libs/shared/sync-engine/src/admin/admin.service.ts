import { ConflictException, Injectable, NotFoundException } from '@nestjs/common';
import { Database } from '@concord/persistence';
import { Area } from '../area/area';
import { InitialSyncRepository } from '../initial-sync/initial-sync.repository';
import { copyOf, isInFlight, systems, type Link } from '../links/link';
import { LinkRepository, type ShownLink } from '../links/link.repository';
import { MapStateRepository } from '../pausing/map-state.repository';
import { LinkPublisher } from '../publishing/link-publisher';
import { PublicationRepository } from '../publishing/publication.repository';
import { Sweeper } from '../publishing/sweeper';
import { LinkBatch } from '../batches/link-batch';
import { planOf } from '../reconcile/map-plan';
import { Retrier } from '../retry/retrier';

/** What an operator may do. */
@Injectable()
export class AdminService {
  constructor(
    private readonly area: Area,
    private readonly database: Database,
    private readonly links: LinkRepository,
    private readonly states: MapStateRepository,
    private readonly publications: PublicationRepository,
    private readonly runs: InitialSyncRepository,
    private readonly retrier: Retrier,
    private readonly publisher: LinkPublisher,
    private readonly sweeper: Sweeper,
  ) {}

  async shown(id: string): Promise<ShownLink> {
    const found = await this.links.show(this.database, id);
    if (!found) throw new NotFoundException(`There is no link ${id}.`);
    return found;
  }

  /** Takes the link up again with what is known now. */
  async retry(id: string): Promise<ShownLink> {
    const after = await this.database.transaction(async (tx) => {
      const link = this.mustBe(id, await this.links.ofIds(tx, [id]));
      if (systems.some((system) => isInFlight(link[system])))
        throw new ConflictException('A write of this link is on its way; its outcome decides.');
      return this.publisher.store(tx, await this.retrier.retry(tx, [link], 'operator'));
    });
    await this.publisher.publish(after);
    return this.shown(id);
  }

  /** The change is given up, by a person, with a reason. A newer change of either record takes the link up again. */
  async dismiss(id: string, reason: string): Promise<ShownLink> {
    const after = await this.database.transaction(async (tx) => {
      const link = this.mustBe(id, await this.links.ofIds(tx, [id]));
      if (link.status === 'synced' || systems.some((system) => isInFlight(link[system]))) {
        throw new ConflictException(`The link is ${link.status}: only what waits, failed or is in conflict can be dismissed.`);
      }
      const batch = new LinkBatch(this.area.sharesOf);
      batch.add([link]);
      const dismissed: Link = { ...copyOf(link), status: 'dismissed', reason, waitingFor: [], dueAt: null, unappliedSince: null };
      batch.decide({ link: dismissed, issued: [], noted: [] });
      return this.publisher.store(tx, batch);
    });
    await this.publisher.publish(after);
    return this.shown(id);
  }

  async retryMany(map: string, code: string | undefined): Promise<number> {
    this.known(map);
    const count = await this.links.makeDue(this.database, map, code ?? null, null);
    this.sweeper.wake();
    return count;
  }

  async pause(map: string, reason: string): Promise<void> {
    this.known(map);
    await this.states.pause(this.database, map, reason);
  }

  /** What gathered is published, each link once; what failed because nothing could pass is tried again. */
  async resume(map: string): Promise<void> {
    this.known(map);
    await this.database.transaction(async (tx) => {
      if (!(await this.states.resume(tx, map))) return;
      await this.publications.forgetWrites(tx, map);
      await this.links.makeDue(tx, map, null, 'configuration');
    });
    this.sweeper.wake();
  }

  /** Reads the tables of these maps, all of the area's when none is named, each after those it needs. */
  async startInitialSync(maps: readonly string[] | undefined): Promise<string> {
    const wanted = maps?.length ? maps.map((id) => this.known(id)) : this.area.maps;
    const tables = wanted.flatMap((map) => {
      const place = this.area.placeOf(map.id);
      return systems.filter((system) => system === 'dataverse' || !planOf(map).isLookup).map((system) => ({ map: map.id, system, place }));
    });
    const run = await this.runs.start(this.database, tables);
    this.sweeper.wake();
    return run;
  }

  private known(id: string): ReturnType<Area['mapOf']> {
    const map = this.area.map(id);
    if (!map) throw new NotFoundException(`${this.area.name} has no map ${id}; it has ${this.area.maps.map((one) => one.id).join(', ')}.`);
    return map;
  }

  private mustBe(id: string, [link]: readonly Link[]): Link {
    if (!link) throw new NotFoundException(`There is no link ${id}.`);
    this.known(link.map);
    return link;
  }
}
