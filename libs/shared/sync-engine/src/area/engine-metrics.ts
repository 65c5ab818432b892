import { Injectable } from '@nestjs/common';
import { Metrics } from '@concord/service-kit';
import { Database } from '@concord/persistence';
import { keyNotYetGiven } from '../reconcile/map-rows';
import { Area } from './area';

/** Counting all links reads the whole table, so it is done at most this often, and never for more than a twentieth of the time. */
const countEveryMs = 15_000;

export interface MapCounts {
  readonly map: string;
  readonly status: string;
  readonly count: number;
  /** Milliseconds since 1970; null where nothing is outstanding. */
  readonly oldestUnapplied: number | null;
  /** The same of records that wait for the number they are paired by. */
  readonly oldestKeyless: number | null;
}

const secondsSince = (ms: number): number => Math.max(0, (Date.now() - ms) / 1000);

/** What an operator watches, under names a person understands. */
@Injectable()
export class EngineMetrics {
  private readonly writes;
  private readonly noted;
  private counts: readonly MapCounts[] = [];
  private countAgainAt = 0;
  private counting: Promise<readonly MapCounts[]> | undefined;

  constructor(
    private readonly area: Area,
    private readonly database: Database,
    metrics: Metrics,
  ) {
    this.writes = metrics.counter('writes_published_total', 'Writes published, and how many of them again', ['again']);
    this.noted = metrics.counter(
      'decisions_noted_total',
      'Changes that were superseded or our own echo; conflicts, drift set right, systems that insist',
      ['map', 'noted'],
    );
    metrics.gauge('records', 'Records by map and status', ['map', 'status'], async (gauge) => {
      gauge.reset();
      for (const { map, status, count } of await this.countLinks()) gauge.set({ map, status }, count);
    });
    metrics.gauge(
      'oldest_unapplied_change_seconds',
      'Age of the oldest change that has not reached the other side',
      ['map'],
      async (gauge) => {
        gauge.reset();
        const oldest = new Map<string, number>(this.area.maps.map(({ id }) => [id, Infinity]));
        for (const { map, oldestUnapplied } of await this.countLinks())
          oldest.set(map, Math.min(oldest.get(map) ?? Infinity, oldestUnapplied ?? Infinity));
        for (const [map, since] of oldest) gauge.set({ map }, since === Infinity ? 0 : secondsSince(since));
      },
    );
    metrics.gauge(
      'oldest_record_without_key_seconds',
      'Age of the oldest record that waits for the number it is paired by',
      ['map'],
      async (gauge) => {
        gauge.reset();
        const counts = await this.countLinks();
        for (const { id: map } of this.area.maps) {
          const since = counts.find((one) => one.map === map && one.oldestKeyless !== null)?.oldestKeyless;
          gauge.set({ map }, since ? secondsSince(since) : 0);
        }
      },
    );
  }

  published(writes: number, again: boolean): void {
    if (writes > 0) this.writes.inc({ again: String(again) }, writes);
  }

  notedIn(noted: ReadonlyMap<string, number>): void {
    for (const [name, count] of noted) {
      const [map = '', what = ''] = name.split('|');
      this.noted.inc({ map, noted: what }, count);
    }
  }

  /** Links by map and status, some seconds old. */
  countLinks(): Promise<readonly MapCounts[]> {
    if (Date.now() < this.countAgainAt) return Promise.resolve(this.counts);
    this.counting ??= this.count().finally(() => (this.counting = undefined));
    return this.counting;
  }

  private async count(): Promise<readonly MapCounts[]> {
    const start = Date.now();
    const rows = await this.database.query<{ map: string; status: string; count: string; oldest: Date | null; keyless: Date | null }>(
      `SELECT map, status, count(*) AS count, min(unapplied_since) AS oldest, min(unapplied_since) FILTER (WHERE error_code = $1) AS keyless
         FROM link GROUP BY map, status ORDER BY map, status`,
      [keyNotYetGiven],
    );
    this.counts = rows.map(({ map, status, count, oldest, keyless }) => ({
      map,
      status,
      count: Number(count),
      oldestUnapplied: oldest?.getTime() ?? null,
      oldestKeyless: keyless?.getTime() ?? null,
    }));
    this.countAgainAt = Date.now() + Math.max(countEveryMs, 20 * (Date.now() - start));
    return this.counts;
  }
}
