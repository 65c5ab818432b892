import { Injectable } from '@nestjs/common';
import { Topics, type ChangeMessage, type Row } from '@concord/contracts';
import { Publisher } from '@concord/messaging';
import { Metrics, newTraceparent } from '@concord/service-kit';
import { EnvironmentIdentity } from '../environment/environment-identity';
import type { Lease } from './leases';

/** A record as read, ready to be published. */
export interface ReadRecord {
  readonly id: string;
  readonly key: Row;
  readonly row: Row;
  readonly version: bigint;
  readonly etag: string | undefined;
  /** Finance: record id of the root table. */
  readonly recordId: string | undefined;
}

export interface GoneRecord {
  readonly id: string;
  readonly key: Row;
  readonly version: bigint;
}

export interface Why {
  readonly origin: ChangeMessage['origin'];
  readonly run?: string;
}

/** Puts what was read on the table's changes topic. Resolves when Kafka acknowledged: only then may a cursor move. */
@Injectable()
export class Publishing {
  private readonly captured;

  constructor(
    private readonly publisher: Publisher,
    private readonly topics: Topics,
    private readonly identity: EnvironmentIdentity,
    metrics: Metrics,
  ) {
    this.captured = metrics.counter('records_captured_total', 'Changes published, by table and kind', ['system', 'table', 'op', 'origin']);
  }

  /** Throws `LeaseLost` when the process stood still past its lease: what it read may be older than what its successor published. */
  async publish(lease: Lease, why: Why, records: readonly ReadRecord[], gone: readonly GoneRecord[] = []): Promise<void> {
    if (records.length + gone.length === 0) return;
    const environment = await this.identity.fingerprint();
    const changes = [
      ...records.map((record): ChangeMessage => ({
        op: 'upsert',
        id: record.id,
        key: record.key,
        version: String(record.version),
        row: record.row,
        ...(record.etag === undefined ? {} : { etag: record.etag }),
        ...this.because(why),
      })),
      ...gone.map((record): ChangeMessage => ({
        op: 'delete',
        id: record.id,
        key: record.key,
        version: String(record.version),
        ...this.because(why),
      })),
    ];
    lease.check();
    await this.publisher.publish(
      changes.map((change) => ({
        topic: this.topics.changes(lease.system, lease.name),
        key: change.id,
        value: change,
        type: 'concord.change.v1',
        headers: { ce_environment: environment, traceparent: newTraceparent() },
      })),
    );
    const labels = { system: lease.system, table: lease.name, origin: why.origin };
    if (records.length > 0) this.captured.inc({ ...labels, op: 'upsert' }, records.length);
    if (gone.length > 0) this.captured.inc({ ...labels, op: 'delete' }, gone.length);
  }

  private because(why: Why): Pick<ChangeMessage, 'origin' | 'run'> {
    return { origin: why.origin, ...(why.run === undefined ? {} : { run: why.run }) };
  }
}
