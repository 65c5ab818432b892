import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';
import { Area } from '../area/area';
import { Surroundings } from '../batches/batch-work';
import { LinkBatch } from '../batches/link-batch';
import { referencesOfLink } from '../batches/references-of';
import { systems, type Link } from '../links/link';
import { LinkRepository } from '../links/link.repository';
import { integrationKeyOf, join, refuseDuplicate } from '../links/pairing';
import { ReferencesRepository } from '../links/references.repository';
import type { Circumstances } from '../reconcile/draft';
import { decideRetry } from './decide-retry';

/** Takes links up again, with what is known now: references by one query, taken keys by one query a map. */
@Injectable()
export class Retrier {
  constructor(
    private readonly area: Area,
    private readonly links: LinkRepository,
    private readonly references: ReferencesRepository,
    private readonly surroundings: Surroundings,
  ) {}

  /** @param links locked in this transaction */
  async retry(tx: Transaction, links: readonly Link[], by: 'operator' | 'time' | 'reference'): Promise<LinkBatch> {
    const batch = new LinkBatch(this.area.sharesOf);
    batch.add(links);
    const own = links.filter(({ map }) => this.area.map(map) !== undefined);
    const resolve = await this.references.resolve(
      tx,
      own.flatMap((link) => referencesOfLink(link, this.area.mapOf(link.map))),
      this.area,
    );
    for (const [id, ofMap] of groupByMap(own)) {
      const map = this.area.mapOf(id);
      const rows = ofMap.flatMap(({ dataverse }) => dataverse.id ?? []);
      const around = await this.surroundings.of(tx, map, resolve, rows, batch.index);
      const circumstances: Circumstances = { ...around, memo: new WeakMap() };
      const keys = ofMap.flatMap((link) => keysOf(link, circumstances));
      if (keys.length > 0) batch.add(await this.links.ofKeys(tx, id, keys));
      for (const link of ofMap) this.retryOne(batch, link, circumstances, by);
    }
    return batch;
  }

  private retryOne(batch: LinkBatch, read: Link, circumstances: Circumstances, by: 'operator' | 'time' | 'reference'): void {
    const link = batch.index.get(read.id);
    if (!link) return;
    const pairing = join(batch.index, link, circumstances);
    if (pairing.kind === 'duplicate') return batch.decide(refuseDuplicate(link, pairing.of, null, circumstances));
    if (pairing.kind !== 'paired') return;
    if (pairing.link.id !== link.id) batch.absorb(link);
    batch.decide(decideRetry(pairing.link, circumstances, by), {
      trace: link.trace ?? undefined,
      environment: link.environment ?? undefined,
    });
  }
}

/** Keys that a half can tell now and could not before: another link may have them. */
const keysOf = (link: Link, circumstances: Circumstances): string[] =>
  systems.flatMap((system) => {
    const side = link[system];
    const row = side.held?.row ?? side.known;
    if (link.integrationKey !== null || side.id === null || !row) return [];
    return integrationKeyOf(circumstances, system, side.id, row, link.scope) ?? [];
  });

const groupByMap = (links: readonly Link[]): Map<string, Link[]> => {
  const groups = new Map<string, Link[]>();
  for (const link of links) {
    const group = groups.get(link.map);
    if (group) group.push(link);
    else groups.set(link.map, [link]);
  }
  return groups;
};
