import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Transaction } from '@concord/persistence';
import { AreaFlows } from '../consume/area-flows';
import { FLOWS_OPTIONS, type FlowsOptions } from '../consume/flows-options';
import { FlowKeeper } from '../documents/flow-keeper';
import { ArrivalsRepository } from '../storage/arrivals.repository';
import { DocumentsRepository } from '../storage/documents.repository';
import { QueuesRepository, type DocumentKey } from '../storage/queues.repository';
import { isFlowWorkDue } from './due-documents';
import { FlowPublisher } from './flow-publisher';

const everyMs = 2_000;
const chunk = 500;

/**
 * Makes documents of the evidence that has come; looks by the clock for what no message tells: stages that were not reached in time, originals and
 * halves that never came; then publishes what changed. In chunks, one short transaction each; replicas share by skipping what another has locked.
 */
@Injectable()
export class FlowSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(FlowSweeper.name);
  private readonly everyMs: number;
  private isStopping = false;
  private isWanted = false;
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;

  constructor(
    private readonly flows: AreaFlows,
    private readonly database: Database,
    private readonly keeper: FlowKeeper,
    private readonly documents: DocumentsRepository,
    private readonly arrivals: ArrivalsRepository,
    private readonly queues: QueuesRepository,
    private readonly publisher: FlowPublisher,
    @Inject(FLOWS_OPTIONS) options: FlowsOptions,
  ) {
    this.everyMs = options.lookEveryMs ?? everyMs;
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
      else this.timer = setTimeout(() => this.wake(), this.everyMs).unref();
    });
  }

  /** All that is due. Public for specs, which cannot wait for hours. */
  async sweep(now = Date.now()): Promise<void> {
    if (!(await isFlowWorkDue(this.database, this.flows.names, now))) return;
    await this.inChunks(() => this.spreadArrivals());
    await this.inChunks(() => this.fold((tx) => this.queues.take(tx, 'touched', this.flows.names, chunk), now));
    await this.inChunks(() => this.fold((tx) => this.documents.due(tx, this.flows.names, now, chunk), now));
    await this.inChunks(() => this.publisher.publishSome(chunk));
  }

  private async work(): Promise<void> {
    this.isWanted = false;
    try {
      await this.sweep();
    } catch (error) {
      this.log.warn(`Could not look after documents, trying again soon: ${String(error)}`);
    }
  }

  private async inChunks(step: () => Promise<number>): Promise<void> {
    while (!this.isStopping && (await step()) === chunk);
  }

  /** A transaction each: one that held arrivals and documents could wait for another that holds them the other way round. */
  private async spreadArrivals(): Promise<number> {
    const names = await this.arrivals.take(this.database, chunk);
    if (names.length > 0) {
      await this.queues.touchDependents(this.database, names);
      await this.arrivals.done(this.database, names);
    }
    return names.length;
  }

  private async fold(take: (tx: Transaction) => Promise<DocumentKey[]>, now: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const taken = await take(tx);
      for (const flow of this.flows.flows) {
        const own = taken.filter((one) => one.flow === flow.name).map(({ document }) => document);
        await this.keeper.fold(tx, flow, own, this.flows.isNeeded(flow), now);
      }
      return taken.length;
    });
  }
}
