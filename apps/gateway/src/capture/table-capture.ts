import type { Row } from '@concord/contracts';
import type { Lease } from './leases';
import type { GoneRecord, ReadRecord } from './publishing';

export interface SnapshotPage {
  readonly records: readonly ReadRecord[];
  /** Undefined: that was the last page. */
  readonly next: string | undefined;
}

/** How one table of one system is read. All calls come from the holder of the table's lease, one at a time: versions rest on that. */
export interface TableCapture {
  /**
   * One step of following the table: reads, publishes, and then moves what must move. Answers the milliseconds until the next step is due
   * unless somebody wakes it; 0: more is waiting. Throws `TableProblem`, `SystemRefused`, `LeaseLost`.
   */
  step(lease: Lease): Promise<number>;

  /** One page of the whole table in key order; `cursor` is that of an earlier page. */
  snapshotPage(lease: Lease, cursor: string | undefined): Promise<SnapshotPage>;

  /** Rows of the whole table, where the system tells. */
  total(): Promise<number | undefined>;

  /** Single records by key, and those among them that are not there. */
  records(lease: Lease, keys: readonly Row[]): Promise<{ readonly records: readonly ReadRecord[]; readonly gone: readonly GoneRecord[] }>;

  /** What is known of the environment's metadata may be out of date. */
  forget(): void;
}
