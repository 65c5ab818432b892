import { Injectable } from '@nestjs/common';
import type { LinkMessage } from '@concord/contracts';
import type { Transaction } from '@concord/persistence';
import type { Use } from '../area/area';

/** A record that others were made of, and that now says something else. */
export interface ChangedLink {
  readonly map: string;
  readonly dataverseId: string;
  readonly isRekeyed: boolean;
}

interface ChangedRow {
  readonly map: string;
  readonly dataverse_id: string;
  readonly is_rekeyed: boolean;
}

/** What links of other areas' maps say, and those of own maps that share columns with others here. */
@Injectable()
export class ForeignLinksRepository {
  /**
   * Keeps the newest that was said of each link, however often and in whatever order it is heard; one statement.
   * Answers the links whose key or shared columns differ from what they were when both halves were there before.
   */
  async store(tx: Pick<Transaction, 'query'>, messages: readonly LinkMessage[]): Promise<ChangedLink[]> {
    const links = newestOf(messages);
    if (links.length === 0) return [];
    const rows = await tx.query<ChangedRow>(
      `WITH heard AS (
         SELECT map, link, substr(scope, 2) AS scope, is_whole, dataverse_id, finance_id, finance_key, shared, said_at
           FROM unnest($1::text[], $2::uuid[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
             AS n(map, link, scope, is_whole, dataverse_id, finance_id, finance_key, shared, said_at)),
       before AS (
         SELECT f.map, f.link, f.finance_id, f.shared FROM foreign_link AS f WHERE f.map = ANY($1::text[]) AND f.link = ANY($2::uuid[]) AND f.finance_id IS NOT NULL),
       stored AS (
         INSERT INTO foreign_link AS f (map, link, scope, is_whole, dataverse_id, finance_id, finance_key, shared, said_at)
         SELECT map, link, scope, is_whole, dataverse_id, finance_id, finance_key, shared, said_at FROM heard
         ON CONFLICT (map, link) DO UPDATE SET is_whole = excluded.is_whole, said_at = excluded.said_at,
           dataverse_id = coalesce(excluded.dataverse_id, f.dataverse_id), finance_id = coalesce(excluded.finance_id, f.finance_id),
           finance_key = coalesce(excluded.finance_key, f.finance_key), shared = coalesce(excluded.shared, f.shared)
         WHERE f.said_at <= excluded.said_at
         RETURNING map, link, is_whole, dataverse_id, finance_id, shared)
       SELECT s.map, s.dataverse_id, s.finance_id <> b.finance_id AS is_rekeyed
         FROM stored AS s JOIN before AS b ON b.map = s.map AND b.link = s.link
        WHERE s.is_whole AND (s.finance_id <> b.finance_id OR s.shared IS DISTINCT FROM b.shared)`,
      [
        links.map(({ map }) => map),
        links.map(({ link }) => link),
        // Marked, because an array of one empty text is written like an empty array.
        links.map(({ scope }) => `=${scope ?? ''}`),
        links.map(isWhole),
        links.map(({ dataverseId }) => dataverseId ?? null),
        links.map(({ financeId }) => financeId ?? null),
        links.map(({ financeKey }) => (financeKey ? JSON.stringify(financeKey) : null)),
        links.map(({ shared }) => (shared ? JSON.stringify(shared) : null)),
        links.map(({ updatedAt }) => updatedAt),
      ],
    );
    return [...rows.map((row) => ({ map: row.map, dataverseId: row.dataverse_id, isRekeyed: row.is_rekeyed })), ...changedWithin(messages)];
  }

  /**
   * Makes own records due that were made of these, to be compared again. Those with a write in flight are compared when its outcome comes.
   * One statement for each lookup that takes such values, and none as long as nothing has changed. It reads all records of the map that has the
   * lookup: an index of who refers to whom would be paid for by every change, and names of tasks change seldom.
   */
  async lookAgain(
    tx: Pick<Transaction, 'query'>,
    changed: readonly ChangedLink[],
    usesOf: (map: string) => readonly Use[],
  ): Promise<number> {
    let count = 0;
    for (const map of new Set(changed.map((one) => one.map))) {
      for (const { map: user, column, isOfShared } of usesOf(map)) {
        const ids = changed.filter((one) => one.map === map && (isOfShared || one.isRekeyed)).map(({ dataverseId }) => dataverseId);
        if (ids.length === 0) continue;
        const [row] = await tx.query<{ count: number }>(
          `WITH due AS (
             UPDATE link SET due_at = now() WHERE map = $1 AND (attention IS NULL OR attention IN ('failed', 'conflict'))
                AND lower(dataverse_known::json ->> $2) = ANY($3::text[])
                AND dataverse_revision <= dataverse_settled AND finance_revision <= finance_settled RETURNING 1)
           SELECT count(*)::int AS count FROM due`,
          [user, column, ids],
        );
        count += row?.count ?? 0;
      }
    }
    return count;
  }

  /** Finance ids of a foreign map's records, for scopes of maps that fan out. */
  async financeIds(tx: Pick<Transaction, 'query'>, map: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'SELECT DISTINCT finance_id AS id FROM foreign_link WHERE map = $1 AND is_whole ORDER BY 1',
      [map],
    );
    return rows.map(({ id }) => id);
  }
}

const isWhole = ({ dataverseId, financeId, financeKey }: LinkMessage): boolean =>
  dataverseId !== undefined && financeId !== undefined && financeKey !== undefined;

const newestOf = (messages: readonly LinkMessage[]): LinkMessage[] => {
  const newest = new Map<string, LinkMessage>();
  for (const message of messages) {
    const before = newest.get(message.link);
    if (!before || before.updatedAt <= message.updatedAt) newest.set(message.link, message);
  }
  return [...newest.values()];
};

/** What a link said between two others of one batch is stored nowhere, and records may have been made of it all the same. */
const changedWithin = (messages: readonly LinkMessage[]): ChangedLink[] => {
  const before = new Map<string, LinkMessage>();
  const changed: ChangedLink[] = [];
  for (const message of messages) {
    if (!isWhole(message)) continue;
    const earlier = before.get(message.link);
    before.set(message.link, message);
    if (!earlier) continue;
    const isRekeyed = earlier.financeId !== message.financeId;
    if (isRekeyed || JSON.stringify(earlier.shared) !== JSON.stringify(message.shared))
      changed.push({ map: message.map, dataverseId: message.dataverseId ?? '', isRekeyed });
  }
  return changed;
};
