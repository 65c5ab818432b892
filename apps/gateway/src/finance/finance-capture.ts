import { recordIdOf, type Row } from '@concord/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import type { WriteMarks } from '../apply/write-marks';
import { columnsFingerprint } from '../capture/captured-table';
import type { CaptureStore } from '../capture/capture-store';
import type { DirtyRecords } from '../capture/dirty-records';
import type { Lease } from '../capture/leases';
import type { GoneRecord, Publishing, ReadRecord } from '../capture/publishing';
import type { SnapshotPage, TableCapture } from '../capture/table-capture';
import type { FinanceReader, KeyedRecord } from './finance-reader';

/** Milliseconds between sweeps of a small, a medium and a large entity. */
export interface SweepIntervals {
  readonly smallMs: number;
  readonly mediumMs: number;
  readonly largeMs: number;
}

interface Sweep {
  next: string | undefined;
  /** Ids met so far. In memory: a sweep that a crash ended begins anew, and what it published is known by its etags. */
  readonly met: Set<string>;
  /** Publishes what is known too, because other columns are wanted. */
  readonly all: boolean;
  readonly nextDue: number;
}

const dirtyAtATime = 500;
const knownAtATime = 5_000;
const suspectsAtATime = 200;
const markPollMs = 20;

/**
 * Follows one Finance entity, which has no change feed: events name records that are then read by key, and a sweep over all rows compares etags
 * with those last seen; a row that is missing from it is asked for before it counts as deleted.
 */
export class FinanceCapture implements TableCapture {
  private sweep: Sweep | undefined;
  private sweepDue = 0;
  private fingerprintStored = false;
  private readonly fingerprint: string;

  constructor(
    private readonly reader: FinanceReader,
    private readonly store: CaptureStore,
    private readonly publishing: Publishing,
    private readonly marks: WriteMarks,
    private readonly dirty: DirtyRecords,
    private readonly intervals: SweepIntervals,
  ) {
    this.fingerprint = columnsFingerprint(reader.table);
  }

  async step(lease: Lease): Promise<number> {
    await this.reader.declared();
    const dirty = await this.readDirty(lease);
    if (dirty === dirtyAtATime) return 0;
    if (!this.sweep && performance.now() >= this.sweepDue) this.sweep = await this.beginSweep(lease);
    if (this.sweep) {
      await this.sweepPage(lease, this.sweep);
      return this.sweep ? 0 : Math.max(0, this.sweepDue - performance.now());
    }
    return Math.max(0, this.sweepDue - performance.now());
  }

  async snapshotPage(lease: Lease, cursor: string | undefined): Promise<SnapshotPage> {
    const version = await this.marks.draw();
    const page = await this.reader.page(cursor);
    const read = await this.settled(
      lease,
      page.value.map((raw) => this.reader.recordOf(raw, version)),
      version,
    );
    return { records: read.records, next: page.nextLink };
  }

  total(): Promise<number | undefined> {
    return this.reader.total();
  }

  async records(lease: Lease, keys: readonly Row[]): Promise<{ records: readonly ReadRecord[]; gone: readonly GoneRecord[] }> {
    const wanted = new Map(keys.map((key) => [recordIdOf('finance', this.reader.table.key, key), key]));
    return this.readByKey(
      lease,
      [...wanted].map(([id, key]) => ({ id, key })),
    );
  }

  forget(): void {
    this.sweep = undefined;
    this.sweepDue = 0;
    this.fingerprintStored = false;
    this.reader.forget();
  }

  /** Records that events named. One whose record id is unknown can only be found by a sweep. */
  private async readDirty(lease: Lease): Promise<number> {
    const dirty = await this.dirty.oldest(lease.name, dirtyAtATime);
    if (dirty.length === 0) return 0;
    const wanted = new Map<string, Row>();
    for (const record of dirty) {
      if (record.key) wanted.set(this.reader.idOf(record.key), record.key);
      else this.sweepDue = 0;
    }
    const { records, gone } = await this.readByKey(
      lease,
      [...wanted].map(([id, key]) => ({ id, key })),
    );
    const known = await this.store.etags(lease, [...wanted.keys()]);
    const changed = records.filter((record) => known.get(record.id) !== record.etag);
    await this.publishing.publish(lease, { origin: 'event' }, changed, gone);
    for (const record of records) this.sweep?.met.add(record.id);
    await this.store.advance(lease, {
      known: changed,
      gone: gone.map((record) => record.id),
      dirtyDone: dirty.map((record) => record.number),
    });
    return dirty.length;
  }

