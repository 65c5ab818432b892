import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { OutcomeMessage } from '@concord/contracts';
import type { Batch } from '@concord/messaging';
import { UnitOfWork, type Transaction } from '@concord/persistence';
import type { Reference } from '@concord/table-maps';
import { Area } from '../area/area';
import { EngineMetrics } from '../area/engine-metrics';
import { LinkBatch } from '../batches/link-batch';
import { oncePerKey } from '../batches/once-per-key';
import { referencesOfLink } from '../batches/references-of';
import { copyOf, type Link } from '../links/link';
import { LinkRepository, type RecordName } from '../links/link.repository';
import { ReferencesRepository } from '../links/references.repository';
import { SharedRowsRepository, type SharedRows } from '../links/shared-rows';
import { LinkPublisher } from '../publishing/link-publisher';
import { planOf } from '../reconcile/map-plan';
import { decideOutcome } from './decide-outcome';
import { isTaken, refusedIfTaken } from './taken-record';

/** One batch, one transaction, as with changes. */
@Controller()
export class OutcomesHandler {
  constructor(
    private readonly area: Area,
    private readonly unitOfWork: UnitOfWork,
    private readonly links: LinkRepository,
    private readonly references: ReferencesRepository,
    private readonly sharedRows: SharedRowsRepository,
    private readonly publisher: LinkPublisher,
    private readonly metrics: EngineMetrics,
  ) {}

  @EventPattern('outcomes')
  async handle(@Payload() batch: Batch<OutcomeMessage>): Promise<void> {
    const done = this.metrics.startBatch('outcomes');
    // Outcomes of maps that are no longer this area's have nobody to decide them.
    const outcomes = batch.messages.map(({ value }) => value).filter(({ map }) => this.area.map(map) !== undefined);
    const decided = await oncePerKey(() =>
      this.unitOfWork.run(batch, async (tx) => {
        const links = new LinkBatch(this.area.sharesOf);
        links.add(await this.links.ofIds(tx, [...new Set(outcomes.map(({ link }) => link))]));
        await this.absorbMet(tx, links, outcomes);
        const resolve = await this.references.resolve(
          tx,
          outcomes.flatMap((outcome) => this.referencesOf(links, outcome)),
          this.area,
        );
        const shared = await this.sharedRowsOf(tx, links, outcomes);
        const now = Date.now();
        for (const outcome of outcomes) {
          const link = links.index.get(outcome.link);
          if (link)
            links.decide(
              decideOutcome(link, refusedIfTaken(links.index, link, outcome), {
                map: this.area.mapOf(link.map),
                resolve,
                now,
                random: Math.random(),
                shared: shared.get(link.map),
              }),
            );
        }
        return { links, after: await this.publisher.store(tx, links) };
      }),
    );
    await this.publisher.publish(decided.after);
    this.metrics.notedIn(decided.links.noted);
    done();
  }

  /** Most outcomes need no mapping: nothing was held, and no column depends on what was written. */
  private referencesOf(links: LinkBatch, outcome: OutcomeMessage): readonly Reference[] {
    const link = links.index.get(outcome.link);
    if (!link) return [];
    const map = this.area.mapOf(link.map);
    const plan = planOf(map);
    const isPlain =
      outcome.status === 'applied' ||
      outcome.status === 'superseded' ||
      (outcome.status === 'rejected' && outcome.error?.kind !== 'concurrency');
    const isHeld = link.dataverse.held !== null || link.finance.held !== null;
    const isOwed = outcome.status === 'applied' && link[outcome.system].desired?.later !== undefined;
    if (isPlain && !isHeld && !isOwed && !plan.to.dataverse.hasOneWay && !plan.to.finance.hasOneWay) return [];
    return referencesOfLink(link, map, outcome.row ? { system: outcome.system, row: outcome.row } : undefined);
  }

  private async sharedRowsOf(
    tx: Transaction,
    links: LinkBatch,
    outcomes: readonly OutcomeMessage[],
  ): Promise<Map<string, SharedRows | undefined>> {
    const found = new Map<string, SharedRows | undefined>();
    for (const map of this.area.sharing) {
      const rows = outcomes.flatMap((outcome) => {
        if (outcome.map !== map.id) return [];
        return [links.index.get(outcome.link)?.dataverse.id ?? [], outcome.system === 'dataverse' ? (outcome.id ?? []) : []].flat();
      });
      found.set(map.id, await this.sharedRows.of(tx, map, rows, links.index));
    }
    return found;
  }

  /** A create met a row that has a link of its own, which could not tell its key so far: the two become one. */
  private async absorbMet(tx: Transaction, links: LinkBatch, outcomes: readonly OutcomeMessage[]): Promise<void> {
    const met = new Map<string, (RecordName & { readonly link: string })[]>();
    for (const { system, status, id, link: linkId } of outcomes) {
      const link = links.index.get(linkId);
      if (!link || status !== 'exists' || system !== 'dataverse' || id === undefined || id === link.dataverse.id) continue;
      met.set(link.map, [...(met.get(link.map) ?? []), { scope: link.scope, id, link: linkId }]);
    }
    for (const [map, records] of met) {
      links.add(await this.links.ofDataverse(tx, map, records));
      for (const { scope, id, link } of records) {
        const other = links.index.ofRecord(map, 'dataverse', scope, id);
        const into = links.index.get(link);
        if (!other || !into || other.id === link || isTaken(other, 'dataverse')) continue;
        links.absorb(other);
        links.index.put(withHeld(into, other));
      }
    }
  }
}

const withHeld = (into: Link, from: Link): Link => {
  const joined = copyOf(into);
  const { held } = from.dataverse;
  if (held && (joined.dataverse.held === null || held.version > joined.dataverse.held.version)) joined.dataverse.held = held;
  return joined;
};
