import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Publisher, type Outgoing } from '@concord/messaging';
import { Database, type Transaction } from '@concord/persistence';
import { Area } from '../area/area';
import { EngineMetrics } from '../area/engine-metrics';
import { InitialSyncRepository } from '../initial-sync/initial-sync.repository';
import { isInFlight, systems, type Link } from '../links/link';
import { LinkRepository } from '../links/link.repository';
import { MapStateRepository } from '../pausing/map-state.repository';
import { unansweredMs } from '../reconcile/finish';
import { Retrier } from '../retry/retrier';
import { LinkArrivals } from '../waiting/link-arrivals';
import { requestOf, requestsForMissing } from '../waiting/missing-records';
import { forgetAnswered } from './answered-publications';
import { isWorkDue } from './due-work';
import { LinkPublisher, type AfterCommit } from './link-publisher';
import { PublicationRepository } from './publication.repository';

const everyMs = 1_000;
const chunk = 500;
/** Each has up to a batch of links. */
const publicationsAtATime = 20;
/** How long a link that cannot be taken up is left alone. */
const asideMs = 60_000;

const nothingAfter: AfterCommit = { writes: [], links: [], announcements: [] };

interface Retried {
  readonly after: AfterCommit;
  readonly requests: readonly Outgoing[];
  /** There may be more. */
  readonly isFull: boolean;
  readonly noted: ReadonlyMap<string, number>;
}

