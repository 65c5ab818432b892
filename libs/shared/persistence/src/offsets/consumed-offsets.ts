import { Injectable } from '@nestjs/common';
import { Database } from '../transactions/database';
import type { Transaction } from '../transactions/transaction';
import type { BatchPosition } from './batch-position';
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

  /** Moves the position of a batch that has no effect to store. Fenced as UnitOfWork is. */
  advance(batch: BatchPosition): Promise<void> {
    return this.move(this.database, batch);
  }

  /** Compare-and-set, one statement; throws BatchTakenOver. */
  async move(tx: Pick<Transaction, 'query'>, batch: BatchPosition): Promise<void> {
    const key = [batch.consumer, batch.topic, batch.partition];
    // Only a batch taken before anything was consumed may make the row: otherwise a lost row would be taken for consent.
    const moved =
      batch.takenAt === 0n
        ? await tx.query(
            `INSERT INTO consumed_offset AS consumed (consumer, topic, partition, next_offset) VALUES ($1, $2, $3, $4)
             ON CONFLICT (consumer, topic, partition) DO UPDATE SET next_offset = $4, moved_at = now() WHERE consumed.next_offset = 0
             RETURNING 1`,
            [...key, String(batch.nextOffset)],
          )
        : await tx.query(
            `UPDATE consumed_offset SET next_offset = $4, moved_at = now()
             WHERE consumer = $1 AND topic = $2 AND partition = $3 AND next_offset = $5 RETURNING 1`,
            [...key, String(batch.nextOffset), String(batch.takenAt)],
          );
    if (moved.length === 0) throw new BatchTakenOver(batch);
  }
}
