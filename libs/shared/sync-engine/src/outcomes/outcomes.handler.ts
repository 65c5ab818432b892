import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { OutcomeMessage, System } from '@concord/contracts';
import type { Batch } from '@concord/messaging';
import type { Transaction } from '@concord/persistence';
import type { Reference } from '@concord/table-maps';
import { Area } from '../area/area';
import { BatchWork, Surroundings } from '../batches/batch-work';
import type { LinkBatch } from '../batches/link-batch';
import { referencesOfLink } from '../batches/references-of';
import { createdAsAsked, type CreateApplied } from '../links/created-as-asked';
import { copyOf, systems, type Link } from '../links/link';
import { LinkRepository, type RecordName } from '../links/link.repository';
import { ReferencesRepository } from '../links/references.repository';
import type { Circumstances } from '../reconcile/draft';
import { planOf } from '../reconcile/map-plan';
import { decideOutcome, isOfPlainCreate, markOf, mayMap } from './decide-outcome';
import { isTaken, refusedIfTaken } from './taken-record';

/** What a batch of answers means for the links they are about. */
@Controller()
export class OutcomesHandler {
  constructor(
    private readonly area: Area,
    private readonly work: BatchWork,
    private readonly surroundings: Surroundings,
    private readonly links: LinkRepository,
    private readonly references: ReferencesRepository,
  ) {}

  @EventPattern('outcomes')
  async handle(@Payload() batch: Batch<OutcomeMessage>): Promise<void> {
    // Outcomes of maps that are no longer this area's have nobody to decide them.
    const outcomes = batch.messages.map(({ value }) => value).filter(({ map }) => this.area.map(map) !== undefined);
    await this.work.run(batch, async (tx, links) => {
      for (const system of systems) links.created.push(...(await createdAsAsked(tx, system, this.plainCreates(system, outcomes), markOf)));
      const created = new Set(links.created.map(({ id }) => id));
      const left = outcomes.filter(({ link }) => !created.has(link));
      if (left.length > 0) await this.decide(tx, links, left);
    });
  }

  private async decide(tx: Transaction, links: LinkBatch, outcomes: readonly OutcomeMessage[]): Promise<void> {
    links.add(await this.links.ofIds(tx, [...new Set(outcomes.map(({ link }) => link))]));
    await this.absorbMet(tx, links, outcomes);
    const references = outcomes.flatMap((outcome) => this.referencesOf(links, outcome));
    const resolve = await this.references.resolve(tx, references, this.area);
    const around = new Map<string, Circumstances>();
    for (const id of new Set(outcomes.map(({ map }) => map))) {
      const rows = outcomes.filter(({ map }) => map === id).flatMap((outcome) => rowsOf(links, outcome));
      around.set(id, await this.surroundings.of(tx, this.area.mapOf(id), resolve, rows, links.index));
    }
    for (const outcome of outcomes) {
      const link = links.index.get(outcome.link);
      const circumstances = link && around.get(link.map);
      if (circumstances) links.decide(decideOutcome(link, refusedIfTaken(links.index, link, outcome), circumstances));
    }
  }

  /** Answers that may say no more than that a record was created as asked; of a link that has several, the order counts. */
  private plainCreates(system: System, outcomes: readonly OutcomeMessage[]): CreateApplied[] {
    const answers = new Map<string, number>();
    for (const { link } of outcomes) answers.set(link, (answers.get(link) ?? 0) + 1);
    return outcomes.filter((outcome): outcome is CreateApplied => {
      if (outcome.system !== system || answers.get(outcome.link) !== 1 || this.area.sharesOf(outcome.map).length > 0) return false;
      return isOfPlainCreate(outcome, planOf(this.area.mapOf(outcome.map)));
    });
  }

  private referencesOf(links: LinkBatch, outcome: OutcomeMessage): readonly Reference[] {
    const link = links.index.get(outcome.link);
    if (!link) return [];
    const map = this.area.mapOf(link.map);
    if (!mayMap(link, outcome, planOf(map))) return [];
    return referencesOfLink(link, map, outcome.row ? { system: outcome.system, row: outcome.row } : undefined);
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

/** Dataverse rows that an outcome is about: the one its link had, and the one that was met. */
const rowsOf = (links: LinkBatch, { link, system, id }: OutcomeMessage): string[] => [
  ...[links.index.get(link)?.dataverse.id ?? []].flat(),
  ...(system === 'dataverse' && id !== undefined ? [id] : []),
];

const withHeld = (into: Link, from: Link): Link => {
  const joined = copyOf(into);
  const { held } = from.dataverse;
  if (held && (joined.dataverse.held === null || held.version > joined.dataverse.held.version)) joined.dataverse.held = held;
  return joined;
};
