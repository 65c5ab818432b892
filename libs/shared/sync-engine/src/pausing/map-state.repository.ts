import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';

export interface MapState {
  readonly map: string;
  readonly pausedAt: Date | null;
  readonly reason: string | null;
  /** Set while a resume publishes what gathered: links up to this id are out. */
  readonly resumeCursor: string | null;
}

interface Row {
  readonly map: string;
  readonly paused_at: Date | null;
  readonly reason: string | null;
  readonly resume_cursor: string | null;
}

export const firstCursor = '00000000-0000-0000-0000-000000000000';

/** Which maps do not publish. No row: the map runs. */
@Injectable()
export class MapStateRepository {
  async all(tx: Pick<Transaction, 'query'>): Promise<MapState[]> {
    const rows = await tx.query<Row>('SELECT map, paused_at, reason, resume_cursor FROM map_state');
    return rows.map((row) => ({ map: row.map, pausedAt: row.paused_at, reason: row.reason, resumeCursor: row.resume_cursor }));
  }

  async paused(tx: Pick<Transaction, 'query'>): Promise<string[]> {
    const rows = await tx.query<{ map: string }>('SELECT map FROM map_state WHERE paused_at IS NOT NULL');
    return rows.map(({ map }) => map);
  }

  /** The first reason stays: it is what began it. */
  async pause(tx: Pick<Transaction, 'query'>, map: string, reason: string): Promise<void> {
    await tx.query(
      `INSERT INTO map_state (map, paused_at, reason) VALUES ($1, now(), $2)
       ON CONFLICT (map) DO UPDATE SET paused_at = now(), reason = $2, resume_cursor = NULL WHERE map_state.paused_at IS NULL`,
      [map, reason],
    );
  }

  /** True: it was paused. What is unanswered is published from the beginning, each link once, by whichever replica sweeps. */
  async resume(tx: Pick<Transaction, 'query'>, map: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE map_state SET paused_at = NULL, reason = NULL, resume_cursor = $2 WHERE map = $1 AND paused_at IS NOT NULL RETURNING 1`,
      [map, firstCursor],
    );
    return rows.length > 0;
  }

  /** Takes a map that is being resumed, unless another replica has it. */
  async takeResuming(tx: Pick<Transaction, 'query'>, inOrder: readonly string[]): Promise<MapState | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT map, paused_at, reason, resume_cursor FROM map_state WHERE resume_cursor IS NOT NULL AND paused_at IS NULL
        ORDER BY array_position($1::text[], map) LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [inOrder],
    );
    return row && { map: row.map, pausedAt: row.paused_at, reason: row.reason, resumeCursor: row.resume_cursor };
  }

  async moveCursor(tx: Pick<Transaction, 'query'>, map: string, cursor: string | null): Promise<void> {
    await tx.query('UPDATE map_state SET resume_cursor = $2 WHERE map = $1', [map, cursor]);
  }
}
