import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Transaction } from '@concord/persistence';
import { Area } from '../area/area';

/** Links announced again in one publication. */
const chunk = 500;

/**
 * What a new version or configuration of the area brings: a map newly declared foreign has said all it has to say already, a map that shares more has
 * not said it yet, and records of a legal entity that was switched on were passed over. Before anything is consumed, at boot, so that nobody waits for what was passed by.
 */
@Injectable()
export class KnownMaps implements OnApplicationBootstrap {
  private readonly log = new Logger(KnownMaps.name);

  constructor(
    private readonly area: Area,
    private readonly database: Database,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const fresh = await this.fresh(tx);
      const foreign = fresh.filter(({ is_foreign }) => is_foreign).map(({ map }) => map);
      const sharing = fresh.filter(({ is_foreign }) => !is_foreign).map(({ map }) => map);
      if (foreign.length > 0) await this.readLinksAgain(tx, foreign);
      if (sharing.length > 0) await this.announceAgain(tx, sharing);
      await this.takeUpExcluded(tx);
    });
  }

  /** Maps that are new, or share other columns than at the boot before; replicas that start together take turns. */
  private fresh(tx: Transaction): Promise<{ map: string; is_foreign: boolean }[]> {
    const own = this.area.maps.filter(({ shares }) => shares !== undefined);
    const maps = [
      ...this.area.foreign.map((map) => ({ map, isForeign: true, shares: '' })),
      ...own.map(({ id, shares = [] }) => ({ map: id, isForeign: false, shares: shares.join() })),
    ];
    return tx.query(
      `INSERT INTO known_map AS k (map, is_foreign, shares) SELECT * FROM unnest($1::text[], $2::boolean[], $3::text[])
       ON CONFLICT (map) DO UPDATE SET is_foreign = excluded.is_foreign, shares = excluded.shares
         WHERE k.is_foreign <> excluded.is_foreign OR k.shares <> excluded.shares
       RETURNING map, is_foreign`,
      [maps.map(({ map }) => map), maps.map(({ isForeign }) => isForeign), maps.map(({ shares }) => shares)],
    );
  }

  /** From the beginning; links are compacted, and heard twice they say the same. The position is fenced: a replica at work notices. */
  private async readLinksAgain(tx: Transaction, maps: readonly string[]): Promise<void> {
    const { topics, name } = this.area;
    const moved = await tx.query(
      'UPDATE consumed_offset SET next_offset = 0, moved_at = now() WHERE consumer = $1 AND topic = $2 RETURNING 1',
      [`${topics.prefix}${name}`, topics.links],
    );
    if (moved.length > 0) this.log.log(`Links are read again from their beginning, for ${maps.join(', ')}`);
  }

  /** Records of legal entities that did not take part at the boot before, and may do so now: their changes are held in their links. */
  private async takeUpExcluded(tx: Transaction): Promise<void> {
    const { maps } = this.area;
    const [row] = await tx.query<{ count: number }>(
      `WITH told AS (
         INSERT INTO map_within AS k (map, within) SELECT * FROM unnest($1::text[], $2::text[])
         ON CONFLICT (map) DO UPDATE SET within = excluded.within WHERE k.within <> excluded.within RETURNING map),
       due AS (UPDATE link SET due_at = now() WHERE attention = 'excluded' AND map IN (SELECT map FROM told) RETURNING 1)
       SELECT count(*)::int AS count FROM due`,
      [maps.map(({ id }) => id), maps.map(({ within = '' }) => within)],
    );
    if (row && row.count > 0) this.log.log(`Other legal entities take part than before: ${row.count} excluded records are looked at again`);
  }

  private async announceAgain(tx: Transaction, maps: readonly string[]): Promise<void> {
    await tx.query(
      `INSERT INTO publication (id, map, kind, links, due_at)
       SELECT gen_random_uuid(), '', 'links', array_agg(id), now()
         FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / ${chunk} AS part FROM link WHERE map = ANY($1::text[])) AS l GROUP BY part`,
      [maps],
    );
  }
}
