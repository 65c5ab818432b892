import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { ChangeMessage } from '@concord/contracts';
import type { Batch } from '@concord/messaging';
import type { Transaction } from '@concord/persistence';
import type { TableMap } from '@concord/table-maps';
import { Area, legalEntitiesMapId } from '../area/area';
import { BatchWork, Surroundings } from '../batches/batch-work';
import type { LinkBatch } from '../batches/link-batch';
import { referencesOfChange } from '../batches/references-of';
import type { Link } from '../links/link';
import { LinkRepository } from '../links/link.repository';
import { integrationKeyOf, pair, refuseDuplicate } from '../links/pairing';
import { ReferencesRepository } from '../links/references.repository';
import type { Circumstances } from '../reconcile/draft';
import { ForeignLinksRepository } from '../waiting/foreign-links.repository';
import { collapse, projected, type ReadChange } from './collapse';
import { decideChange } from './decide-change';

interface Scoped {
  readonly change: ReadChange;
  readonly scope: string;
}

/** What a batch of changes means for the links of each map of its table. */
@Controller()
export class ChangesHandler {
  constructor(
    private readonly area: Area,
    private readonly work: BatchWork,
    private readonly surroundings: Surroundings,
    private readonly links: LinkRepository,
    private readonly references: ReferencesRepository,
    private readonly foreignLinks: ForeignLinksRepository,
  ) {}

  @EventPattern('changes')
  async handle(@Payload() batch: Batch<ChangeMessage>): Promise<void> {
    const { system, maps } = this.area.tableOf(batch.topic);
    const { changes } = collapse(batch, system);
    await this.work.run(batch, async (tx, links) => {
      for (const map of maps) await this.decideFor(tx, map, changes, links);
    });
  }

  private async decideFor(tx: Transaction, map: TableMap, changes: readonly ReadChange[], batch: LinkBatch): Promise<void> {
    const scoped = await this.scopesOf(tx, map, changes);
    if (scoped.length === 0) return;
    batch.add(await this.known(tx, map, scoped));
    const resolve = await this.references.resolve(
      tx,
      scoped.flatMap(({ change, scope }) => referencesOfChange(batch.index, map, change, scope)),
      this.area,
    );
    const rows = scoped.flatMap(({ change: { system, id } }) =>
      system === 'dataverse' ? id : (batch.index.ofKey(map.id, id)?.dataverse.id ?? []),
    );
    const around = await this.surroundings.of(tx, map, resolve, rows, batch.index);
    const circumstances: Circumstances = { ...around, memo: new WeakMap() };
    const unkeyed = keysToFind(batch, circumstances, scoped);
    if (unkeyed.length > 0) batch.add(await this.links.ofKeys(tx, map.id, unkeyed));

    for (const { change, scope } of scoped) {
      const origin = { trace: change.message.headers['traceparent'], environment: change.message.headers['ce_environment'] };
      const before = batch.index.ofRecord(map.id, change.system, scope, change.id);
      const pairing = pair(batch.index, change, scope, circumstances);
      if (pairing.kind === 'unknown') continue;
      if (pairing.kind === 'duplicate') {
        batch.decide(refuseDuplicate(pairing.link, pairing.of, change, circumstances), origin);
        continue;
      }
      if (before && before.id !== pairing.link.id) batch.absorb(before);
      batch.decide(decideChange(pairing.link, change, circumstances), origin);
    }
  }

  /** A row of a map that fans out has a link in each legal entity there is; a Finance row is of its own. */
  private async scopesOf(tx: Transaction, map: TableMap, changes: readonly ReadChange[]): Promise<Scoped[]> {
    const own = changes.map((change) => projected(change, map));
    if (!map.perLegalEntity) return own.map((change) => ({ change, scope: '' }));
    if (own[0]?.system === 'finance') return own.map((change) => ({ change, scope: String(change.key['dataAreaId'] ?? '').toLowerCase() }));
    const scopes = this.area.isForeign(legalEntitiesMapId)
      ? await this.foreignLinks.financeIds(tx, legalEntitiesMapId)
      : await this.links.existing(tx, legalEntitiesMapId, 'finance');
    // A row of its own for each: what a row maps to is remembered by the row, and differs from one legal entity to the next.
    return own.flatMap((change) => scopes.map((scope) => ({ change: { ...change, row: change.row && { ...change.row } }, scope })));
  }

  private async known(tx: Transaction, map: TableMap, scoped: readonly Scoped[]): Promise<Link[]> {
    if (scoped[0]?.change.system === 'finance') {
      const ids = scoped.map(({ change }) => change.id);
      return [...(await this.links.ofKeys(tx, map.id, ids)), ...(await this.links.ofUnkeyed(tx, map.id, ids))];
    }
    return this.links.ofDataverse(
      tx,
      map.id,
      scoped.map(({ change, scope }) => ({ scope, id: change.id })),
    );
  }
}

/** Integration keys of records whose link is not known yet, or has none. */
const keysToFind = (batch: LinkBatch, source: Circumstances, scoped: readonly Scoped[]): string[] => {
  const keys: string[] = [];
  for (const { change, scope } of scoped) {
    if (change.system === 'finance' || change.row === null) continue;
    const known = batch.index.ofRecord(source.map.id, change.system, scope, change.id);
    if (known && known.integrationKey !== null) continue;
    const key = integrationKeyOf(source, change.system, change.id, change.row, scope);
    if (key !== null) keys.push(key);
  }
  return keys;
};
