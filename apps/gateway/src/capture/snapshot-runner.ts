import { Injectable } from '@nestjs/common';
import { Topics, type Row, type SnapshotProgress, type SnapshotRequest, type System } from '@concord/contracts';
import { Publisher } from '@concord/messaging';
import { Database, type Transaction } from '@concord/persistence';
import { SystemRefused } from '../http/classified';
import { CaptureStore } from './capture-store';
import type { Lease } from './leases';
import { Publishing } from './publishing';
import type { TableCapture } from './table-capture';

interface Run {
  readonly run: string;
  readonly area: string;
  readonly system: System;
  readonly table_name: string;
  readonly records: readonly Row[] | null;
  readonly status: 'asked' | 'reading';
  readonly cursor: string | null;
  readonly rows_read: string;
  readonly rows_total: string | null;
}

const recordsAtATime = 200;

/** One table of a run: a run reads many. */
const thisOne = 'run = $1 AND system = $2 AND table_name = $3';
const nameOf = ({ run, system, table_name: table }: Run): string[] => [run, system, table];

/** Reads whole tables, or single records, that an area asked for: a page at a time, the cursor in the database, so that a crash costs one page. */
@Injectable()
export class SnapshotRunner {
  constructor(
    private readonly database: Database,
    private readonly publishing: Publishing,
    private readonly publisher: Publisher,
    private readonly topics: Topics,
    private readonly store: CaptureStore,
  ) {}

  /** In the transaction of the consumed offset; a request that comes twice is one. */
  async ask(tx: Transaction, requests: readonly SnapshotRequest[]): Promise<void> {
    for (const request of requests)
      await tx.query(
        'INSERT INTO snapshot_run (run, area, system, table_name, records) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
        [request.run, request.area, request.system, request.table, request.records ? JSON.stringify(request.records) : null],
      );
  }

  /** One page of the oldest open run of the table; false when none is open. Single records go first: somebody waits for them. */
  async page(lease: Lease, capture: TableCapture): Promise<boolean> {
    const [run] = await this.database.query<Run>(
      `SELECT * FROM snapshot_run WHERE system = $1 AND table_name = $2 AND status IN ('asked', 'reading')
       ORDER BY records IS NULL, asked_at LIMIT 1`,
      [lease.system, lease.name],
    );
    if (!run) return false;
    try {
      if (run.records) await this.readRecords(lease, capture, run, run.records);
      else await this.readPage(lease, capture, run);
    } catch (error) {
      await this.failed(run, error);
    }
    return true;
  }

  private async readRecords(lease: Lease, capture: TableCapture, run: Run, keys: readonly Row[]): Promise<void> {
    for (let at = Number(run.rows_read); at < keys.length; at += recordsAtATime) {
      const { records, gone } = await capture.records(lease, keys.slice(at, at + recordsAtATime));
      await this.publishing.publish(lease, { origin: 'read', run: run.run }, records, gone);
      await this.store.advance(lease, { known: records, gone: gone.map((record) => record.id) });
    }
    await this.move(run, 'read', null, keys.length, keys.length);
  }

  private async readPage(lease: Lease, capture: TableCapture, run: Run): Promise<void> {
    const total = run.status === 'asked' ? await capture.total() : run.rows_total === null ? undefined : Number(run.rows_total);
    const page = await capture.snapshotPage(lease, run.cursor ?? undefined);
    await this.publishing.publish(lease, { origin: 'snapshot', run: run.run }, page.records);
    await this.store.advance(lease, { known: page.records });
    await this.move(
      run,
      page.next === undefined ? 'read' : 'reading',
      page.next ?? null,
      Number(run.rows_read) + page.records.length,
      total,
    );
  }

  /** Progress first: told twice after a crash, never not at all. */
  private async move(
    run: Run,
    status: 'reading' | 'read',
    cursor: string | null,
    rowsRead: number,
    rowsTotal: number | undefined,
  ): Promise<void> {
    await this.tell(run, status, rowsRead, rowsTotal);
    await this.database.query(
      `UPDATE snapshot_run SET status = $4, cursor = $5, rows_read = $6, rows_total = $7, failures = 0 WHERE ${thisOne}`,
      [...nameOf(run), status, cursor, rowsRead, rowsTotal ?? null],
    );
  }

  private async failed(run: Run, error: unknown): Promise<void> {
    if (!(error instanceof SystemRefused)) throw error;
    if (error.reason.code === 'PAGING_COOKIE_INVALID') {
      await this.database.query(`UPDATE snapshot_run SET cursor = NULL, rows_read = 0 WHERE ${thisOne}`, nameOf(run));
      return;
    }
    if (['transient', 'throttled', 'concurrency'].includes(error.reason.class)) throw error;
    await this.tell(run, 'failed', Number(run.rows_read), undefined, error.reason.message);
    await this.database.query(`UPDATE snapshot_run SET status = 'failed' WHERE ${thisOne}`, nameOf(run));
  }

  private async tell(run: Run, status: SnapshotProgress['status'], rowsRead: number, rowsTotal?: number, error?: string): Promise<void> {
    const progress: SnapshotProgress = {
      kind: 'progress',
      run: run.run,
      area: run.area,
      system: run.system,
      table: run.table_name,
      status,
      rowsRead,
      at: new Date().toISOString(),
      ...(rowsTotal === undefined ? {} : { rowsTotal }),
      ...(error === undefined ? {} : { error }),
    };
    await this.publisher.publish([{ topic: this.topics.snapshots, key: run.run, value: progress, type: 'concord.snapshot-progress.v1' }]);
  }
}