/**
 * Looks after what no message brings on: due retries and waiting links, writes without an answer, announcements that were lost, maps being
 * resumed, tables to be read. In chunks, one short transaction each; replicas share by skipping what another has locked.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Sweeper.name);
  private isStopping = false;
  private isWanted = false;
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(
    private readonly area: Area,
    private readonly database: Database,
    private readonly links: LinkRepository,
    private readonly publications: PublicationRepository,
    private readonly states: MapStateRepository,
    private readonly runs: InitialSyncRepository,
    private readonly retrier: Retrier,
    private readonly linkPublisher: LinkPublisher,
    private readonly publisher: Publisher,
    private readonly metrics: EngineMetrics,
    arrivals: LinkArrivals,
  ) {
    arrivals.whenDue(() => this.wake());
  }

  onApplicationBootstrap(): void {
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.working;
  }

  /** Looks now, not only at the next time. */
  wake(): void {
    if (this.isStopping) return;
    this.isWanted = true;
    clearTimeout(this.timer);
    this.working ??= this.work().finally(() => {
      this.working = undefined;
      if (this.isStopping) return;
      if (this.isWanted) this.wake();
      else this.timer = setTimeout(() => this.wake(), everyMs).unref();
    });
  }

  /** All that is due. Public for specs. */
  async sweep(): Promise<void> {
    if (!(await isWorkDue(this.database, idsOf(this.area)))) return;
    for (const step of [this.retryDue, this.forgetAnswered, this.publishAgain, this.publishResumed]) {
      while (!this.isStopping && (await step.call(this)));
    }
    await this.askForTables();
  }

  private async work(): Promise<void> {
    this.isWanted = false;
    try {
      await this.sweep();
    } catch (error) {
      this.log.warn(`Could not look after unfinished links, trying again in a second: ${String(error)}`);
    }
  }

  private async retryDue(): Promise<boolean> {
    const { after, requests, isFull, noted } = await this.retried(chunk);
    await this.linkPublisher.publish(after);
    await this.publish(requests);
    this.metrics.notedIn(noted);
    return isFull;
  }

  /**
   * What is due, oldest first, as decided and stored. A link that cannot be taken up must hold up no other (I8): a chunk that fails is done again in
   * smaller ones, until the link is alone and is put aside.
   */
  private async retried(atMost: number): Promise<Retried> {
    try {
      return await this.database.transaction(async (tx) => {
        const due = await this.dueLinks(tx, atMost);
        const batch = await this.retrier.retry(tx, due, 'time');
        return {
          after: await this.linkPublisher.store(tx, batch),
          requests: requestsForMissing(this.area, batch.toSave),
          isFull: due.length === atMost,
          noted: batch.noted,
        };
      });
    } catch (error) {
      if (atMost > 1) return this.retried(Math.ceil(atMost / 8));
      return this.putAside(error);
    }
  }

  private async putAside(error: unknown): Promise<Retried> {
    await this.database.transaction(async (tx) => {
      const links = await this.dueLinks(tx, 1);
      for (const { id, map } of links)
        this.log.error(`Link ${id} of ${map} cannot be taken up, others go on; it is tried again in a minute: ${String(error)}`);
      await this.links.postpone(
        tx,
        links.map(({ id }) => id),
        asideMs,
      );
    });
    return { after: nothingAfter, requests: [], isFull: true, noted: new Map() };
  }

  private async dueLinks(tx: Transaction, atMost: number): Promise<Link[]> {
    return this.links.due(tx, running(this.area, await this.states.paused(tx)), atMost);
  }

  private async forgetAnswered(): Promise<boolean> {
    return (await forgetAnswered(this.database, publicationsAtATime)) === publicationsAtATime;
  }

  /** One publication whose time is over: what is still unanswered goes out again, the rest is done. */
  private async publishAgain(): Promise<boolean> {
    const { messages, isFound, announced } = await this.database.transaction(async (tx) => {
      const publication = await this.publications.takeDue(tx, unansweredMs);
      if (!publication) return { messages: [], isFound: false, announced: [] };
      const { id, kind } = publication;
      const links = (await this.links.ofIds(tx, publication.links)).filter(({ map }) => this.area.map(map) !== undefined);
      if (kind === 'links')
        return {
          messages: links.map((link) => this.linkPublisher.announcementOf(this.linkPublisher.toldOf(link))),
          isFound: true,
          announced: [id],
        };
      const open = links.filter((link) => systems.some((system) => isInFlight(link[system])));
      if (open.length === 0) await this.publications.done(tx, [id]);
      else if (open.length < publication.links.length)
        await this.publications.narrow(
          tx,
          id,
          open.map((link) => link.id),
        );
      return { messages: open.flatMap((link) => this.linkPublisher.writesOf(link, systems, true)), isFound: true, announced: [] };
    });
    await this.publish(messages);
    if (announced.length > 0) await this.linkPublisher.announced(messages, announced);
    return isFound;
  }

  /** A resumed map publishes each link once, whatever gathered while it was paused; maps in the order of their prerequisites. */
  private async publishResumed(): Promise<boolean> {
    const { messages, isFound } = await this.database.transaction(async (tx) => {
      const state = await this.states.takeResuming(tx, idsOf(this.area));
      if (!state?.resumeCursor || !this.area.map(state.map)) return { messages: [], isFound: false };
      const links = await this.links.inFlightAfter(tx, state.map, state.resumeCursor, chunk);
      await this.states.moveCursor(tx, state.map, links.length < chunk ? null : (links.at(-1)?.id ?? null));
      if (links.length > 0)
        await this.publications.add(tx, [
          { id: randomUUID(), map: state.map, kind: 'writes', links: links.map(({ id }) => id), dueInMs: unansweredMs },
        ]);
      return { messages: links.flatMap((link) => this.linkPublisher.writesOf(link, systems, false)), isFound: true };
    });
    await this.publish(messages);
    return isFound;
  }

  private async askForTables(): Promise<void> {
    const reads = await this.database.transaction((tx) => this.runs.takeToAsk(tx));
    await this.publish(
      reads.flatMap(({ run, map, system }) => {
        const table = this.area.map(map)?.[system].table;
        return table === undefined ? [] : [requestOf(this.area, run, system, table)];
      }),
    );
  }

  private async publish(messages: readonly Outgoing[]): Promise<void> {
    await this.publisher.publish(messages);
    this.metrics.published(messages.filter(({ type }) => type === 'concord.write.v1').length, true);
  }
}

/** Links of maps that were taken out of the area stay as they are. */
const running = (area: Area, paused: readonly string[]): string[] => idsOf(area).filter((id) => !paused.includes(id));

const idsOf = (area: Area): string[] => area.maps.map(({ id }) => id);
