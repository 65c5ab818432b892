import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import type { System } from '@concord/contracts';
import { Database } from '@concord/persistence';
import { Metrics } from '@concord/service-kit';
import { GatewayConfig } from '../config';
import { ChannelWatch } from '../notices/channel-watch';
import { WebhookRegistration } from '../webhooks/webhook-registration';
import { columnsFingerprint, tableId, type CapturedTable } from './captured-table';
import { CaptureFactory } from './capture-factory';
import { CaptureStore } from './capture-store';
import { Lease, Leases } from './leases';
import { SnapshotRunner } from './snapshot-runner';
import { Subscriptions } from './subscriptions';
import { TableWorker } from './table-worker';

/** Hints that came to another replica than the one that reads their table. */
const wakeChannel = 'capture_wake';
/** A stop must not wait for a slow page: what it reads under a lease that is given back is dropped. */
const stopMs = 1_000;

/** Which tables this replica reads: its fair share of the leases, each with a worker. */
@Injectable()
export class CaptureService {
  private readonly logger = new Logger('Capture');
  private readonly owner = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  private readonly workers = new Map<string, TableWorker>();
  private readonly wakeNumbers = new Map<string, string>();
  private readonly lastWell = new Map<string, { table: CapturedTable; at: number }>();
  private ticking: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private wakes: ChannelWatch | undefined;
  private stopped = false;

  constructor(
    private readonly config: GatewayConfig,
    private readonly database: Database,
    private readonly leases: Leases,
    private readonly store: CaptureStore,
    private readonly subscriptions: Subscriptions,
    private readonly factory: CaptureFactory,
    private readonly snapshots: SnapshotRunner,
    private readonly registration: WebhookRegistration,
    metrics: Metrics,
  ) {
    metrics.gauge(
      'capture_age_seconds',
      'Seconds since a table of this replica was last read without fault',
      ['system', 'table'],
      (gauge) => {
        gauge.reset();
        for (const { table, at } of this.lastWell.values())
          gauge.set({ system: table.system, table: table.name }, (performance.now() - at) / 1000);
      },
    );
  }

  async start(): Promise<void> {
    this.subscriptions.onChange(() => this.tick());
    await this.tick();
    this.timer = setInterval(() => void this.tick().catch((error: unknown) => this.logger.error(error)), this.config.leaseMs / 5);
    this.wakes = new ChannelWatch(this.database, wakeChannel, () => this.followWakes());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.wakes?.close();
    await this.ticking.catch(() => undefined);
    await this.end([...this.workers.values()]);
    await this.leases.leave(this.owner).catch(() => undefined);
  }

  /** A table may have changed: its holder looks at once, whoever that is. */
  async wake(system: System, name: string): Promise<void> {
    const worker = this.workers.get(tableId({ system, name }));
    if (worker) worker.wake();
    else await this.wakeHolder(system, name);
  }

  async snapshotAsked(system: System, name: string): Promise<void> {
    const worker = this.workers.get(tableId({ system, name }));
    if (worker) worker.snapshotAsked();
    else await this.wakeHolder(system, name);
  }

  /** Ids of the tables this replica reads. */
  held(): ReadonlySet<string> {
    return new Set(this.workers.keys());
  }

  private async wakeHolder(system: System, name: string): Promise<void> {
    await this.database.query(
      `WITH woken AS (UPDATE capture_table SET wake_number = wake_number + 1 WHERE system = $1 AND name = $2 RETURNING 1)
       SELECT pg_notify('${wakeChannel}', '') FROM woken`,
      [system, name],
    );
  }

  private async followWakes(): Promise<void> {
    const rows = await this.database.query<{ system: System; name: string; wake_number: string }>(
      'SELECT system, name, wake_number FROM capture_table WHERE owner = $1',
      [this.owner],
    );
    for (const row of rows) {
      const id = tableId(row);
      if (this.wakeNumbers.get(id) !== row.wake_number) this.workers.get(id)?.snapshotAsked();
      this.wakeNumbers.set(id, row.wake_number);
    }
  }

  /** One at a time: two ticks at once would start two workers for one table. */
  private tick(): Promise<void> {
    this.ticking = this.ticking.catch(() => undefined).then(() => (this.stopped ? undefined : this.share()));
    return this.ticking;
  }

  private async share(): Promise<void> {
    const wanted = this.subscriptions.tables();
    await this.store.declare(wanted);
    const validUntil = performance.now() + this.config.leaseMs; // before the database is asked: never later than what it grants
    const granted = new Set((await this.leases.renew(this.owner, this.config.leaseMs)).map((row) => `${tableId(row)} ${row.owner_token}`));
    for (const worker of this.workers.values()) {
      if (granted.has(`${tableId(worker.table)} ${worker.lease.token}`)) worker.lease.renewedUntil(validUntil);
      else worker.lease.lose();
    }
    await this.end([...this.workers.values()].filter((worker) => !worker.lease.isValid || this.isOutdated(worker)));
    const alive = await this.leases.beat(this.owner, this.config.leaseMs);
    const share = Math.ceil(wanted.length / alive);
    await this.end([...this.workers.values()].slice(share));
    await this.take(wanted, share - this.workers.size);
  }

  private isOutdated(worker: TableWorker): boolean {
    const wanted = this.subscriptions.tables().find((table) => tableId(table) === tableId(worker.table));
    return !wanted || columnsFingerprint(wanted) !== columnsFingerprint(worker.table);
  }

  private async take(wanted: readonly CapturedTable[], most: number): Promise<void> {
    const free = wanted.filter((table) => !this.workers.has(tableId(table)));
    const validUntil = performance.now() + this.config.leaseMs;
    for (const row of await this.leases.acquire(this.owner, this.config.leaseMs, free, most)) {
      const table = free.find((candidate) => tableId(candidate) === tableId(row));
      if (!table) continue;
      const worker = new TableWorker(
        table,
        new Lease(row.system, row.name, this.owner, row.owner_token, validUntil),
        this.factory.of(table),
        {
          store: this.store,
          snapshots: this.snapshots,
          retryMs: this.config.tableRetryMs,
          wentWell: (captured) => this.wentWell(captured),
        },
      );
      this.workers.set(tableId(table), worker);
      worker.start();
    }
  }

  private wentWell(table: CapturedTable): void {
    this.lastWell.set(tableId(table), { table, at: performance.now() });
    this.registration.ensure(table);
  }

  private async end(workers: readonly TableWorker[]): Promise<void> {
    if (workers.length === 0) return;
    const ended = Promise.all(workers.map((worker) => worker.stop()));
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, stopMs)))]);
    clearTimeout(timer);
    for (const worker of workers) {
      worker.lease.lose();
      this.workers.delete(tableId(worker.table));
      this.lastWell.delete(tableId(worker.table));
    }
    await this.leases.release(workers.map((worker) => worker.lease)).catch((error: unknown) => this.logger.warn(String(error)));
  }
}