  private async beginSweep(lease: Lease): Promise<Sweep> {
    const state = await this.store.state(lease);
    this.fingerprintStored = state.fingerprint === this.fingerprint;
    const known = await this.store.knownCount(lease);
    const { smallMs, mediumMs, largeMs } = this.intervals;
    const interval = known <= 1_000 ? smallMs : known <= 100_000 ? mediumMs : largeMs;
    return { next: undefined, met: new Set(), all: !this.fingerprintStored, nextDue: performance.now() + interval };
  }

  private async sweepPage(lease: Lease, sweep: Sweep): Promise<void> {
    const version = await this.marks.draw();
    const page = await this.reader.page(sweep.next);
    const read = page.value.map((raw) => this.reader.recordOf(raw, version));
    for (const record of read) sweep.met.add(record.id);
    const known = await this.store.etags(
      lease,
      read.map((record) => record.id),
    );
    const differing = sweep.all ? read : read.filter((record) => known.get(record.id) !== record.etag);
    const { records, gone } = await this.settled(lease, differing, version);
    await this.publishing.publish(lease, { origin: 'sweep' }, records, gone);
    if (records.length + gone.length > 0) await this.store.advance(lease, { known: records, gone: gone.map((record) => record.id) });
    sweep.next = page.nextLink;
    if (page.nextLink !== undefined) return;
    await this.publishMissing(lease, sweep);
    await this.store.advance(lease, { state: { phase: 'live', fingerprint: this.fingerprint } });
    this.sweep = undefined;
    this.sweepDue = sweep.nextDue;
  }

  private async publishMissing(lease: Lease, sweep: Sweep): Promise<void> {
    for (let after = ''; ;) {
      const known = await this.store.knownAfter(lease, after, knownAtATime);
      const last = known.at(-1);
      if (!last) return;
      after = last.id;
      const suspects = known.filter((row) => !sweep.met.has(row.id));
      for (let at = 0; at < suspects.length; at += suspectsAtATime) {
        const { records, gone } = await this.readByKey(lease, suspects.slice(at, at + suspectsAtATime));
        const etags = await this.store.etags(
          lease,
          records.map((record) => record.id),
        );
        const changed = records.filter((record) => etags.get(record.id) !== record.etag);
        await this.publishing.publish(lease, { origin: 'sweep' }, changed, gone);
        await this.store.advance(lease, { known: changed, gone: gone.map((record) => record.id) });
      }
      if (known.length < knownAtATime) return;
    }
  }

  private async readByKey(lease: Lease, wanted: readonly KeyedRecord[]): Promise<{ records: ReadRecord[]; gone: GoneRecord[] }> {
    if (wanted.length === 0) return { records: [], gone: [] };
    const version = await this.marks.draw();
    const records = await this.reader.byKeys(wanted, version);
    const found = new Set(records.map((record) => record.id));
    const absent = wanted.filter((record) => !found.has(record.id)).map((record) => ({ ...record, version }));
    return this.settled(lease, records, version, absent);
  }

  /**
   * Only what was read wholly before or wholly after each write of ours: a record whose write overlapped the read is read again until that
   * is so. After the read, because a lease that ran out meanwhile makes its number worthless.
   */
  private async settled(
    lease: Lease,
    read: readonly ReadRecord[],
    version: bigint,
    absent: readonly GoneRecord[] = [],
  ): Promise<{ records: ReadRecord[]; gone: GoneRecord[] }> {
    let records = [...read];
    let gone = [...absent];
    let readAt = version;
    for (;;) {
      lease.check();
      const ids = [...records, ...gone].filter((record) => record.version === readAt).map((record) => record.id);
      const overlapping = await this.marks.overlapping('finance', lease.name, ids, readAt);
      if (overlapping.size === 0) return { records, gone };
      const again = [...records, ...gone].filter((record) => overlapping.has(record.id)).map(({ id, key }) => ({ id, key }));
      while ((await this.marks.open('finance', lease.name, [...overlapping])).size > 0) {
        lease.check();
        await delay(markPollMs);
      }
      readAt = await this.marks.draw();
      const reread = await this.reader.byKeys(again, readAt);
      const there = new Set(reread.map((record) => record.id));
      records = [...records.filter((record) => !overlapping.has(record.id)), ...reread];
      gone = [
        ...gone.filter((record) => !overlapping.has(record.id)),
        ...again.filter((record) => !there.has(record.id)).map((record) => ({ ...record, version: readAt })),
      ];
    }
  }
}
