import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Publisher, type Outgoing } from '@concord/messaging';
import { Database, type Transaction } from '@concord/persistence';
import type { LinkMessage, System } from '@concord/contracts';
import { Area } from '../area/area';
import { EngineMetrics } from '../area/engine-metrics';
import type { LinkBatch } from '../batches/link-batch';
import { hasRecord, isInFlight, type Link } from '../links/link';
import type { ToldLink } from '../links/told-link';
import { LinkRepository, type WayIn } from '../links/link.repository';
import { SharedRowsRepository } from '../links/shared-rows';
import { MapStateRepository } from '../pausing/map-state.repository';
import { unansweredMs } from '../reconcile/finish';
import { LinkArrivals } from '../waiting/link-arrivals';
import { linkMessageOf, toldOf } from './link-message-of';
import { PublicationRepository, type Publication } from './publication.repository';
import { writeOf } from './write-of';

/** A links message that was not acknowledged within this many milliseconds is published again. */
const announcedMs = 10_000;

/** What is to be published once the transaction has committed. */
export interface AfterCommit {
  readonly writes: readonly Outgoing[];
  readonly links: readonly Outgoing[];
  readonly announcements: readonly string[];
}

/** Stores a batch of decisions, and publishes what came of it. */
@Injectable()
export class LinkPublisher implements OnApplicationShutdown {
  private readonly log = new Logger(LinkPublisher.name);
  private announcing: Promise<void> = Promise.resolve();

  constructor(
    private readonly area: Area,
    private readonly links: LinkRepository,
    private readonly sharedRows: SharedRowsRepository,
    private readonly publications: PublicationRepository,
    private readonly states: MapStateRepository,
    private readonly publisher: Publisher,
    private readonly database: Database,
    private readonly metrics: EngineMetrics,
    private readonly arrivals: LinkArrivals,
  ) {}

  /**
   * Within the transaction.
   *
   * @param newOnes `copy` only for who does the transaction again, another way, should a link be there already
   */
  async store(tx: Transaction, batch: LinkBatch, newOnes: WayIn = 'upsert'): Promise<AfterCommit> {
    const { toSave, toRemove, toPublish } = batch;
    const toTell = [...batch.created, ...batch.toAnnounce.map((link) => this.toldOf(link))];
    if (toSave.length + toRemove.length + toTell.length + batch.pauses.size === 0) return { writes: [], links: [], announcements: [] };
    await this.links.remove(
      tx,
      toRemove.map(({ id }) => id),
    );
    await this.links.save(tx, toSave, (id) => batch.asRead(id), newOnes);
    for (const map of this.area.sharing) {
      const left = toSave.filter((link) => link.map === map.id && !hasRecord(link) && isThere(batch.asRead(link.id)));
      const rows = left.flatMap(({ dataverse }) => dataverse.id ?? []);
      if (rows.length > 0) await this.sharedRows.handOver(tx, map.id, rows);
    }
    for (const [map, reason] of batch.pauses) await this.states.pause(tx, map, reason);
    const paused = toPublish.length > 0 ? new Set(await this.states.paused(tx)) : new Set<string>();
    const live = toPublish.filter(({ link }) => !paused.has(link.map));
    const announcement =
      toTell.length > 0
        ? [{ id: randomUUID(), map: '', kind: 'links' as const, links: toTell.map(({ id }) => id), dueInMs: announcedMs }]
        : [];
    await this.publications.add(tx, [...writesByMap(live.map(({ link }) => link)), ...announcement]);
    return {
      writes: live.flatMap(({ link, sides }) => this.writesOf(link, sides, false)),
      links: toTell.map((link) => this.announcementOf(link)),
      announcements: announcement.map(({ id }) => id),
    };
  }

  /** After the commit: a write the database does not know of could never be told from a person's edit. */
  async publish({ writes, links, announcements }: AfterCommit): Promise<void> {
    const earlier = this.announcing;
    const announced = links.length === 0 ? earlier : earlier.then(() => this.announce(links, announcements));
    this.announcing = announced;
    try {
      await this.publisher.publish(writes);
      this.metrics.published(writes.length, false);
    } catch (error) {
      // The publication is in the database; the sweeper publishes it when the broker is back.
      this.log.warn(`${writes.length} writes could not be published, and will be again: ${String(error)}`);
    }
    // Others' links may wait for these, so they are not let pile up; yet no write waits for them.
    await earlier;
  }

  writesOf(link: Link, sides: readonly System[], again: boolean): Outgoing[] {
    const map = this.area.mapOf(link.map);
    return sides.flatMap((system) => {
      const write = isInFlight(link[system]) ? writeOf(link, system, map, this.area.name, again) : null;
      if (!write) return [];
      return [
        {
          topic: this.area.topics.writes(system, map[system].table),
          key: link.id,
          value: write,
          type: 'concord.write.v1',
          headers: headersOf(link),
        },
      ];
    });
  }

  toldOf(link: Link): ToldLink {
    return toldOf(link, this.area.sharesOf(link.map));
  }

  announcementOf(link: ToldLink): Outgoing {
    return {
      topic: this.area.topics.links,
      key: `${link.map}|${link.id}`,
      value: linkMessageOf(link, this.area.name, Date.now()),
      type: 'concord.link.v1',
      headers: headersOf(link),
    };
  }

  /** What own links that are whole now bring on. The publication goes with it, so that a crash in between is made up for. */
  async announced(messages: readonly Outgoing[], publications: readonly string[]): Promise<void> {
    const own = messages.map(({ value }) => value as LinkMessage).filter(({ map }) => this.area.knowsLinksOf(map));
    const isDue = await this.database.transaction(async (tx) => {
      await this.publications.done(tx, publications);
      return this.arrivals.take(tx, own);
    });
    if (isDue) this.arrivals.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.announcing;
  }

  private async announce(links: readonly Outgoing[], announcements: readonly string[]): Promise<void> {
    try {
      await this.publisher.publish(links);
      await this.announced(links, announcements);
    } catch (error) {
      this.log.warn(`${links.length} links could not be announced, and will be again: ${String(error)}`);
    }
  }
}

const headersOf = ({ trace, environment }: Pick<Link, 'trace' | 'environment'>): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = {};
  if (trace) headers['traceparent'] = trace;
  if (environment) headers['ce_environment'] = environment;
  return headers;
};

const isThere = (before: Link | undefined): boolean => before !== undefined && hasRecord(before);

const writesByMap = (links: readonly Link[]): (Publication & { dueInMs: number })[] => {
  const byMap = new Map<string, string[]>();
  for (const link of links) {
    const ids = byMap.get(link.map);
    if (ids) ids.push(link.id);
    else byMap.set(link.map, [link.id]);
  }
  return [...byMap].map(([map, ids]) => ({ id: randomUUID(), map, kind: 'writes', links: ids, dueInMs: unansweredMs }));
};
