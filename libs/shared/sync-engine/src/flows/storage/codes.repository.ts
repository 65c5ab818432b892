import { Injectable } from '@nestjs/common';
import type { LinkMessage, Row } from '@concord/contracts';
import type { Transaction } from '@concord/persistence';
import { codeName, type CodeReference } from '../evidence/evidence';

/** Codes of records, as the links tell them: what a lookup becomes in a dimension. */
@Injectable()
export class CodesRepository {
  /** Answers the names of codes that have come or changed. */
  async take(tx: Transaction, links: readonly LinkMessage[]): Promise<string[]> {
    if (links.length === 0) return [];
    const newest = new Map(links.map((link) => [`${link.map} ${link.link}`, link])); // in a partition the last is the newest
    const rows = await tx.query<{ map: string; before: string | null; after: string | null }>(
      `WITH told AS (
         SELECT * FROM json_to_recordset($1::json) AS t(map text, link uuid, version bigint, dataverse_id text, key text)),
       known AS (SELECT c.* FROM flow_code AS c JOIN told USING (map, link)),
       stored AS (
         INSERT INTO flow_code AS c (map, link, version, dataverse_id, key) SELECT map, link, version, dataverse_id, key FROM told ORDER BY map, link
         ON CONFLICT (map, link) DO UPDATE SET version = excluded.version, dataverse_id = excluded.dataverse_id, key = excluded.key
           WHERE c.version < excluded.version
         RETURNING map, link, dataverse_id, key)
       SELECT stored.map, known.dataverse_id AS before, stored.dataverse_id AS after FROM stored LEFT JOIN known USING (map, link)
        WHERE (known.dataverse_id, known.key) IS DISTINCT FROM (stored.dataverse_id, stored.key)`,
      [
        JSON.stringify(
          [...newest.values()].map(({ map, link, updatedAt, dataverseId, financeKey, shared }) => ({
            map,
            link,
            version: Date.parse(updatedAt),
            dataverse_id: dataverseId && financeKey ? dataverseId.toLowerCase() : null,
            key: dataverseId && financeKey ? JSON.stringify({ ...financeKey, ...shared }) : null,
          })),
        ),
      ],
    );
    return [
      ...new Set(rows.flatMap(({ map, before, after }) => [before, after].flatMap((id) => (id === null ? [] : codeName({ map, id }))))),
    ];
  }

  async resolve(tx: Transaction, references: readonly CodeReference[]): Promise<(reference: CodeReference) => string | undefined> {
    const wanted = new Map(references.map((reference) => [codeName(reference), reference]));
    if (wanted.size === 0) return () => undefined;
    const list = [...wanted.values()];
    const rows = await tx.query<{ map: string; id: string; key: string }>(
      // A record that has a half in each company has the same code in each: any will do, and always the same.
      `SELECT w.map, w.id, c.key FROM unnest($1::text[], $2::text[]) AS w(map, id)
         CROSS JOIN LATERAL (SELECT key FROM flow_code AS f WHERE f.map = w.map AND f.dataverse_id = w.id AND key IS NOT NULL ORDER BY link LIMIT 1) AS c`,
      [list.map(({ map }) => map), list.map(({ id }) => id)],
    );
    const found = new Map(rows.map(({ map, id, key }) => [codeName({ map, id }), JSON.parse(key) as Row]));
    return (reference) => partOf(found.get(codeName(reference)), reference.part);
  }
}

/** The part, of the key or the columns shared with it, or the one that names the record within its company. */
const partOf = (key: Row | undefined, part: string | undefined): string | undefined => {
  if (!key) return undefined;
  const own = Object.keys(key).filter((column) => column.toLowerCase() !== 'dataareaid');
  const value = key[part ?? own[0] ?? Object.keys(key)[0] ?? ''];
  return value === null || value === undefined || value === '' ? undefined : String(value);
};
