import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';

/** A record, and the names by which others find its document. */
export interface Giver {
  readonly source: string;
  readonly record: string;
  readonly document: string | null;
  readonly names: readonly string[];
}

/** Names that documents are known by besides their key. */
@Injectable()
export class NamesRepository {
  /** Documents of these names, and nobody else decides about the names until the transaction ends: a giver and a user of one name may come at once. */
  async lock(tx: Transaction, flow: string, names: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    if (names.length === 0) return new Map();
    const rows = await tx.query<{ name: string; document: string | null }>(
      `INSERT INTO flow_name AS n (flow, name) SELECT $1, w.name FROM (SELECT DISTINCT unnest($2::text[]) AS name ORDER BY name) AS w
       ON CONFLICT (flow, name) DO UPDATE SET name = n.name RETURNING name, document`,
      [flow, names],
    );
    return new Map(rows.map(({ name, document }) => [name, document]));
  }

  /** The names that records give are these now. */
  async give(tx: Transaction, flow: string, givers: readonly Giver[]): Promise<void> {
    if (givers.length === 0) return;
    await tx.query(
      `DELETE FROM flow_given_name AS g USING unnest($2::text[], $3::text[]) AS w(source, record)
        WHERE g.flow = $1 AND g.source = w.source AND g.record = w.record`,
      [flow, givers.map(({ source }) => source), givers.map(({ record }) => record)],
    );
    const given = givers.flatMap(({ names, ...giver }) => names.map((name) => ({ ...giver, name })));
    await tx.query(
      `INSERT INTO flow_given_name (flow, name, source, record, document) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])`,
      [
        flow,
        given.map(({ name }) => name),
        given.map(({ source }) => source),
        given.map(({ record }) => record),
        given.map(({ document }) => document),
      ],
    );
  }

  /** Leads names where those who give them are; answers those that lead elsewhere than before. Of two documents of one name the first by key has it. */
  async lead(tx: Transaction, flow: string, names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    const rows = await tx.query<{ name: string }>(
      `UPDATE flow_name AS n SET document = found.document
         FROM (SELECT w.name, (SELECT g.document FROM flow_given_name AS g
                                WHERE g.flow = $1 AND g.name = w.name AND g.document IS NOT NULL ORDER BY g.document LIMIT 1) AS document
                 FROM unnest($2::text[]) AS w(name)) AS found
        WHERE n.flow = $1 AND n.name = ANY($2::text[]) AND n.name = found.name AND n.document IS DISTINCT FROM found.document
       RETURNING n.name`,
      [flow, names],
    );
    return rows.map(({ name }) => name);
  }

  /**
   * Records that find their document through these names move to where the names lead now. `names`: by which others may find theirs through them
   * in turn.
   */
  async follow(
    tx: Transaction,
    flow: string,
    names: readonly string[],
  ): Promise<{ from: string | null; to: string | null; names: string[] }[]> {
    return tx.query(
      `WITH moved AS (
         SELECT e.source, e.record, e.document AS before, n.document AS after
           FROM (SELECT * FROM flow_name WHERE flow = $1 AND name = ANY($2::text[])) AS n
          CROSS JOIN LATERAL (SELECT * FROM flow_evidence AS e WHERE e.flow = $1 AND e.through = n.name AND e.document IS DISTINCT FROM n.document
                              OFFSET 0) AS e),
       evidence AS (
         UPDATE flow_evidence AS e SET document = moved.after FROM moved
          WHERE e.flow = $1 AND e.source = moved.source AND e.record = moved.record AND e.through = ANY($2::text[])),
       given AS (
         UPDATE flow_given_name AS g SET document = moved.after FROM moved
          WHERE g.flow = $1 AND g.source = moved.source AND g.record = moved.record RETURNING g.source, g.record, g.name)
       SELECT moved.before AS "from", moved.after AS "to",
              ARRAY(SELECT name FROM given WHERE given.source = moved.source AND given.record = moved.record) AS names FROM moved`,
      [flow, names],
    );
  }
}
