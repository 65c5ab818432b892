import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';

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

  /** Leads names where the evidence says; answers those that lead elsewhere than before. Of two documents that share a name, the first by key has it. */
  async lead(tx: Transaction, flow: string, names: readonly string[]): Promise<string[]> {
    if (names.length === 0) return [];
    const rows = await tx.query<{ name: string }>(
      `UPDATE flow_name AS n SET document = found.document
         FROM (SELECT w.name, (SELECT min(e.document) FROM flow_evidence AS e WHERE e.flow = $1 AND e.names @> ARRAY[w.name]) AS document
                 FROM unnest($2::text[]) AS w(name)) AS found
        WHERE n.flow = $1 AND n.name = found.name AND n.document IS DISTINCT FROM found.document
       RETURNING n.name`,
      [flow, names],
    );
    return rows.map(({ name }) => name);
  }
}
