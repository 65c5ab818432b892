import { Injectable } from '@nestjs/common';
import type { OutcomeMessage, System } from '@concord/contracts';
import { Database } from '@concord/persistence';
import { keptOf, recalled } from './kept-outcome';
import type { PlannedWrite } from './planned-write';

/** What a link's write is to this gateway. */
export type Claim =
  | { readonly kind: 'send' }
  /** A newer revision was seen: this one must never be sent after it. */
  | { readonly kind: 'superseded' }
  /** Settled before: the same answer again, without a second call. */
  | { readonly kind: 'answered'; readonly outcome: OutcomeMessage };

/** A write that was not claimed. */
interface ClaimRow {
  readonly link: string;
  readonly revision: string | null;
  readonly outcome: string | null;
}

/** Between texts that PostgreSQL parts; neither system takes control characters in a key, and JSON contains none. */
const between = '\u001e';

/** The newest revision seen of each link, and its answer where that stands; what makes writes idempotent over restarts and replicas. */
@Injectable()
export class SettledWrites {
  constructor(private readonly database: Database) {}

  /** One statement: takes what is new, tells of the rest, and notes the start of each write that is to be sent. One write per link. */
  async claim(system: System, table: string, writes: readonly PlannedWrite[]): Promise<ReadonlyMap<PlannedWrite, Claim>> {
    const claims = new Map<PlannedWrite, Claim>();
    let open = [...writes];
    // Twice, when another replica claimed at the same instant: then the statement saw the link as it was before.
    for (let attempt = 0; open.length > 0; attempt += 1) {
      const rows = new Map((await this.claimOnce(system, table, open)).map((row) => [row.link, row]));
      const unclear: PlannedWrite[] = [];
      for (const write of open) {
        const row = rows.get(write.message.link);
        const claim: Claim | undefined = row ? claimOf(row, system, write) : { kind: 'send' };
        if (claim) claims.set(write, claim);
        else unclear.push(write);
      }
      if (attempt === 5 && unclear.length > 0) throw new Error(`${unclear.length} writes to ${table} could not be claimed.`);
      open = unclear;
    }
    return claims;
  }

  /** Answers what could not be claimed. */
  private claimOnce(system: System, table: string, writes: readonly PlannedWrite[]): Promise<ClaimRow[]> {
    return this.database.query<ClaimRow>(
      `WITH asked AS (
         SELECT * FROM unnest(string_to_array($3, ',')::uuid[], string_to_array($4, ',')::bigint[], string_to_array($5, E'\\x1e')) AS a(link, revision, record)),
       claimed AS (
         INSERT INTO settled_write AS s (system, link, revision, table_name, record) SELECT $1, link, revision, $2, record FROM asked ORDER BY link
         ON CONFLICT (link, system) DO UPDATE
           SET revision = excluded.revision, table_name = excluded.table_name, record = excluded.record, outcome = NULL, ended = NULL, at = now()
         WHERE s.revision < excluded.revision OR (s.revision = excluded.revision AND s.outcome IS NULL)
         RETURNING s.link)
       SELECT a.link, s.revision, s.outcome
       FROM asked a
       LEFT JOIN LATERAL (SELECT revision, outcome FROM settled_write WHERE system = $1 AND link = a.link LIMIT 1) s ON true
       WHERE NOT EXISTS (SELECT 1 FROM claimed c WHERE c.link = a.link)`,
      [
        system,
        table,
        writes.map((write) => write.message.link).join(','),
        writes.map((write) => write.message.revision).join(','),
        writes.map((write) => write.recordId).join(between),
      ],
    );
  }

  /** Whether none of these has been overtaken by another process since it was claimed. */
  async stillNewest(system: System, writes: readonly PlannedWrite[]): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM unnest($2::uuid[], $3::bigint[]) AS a(link, revision) JOIN settled_write s ON s.system = $1 AND s.link = a.link
       WHERE s.revision > a.revision OR s.outcome IS NOT NULL LIMIT 1`,
      [system, writes.map((write) => write.message.link), writes.map((write) => write.message.revision)],
    );
    return rows.length === 0;
  }

  /** Ends the marks with `number`, keeps the answers that stand, and raises the newest row version of a Dataverse table: together. */
  async settle(
    system: System,
    table: string,
    number: bigint,
    newestRowVersion: bigint | undefined,
    answers: readonly { readonly write: PlannedWrite; readonly outcome: OutcomeMessage }[],
  ): Promise<void> {
    const settled = (db: Pick<Database, 'query'>): Promise<unknown> =>
      db.query(
        `UPDATE settled_write s SET ended = $5, outcome = coalesce(nullif(a.outcome, ''), s.outcome), at = now()
         FROM unnest(string_to_array($2, ',')::uuid[], string_to_array($3, ',')::bigint[], string_to_array($4, E'\\x1e')) AS a(link, revision, outcome)
         WHERE s.system = $1 AND s.link = ANY(string_to_array($2, ',')::uuid[]) AND s.link = a.link AND s.revision = a.revision`,
        [
          system,
          answers.map(({ write }) => write.message.link).join(','),
          answers.map(({ write }) => write.message.revision).join(','),
          answers.map(({ write, outcome }) => (outcome.status === 'rejected' ? '' : keptOf(outcome, write))).join(between),
          String(number),
        ],
      );
    if (newestRowVersion === undefined) await settled(this.database);
    else
      await this.database.transaction(async (tx) => {
        await settled(tx);
        await tx.query('UPDATE capture_table SET newest_version = GREATEST(newest_version, $3::bigint) WHERE system = $1 AND name = $2', [
          system,
          table,
          String(newestRowVersion),
        ]);
      });
  }

  /** Version of a delete of ours in a Dataverse table: it follows everything seen of the table. */
  async newestRowVersion(table: string): Promise<bigint> {
    const [row] = await this.database.query<{ newest_version: string }>(
      "SELECT newest_version FROM capture_table WHERE system = 'dataverse' AND name = $1",
      [table],
    );
    return BigInt(row?.newest_version ?? 0);
  }
}

/** Undefined: the statement saw the link before another replica's claim. */
const claimOf = (row: ClaimRow, system: System, write: PlannedWrite): Claim | undefined => {
  const revision = BigInt(write.message.revision);
  if (row.revision === null || BigInt(row.revision) < revision) return undefined;
  if (BigInt(row.revision) > revision) return { kind: 'superseded' };
  return row.outcome === null ? undefined : { kind: 'answered', outcome: recalled(row.outcome, system, write) };
};
