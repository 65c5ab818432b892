import { Injectable } from '@nestjs/common';
import type { ChangeMessage, LinkMessage } from '@concord/contracts';
import type { Batch } from '@concord/messaging';
import { UnitOfWork, type Transaction } from '@concord/persistence';
import { FlowKeeper } from '../documents/flow-keeper';
import type { Evidence } from '../evidence/evidence';
import type { Flow } from '../language/flow';
import { FlowSweeper } from '../publishing/flow-sweeper';
import { ArrivalsRepository } from '../storage/arrivals.repository';
import { CodesRepository } from '../storage/codes.repository';
import { AreaFlows } from './area-flows';
import { Turns } from './turns';

/** Of the ten connections a service has; the rest is for what moves records. */
const mostAtWork = 2;

/** One batch, one transaction: evidence and consumed offset move together, or not at all, and what is to be done about it is written down with them. */
@Injectable()
export class EvidenceHandler {
  private readonly turns = new Turns(mostAtWork);

  constructor(
    private readonly flows: AreaFlows,
    private readonly unitOfWork: UnitOfWork,
    private readonly keeper: FlowKeeper,
    private readonly codes: CodesRepository,
    private readonly arrivals: ArrivalsRepository,
    private readonly sweeper: FlowSweeper,
  ) {}

  async changes(batch: Batch<ChangeMessage>): Promise<void> {
    const evidence = new Map<Flow, Evidence[]>();
    for (const { flow, source } of this.flows.readersOf(batch.topic)) {
      const observed = batch.messages.map(({ value, timestamp }) =>
        source.observe({
          record: value.id,
          version: BigInt(value.version),
          at: timestamp,
          row: value.op === 'delete' ? null : (value.row ?? null),
        }),
      );
      evidence.set(flow, [...(evidence.get(flow) ?? []), ...observed]);
    }
    await this.turns.take(() => this.unitOfWork.run(batch, (tx) => this.take(tx, evidence)));
    this.sweeper.wake();
  }

  async links(batch: Batch<LinkMessage>): Promise<void> {
    const links = batch.messages.map(({ value }) => value);
    const evidence = new Map<Flow, Evidence[]>();
    for (const link of links) {
      for (const { flow, source } of this.flows.linkReaders.get(link.map) ?? []) {
        // The moment it was told is the link's version: no other number grows whenever a link looks different.
        const at = Date.parse(link.updatedAt);
        const observed = source.observe({ record: link.link, version: BigInt(at), at, row: link });
        evidence.set(flow, [...(evidence.get(flow) ?? []), observed]);
      }
    }
    await this.turns.take(() =>
      this.unitOfWork.run(batch, async (tx) => {
        const codes = links.filter(({ map }) => this.flows.codeMaps.has(map));
        await this.arrivals.add(tx, await this.codes.take(tx, codes));
        await this.take(tx, evidence);
      }),
    );
    this.sweeper.wake();
  }

  private async take(tx: Transaction, evidence: ReadonlyMap<Flow, readonly Evidence[]>): Promise<void> {
    for (const [flow, observed] of evidence) await this.keeper.take(tx, flow, observed);
  }
}
