import type { Row } from '@concord/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import { columnsFingerprint } from '../capture/captured-table';
import type { CaptureStore, TableState } from '../capture/capture-store';
import type { Lease } from '../capture/leases';
import type { GoneRecord, Publishing, ReadRecord, Why } from '../capture/publishing';
import type { SnapshotPage, TableCapture } from '../capture/table-capture';
import type { WriteMarks } from '../apply/write-marks';
import { SystemRefused } from '../http/classified';
import { deletedIdOf, type DataverseReader } from './dataverse-reader';

const notMetAtATime = 500;
const markPollMs = 20;

/**
 * Follows one Dataverse table by change tracking: a tracked read of the whole table first, then delta links. A token that is too old means the
 * whole table again, and what it does not show any more was deleted meanwhile.
 */
export class DataverseCapture implements TableCapture {
  private state: TableState | undefined;
  private readonly fingerprint: string;

  constructor(
    private readonly reader: DataverseReader,
    private readonly store: CaptureStore,
    private readonly publishing: Publishing,
    private readonly marks: WriteMarks,
    private readonly pollMs: number,
  ) {
    this.fingerprint = columnsFingerprint(reader.table);
  }

  async step(lease: Lease): Promise<number> {
    await this.reader.declared();
    this.state ??= await this.store.state(lease);
    if (this.state.phase === 'new' || this.state.fingerprint !== this.fingerprint) await this.beginFullRead(lease);
    try {
      return this.state.phase === 'reading' ? await this.fullReadPage(lease) : await this.deltaPage(lease);
    } catch (error) {
      return this.recoverFrom(error, lease);
    }
  }

  async snapshotPage(_lease: Lease, cursor: string | undefined): Promise<SnapshotPage> {
    await this.reader.declared();
    const page = await this.reader.orderedPage(cursor);
    const records = page.value.map((raw) => this.reader.recordOf(raw));
    await this.raiseNewest(records);
    return { records, next: page.nextLink };
  }

  total(): Promise<number | undefined> {
    return this.reader.total();
  }

  async records(lease: Lease, keys: readonly Row[]): Promise<{ records: readonly ReadRecord[]; gone: readonly GoneRecord[] }> {
    await this.reader.declared();
    const ids = [...new Set(keys.map((key) => String(key[this.reader.table.key[0] ?? '']).toLowerCase()))];
    const records = await this.reader.byIds(ids);
    const found = new Set(records.map((record) => record.id));
    await this.raiseNewest(records);
    return {
      records,
      gone: await this.goneOf(
        lease,
        ids.filter((id) => !found.has(id)),
        records,
      ),
    };
  }

  forget(): void {
    this.state = undefined;
    this.reader.forget();
  }

  private async beginFullRead(lease: Lease): Promise<void> {
    const generation = String(BigInt(this.state?.generation ?? 0) + 1n);
    await this.move(lease, { phase: 'reading', cursor: null, generation, fingerprint: this.fingerprint });
    // Rows known under other columns must be published again, whatever their version.
    this.republishAll = true;
  }

  /** Set until the process ends or the read is over: after a crash a full read publishes rows whose version is known only once more. */
  private republishAll = false;

  private async fullReadPage(lease: Lease): Promise<number> {
    const page = await this.reader.trackedPage(this.state?.cursor ?? undefined);
    const records = page.value.filter((raw) => deletedIdOf(raw) === undefined).map((raw) => this.reader.recordOf(raw));
    const known = this.republishAll
      ? new Map<string, string | null>()
      : await this.store.etags(
          lease,
          records.map((record) => record.id),
        );
    const changed = records.filter((record) => known.get(record.id) !== record.etag);
    await this.publish(lease, { origin: 'delta' }, changed, []);
    if (page.deltaLink === undefined) {
      if (page.nextLink === undefined) throw new Error(`The last page of ${lease.name} has no delta link: track changes may be off.`);
      await this.move(lease, { cursor: page.nextLink }, records);
      return 0;
    }
    await this.store.advance(lease, { known: records });
    await this.publishNotMet(lease);
    await this.move(lease, { phase: 'live', cursor: page.deltaLink });
    this.republishAll = false;
    return 0;
  }

