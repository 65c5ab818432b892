import { Logger } from '@nestjs/common';
import { SystemRefused } from '../http/classified';
import { Signal } from '../notices/signal';
import { tableId, type CapturedTable } from './captured-table';
import type { CaptureStore } from './capture-store';
import { LeaseLost, type Lease } from './leases';
import type { SnapshotRunner } from './snapshot-runner';
import type { TableCapture } from './table-capture';
import { TableProblem } from './table-problem';

export interface WorkerDependencies {
  readonly store: CaptureStore;
  readonly snapshots: SnapshotRunner;
  /** Until a table that cannot be captured is looked at again. */
  readonly retryMs: number;
  readonly wentWell: (table: CapturedTable) => void;
}

const firstBackoffMs = 200;
const longestBackoffMs = 5_000;

/** Reads one table while this process holds its lease: live changes first, pages of a snapshot in between. */
export class TableWorker {
  private readonly logger: Logger;
  private readonly signal = new Signal();
  private running: Promise<void> | undefined;
  private stopping = false;
  private snapshotsMayWait = true;
  private failures = 0;
  private lastProblem: string | undefined;

  constructor(
    readonly table: CapturedTable,
    readonly lease: Lease,
    private readonly capture: TableCapture,
    private readonly dependencies: WorkerDependencies,
  ) {
    this.logger = new Logger(`Capture ${tableId(table)}`);
  }

  start(): void {
    this.running = this.run();
  }

  /** Something changed: look at once. */
  wake(): void {
    this.signal.give();
  }

  snapshotAsked(): void {
    this.snapshotsMayWait = true;
    this.signal.give();
  }

  /** Resolves when the step at work has ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.signal.give();
    await this.running;
  }

  private async run(): Promise<void> {
    let due = 0;
    while (!this.stopping && this.lease.isValid) {
      try {
        if (this.signal.take() || performance.now() >= due) {
          due = performance.now() + (await this.capture.step(this.lease));
          this.wellAgain();
        }
        if (this.snapshotsMayWait) this.snapshotsMayWait = await this.dependencies.snapshots.page(this.lease, this.capture);
        if (!this.snapshotsMayWait) await this.signal.wait(due - performance.now());
      } catch (error) {
        if (error instanceof LeaseLost) return;
        await this.waitAfter(error);
        due = 0;
      }
    }
  }

  private wellAgain(): void {
    this.failures = 0;
    if (this.lastProblem !== undefined) this.logger.log('The table is captured again.');
    this.lastProblem = undefined;
    this.dependencies.wentWell(this.table);
  }

  private async waitAfter(error: unknown): Promise<void> {
    const isLasting = error instanceof TableProblem || (error instanceof SystemRefused && !passes(error));
    this.failures += 1;
    await this.tell(error);
    if (isLasting) this.capture.forget();
    const backoff = Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(this.failures - 1, 10)) * (0.75 + Math.random() / 4);
    const end = performance.now() + (isLasting ? this.dependencies.retryMs : backoff);
    // Wakes are kept, not obeyed: each would be another knock at a door that does not open.
    while (!this.stopping && this.lease.isValid && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, Math.min(100, Math.max(1, end - performance.now()))));
  }

  /** Once per problem in the log, and in the database for whoever looks. */
  private async tell(error: unknown): Promise<void> {
    const text =
      error instanceof SystemRefused
        ? `${error.reason.message} ${error.reason.remedy ?? ''}`.trim()
        : error instanceof Error
          ? error.message
          : String(error);
    if (text === this.lastProblem) return;
    this.lastProblem = text;
    if (error instanceof TableProblem || error instanceof SystemRefused) this.logger.warn(text);
    else this.logger.error(error);
    await this.dependencies.store.problem(this.lease, text).catch(() => undefined); // the database may be what fails
  }
}

const passes = (error: SystemRefused): boolean => ['transient', 'throttled', 'concurrency'].includes(error.reason.class);
