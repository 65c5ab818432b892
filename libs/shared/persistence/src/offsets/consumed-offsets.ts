import { Injectable } from '@nestjs/common';
import { Database } from '../transactions/database';
import type { Transaction } from '../transactions/transaction';
import type { BatchPosition, PartitionPosition } from './batch-position';
import { BatchTakenOver } from './batch-taken-over';

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** Positions of consumers, in the database of their effect. Fits the PositionStore port of @concord/messaging. */
@Injectable()
export class ConsumedOffsets {
  constructor(private readonly database: Database) {}

  /** Positions by partition, in the order asked; undefined where nothing was consumed yet. */
  async read(consumer: string, partitions: readonly TopicPartition[]): Promise<(bigint | undefined)[]> {
    const rows = await this.database.query<{ place: string; next_offset: string }>(
      `SELECT wanted.place, consumed.next_offset
         FROM unnest($2::text[], $3::int[]) WITH ORDINALITY AS wanted(topic, partition, place)
         JOIN consumed_offset AS consumed ON consumed.consumer = $1 AND consumed.topic = wanted.topic AND consumed.partition = wanted.partition`,
      [consumer, partitions.map(({ topic }) => topic), partitions.map(({ partition }) => partition)],
    );
    const positions = new Map(rows.map((row) => [Number(row.place), BigInt(row.next_offset)]));

    return partitions.map((_, index) => positions.get(index + 1));
  }

  /** Moves the positions of a batch that has no effect to store, or has had it. Fenced as UnitOfWork is, each partition for itself. */
  advance(batch: BatchPosition): Promise<void> {
    return this.move(this.database, batch);
  }

  /** Compare-and-set of every partition of a batch; throws BatchTakenOver when one was not where it should be. */
  async move(tx: Pick<Transaction, 'query'>, batch: BatchPosition): Promise<void> {
    const known = batch.partitions.filter(({ takenAt }) => takenAt !== 0n);
    const fresh = batch.partitions.filter(({ takenAt }) => takenAt === 0n);
    const moved =
      (known.length > 0 ? await this.moveKnown(tx, batch, known) : 0) + (fresh.length > 0 ? await this.moveFresh(tx, batch, fresh) : 0);
    if (moved < batch.partitions.length) throw new BatchTakenOver(batch);
  }

  private async moveKnown(
    tx: Pick<Transaction, 'query'>,
    { consumer, topic }: BatchPosition,
    partitions: readonly PartitionPosition[],
  ): Promise<number> {
    const rows = await tx.query(
      `UPDATE consumed_offset AS consumed SET next_offset = n.next_offset, moved_at = now()
         FROM unnest($3::int[], $4::bigint[], $5::bigint[]) AS n(partition, next_offset, taken_at)
        WHERE consumed.consumer = $1 AND consumed.topic = $2 AND consumed.partition = n.partition AND consumed.next_offset = n.taken_at
       RETURNING 1`,
      [consumer, topic, ...columnsOf(partitions), partitions.map(({ takenAt }) => String(takenAt))],
    );

    return rows.length;
  }

  /** Only a batch taken before anything was consumed may make the row: otherwise a lost row would be taken for consent. */
  private async moveFresh(
    tx: Pick<Transaction, 'query'>,
    { consumer, topic }: BatchPosition,
    partitions: readonly PartitionPosition[],
  ): Promise<number> {
    const rows = await tx.query(
      `INSERT INTO consumed_offset AS consumed (consumer, topic, partition, next_offset)
       SELECT $1, $2, n.partition, n.next_offset FROM unnest($3::int[], $4::bigint[]) AS n(partition, next_offset) ORDER BY n.partition
       ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = excluded.next_offset, moved_at = now() WHERE consumed.next_offset = 0
       RETURNING 1`,
      [consumer, topic, ...columnsOf(partitions)],
    );

    return rows.length;
  }
}

const columnsOf = (partitions: readonly PartitionPosition[]): [number[], string[]] => [
  partitions.map(({ partition }) => partition),
  partitions.map(({ nextOffset }) => String(nextOffset)),
];