  /** What was known and is not among all rows has been deleted while nobody told. */
  private async publishNotMet(lease: Lease): Promise<void> {
    const generation = this.state?.generation ?? '0';
    for (;;) {
      const missing = await this.store.notMet(lease, generation, notMetAtATime);
      if (missing.length === 0) return;
      const there = await this.reader.byIds(missing.map((row) => row.id));
      const thereIds = new Set(there.map((record) => record.id));
      const gone = await this.goneOf(
        lease,
        missing.map((row) => row.id).filter((id) => !thereIds.has(id)),
        there,
      );
      await this.publish(lease, { origin: 'delta' }, there, gone);
      await this.store.advance(lease, { known: there, gone: gone.map((record) => record.id) });
    }
  }

  private async deltaPage(lease: Lease): Promise<number> {
    const page = await this.reader.trackedPage(this.state?.cursor ?? undefined);
    const deleted = new Set(page.value.map(deletedIdOf).filter((id) => id !== undefined));
    let records = page.value.filter((raw) => deletedIdOf(raw) === undefined).map((raw) => this.reader.recordOf(raw));
    // Deleted and made again under one id: what is there now decides.
    const both = records.map((record) => record.id).filter((id) => deleted.has(id));
    if (both.length > 0) {
      const there = await this.reader.byIds(both);
      records = [...records.filter((record) => !deleted.has(record.id)), ...there];
      for (const record of there) deleted.delete(record.id);
    }
    const gone = await this.goneOf(lease, [...deleted], records);
    await this.publish(lease, { origin: 'delta' }, records, gone);
    const cursor = page.deltaLink ?? page.nextLink;
    if (cursor === undefined) throw new Error(`A delta of ${lease.name} has neither a next nor a delta link.`);
    const moved = records.length + gone.length > 0 || cursor !== this.state?.cursor;
    if (moved)
      await this.move(
        lease,
        { cursor },
        records,
        gone.map((record) => record.id),
      );
    return page.nextLink === undefined ? this.pollMs : 0;
  }

  /**
   * Versions of deletes: they follow everything seen of the table. A write of ours to such a record that is still under way would be seen
   * later with an older state, so its answer is awaited first.
   */
  private async goneOf(lease: Lease, ids: readonly string[], read: readonly ReadRecord[]): Promise<GoneRecord[]> {
    if (ids.length === 0) return [];
    while ((await this.marks.open('dataverse', lease.name, ids)).size > 0) {
      lease.check();
      await delay(markPollMs);
    }
    const newest = await this.store.raiseNewest(lease, newestOf(read));
    const key = this.reader.table.key[0] ?? '';
    return ids.map((id) => ({ id, key: { [key]: id }, version: 2n * newest + 1n }));
  }

  private async publish(lease: Lease, why: Why, records: readonly ReadRecord[], gone: readonly GoneRecord[]): Promise<void> {
    await this.raiseNewest(records);
    await this.publishing.publish(lease, why, records, gone);
  }

  private async raiseNewest(records: readonly ReadRecord[]): Promise<void> {
    if (records.length > 0) await this.store.raiseNewest({ system: 'dataverse', name: this.reader.table.name }, newestOf(records));
  }

  private async move(
    lease: Lease,
    state: Partial<TableState>,
    known: readonly ReadRecord[] = [],
    gone: readonly string[] = [],
  ): Promise<void> {
    await this.store.advance(lease, { state, known, gone });
    this.state = { ...(this.state ?? (await this.store.state(lease))), ...state };
  }

  private async recoverFrom(error: unknown, lease: Lease): Promise<number> {
    if (!(error instanceof SystemRefused)) throw error;
    switch (error.reason.code) {
      case 'DELTA_TOKEN_EXPIRED':
      case 'PAGING_COOKIE_INVALID':
        await this.beginFullRead(lease);
        this.republishAll = false; // the columns are the same: only what changed since is news
        return 0;
      case 'METADATA_CHANGED':
        this.reader.forget();
        throw error;
      default:
        throw error;
    }
  }
}

/** Row version, not doubled. */
const newestOf = (records: readonly ReadRecord[]): bigint =>
  records.reduce((newest, record) => (record.version / 2n > newest ? record.version / 2n : newest), 0n);
