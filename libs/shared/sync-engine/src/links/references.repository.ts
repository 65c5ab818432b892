import { Injectable } from '@nestjs/common';
import type { Row } from '@concord/contracts';
import type { Transaction } from '@concord/persistence';
import type { Reference, Referred, Resolve } from '@concord/table-maps';
import { referenceName } from './link-row';

interface ReferredRow {
  readonly name: string;
  readonly dataverse_id: string;
  readonly finance_key: string;
}

/** References of a whole batch, by one query. A record counts when both halves exist: nothing is written before what it refers to (I6). */
@Injectable()
export class ReferencesRepository {
  /** @param lookups maps that write nothing: their Finance half is kept in step by others, and taken to be there */
  async resolve(tx: Transaction, references: readonly Reference[], lookups: readonly string[]): Promise<Resolve> {
    const wanted = new Map(references.map((reference) => [referenceName(reference), reference]));
    if (wanted.size === 0) return () => undefined;
    const found = new Map<string, Referred>();
    const list = [...wanted];
    const rows = await tx.query<ReferredRow>(
      // One probe of a unique index each: what LIMIT says to the planner.
      `SELECT w.name, l.dataverse_id, l.finance_key FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS w(name, map, system, id)
         CROSS JOIN LATERAL (
           (SELECT * FROM link WHERE w.system = 'dataverse' AND map = w.map AND dataverse_id = w.id AND scope = '' LIMIT 1)
           UNION ALL
           (SELECT * FROM link WHERE w.system = 'finance' AND map = w.map AND integration_key = w.id LIMIT 1)) AS l
        WHERE l.dataverse_known IS NOT NULL AND l.dataverse_id IS NOT NULL AND l.finance_key IS NOT NULL
          AND (l.finance_known IS NOT NULL OR l.map = ANY($5::text[]))`,
      [
        list.map(([name]) => name),
        list.map(([, { map }]) => map),
        list.map(([, { system }]) => system),
        list.map(([, { id }]) => id),
        lookups,
      ],
    );
    for (const row of rows) found.set(row.name, { dataverseId: row.dataverse_id, financeKey: JSON.parse(row.finance_key) as Row });
    return (reference) => found.get(referenceName(reference));
  }
}
