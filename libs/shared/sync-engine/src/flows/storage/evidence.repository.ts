import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';
import type { Evidence } from '../evidence/evidence';

/** Evidence, and the document it was found to belong to; null: not known yet. */
export interface Attributed {
  readonly evidence: Evidence;
  readonly document: string | null;
}

interface EvidenceRow {
  readonly source: string;
  readonly record: string;
  readonly version: string;
  readonly document: string | null;
  readonly body: string;
}

type Body = Omit<Evidence, 'source' | 'record' | 'version' | 'readVersion'> & { readonly readVersion: string };

const columns = 'source, record, version, document, body';

/** What is known of each record. One statement a call, whatever the number of records. */
@Injectable()
export class EvidenceRepository {
  /** One probe of the key each, which is what LIMIT says to the planner: of a new table it believes that it is small, and reads all of it. */
  async ofRecords(tx: Transaction, flow: string, records: readonly Pick<Evidence, 'source' | 'record'>[]): Promise<Attributed[]> {
    const rows = await tx.query<EvidenceRow>(
      `SELECT ${columns} FROM unnest($2::text[], $3::text[]) AS w(s, r)
         CROSS JOIN LATERAL (SELECT * FROM flow_evidence WHERE flow = $1 AND source = w.s AND record = w.r LIMIT 1) AS e`,
      [flow, records.map(({ source }) => source), records.map(({ record }) => record)],
    );
    return rows.map(attributed);
  }

  async ofDocuments(tx: Transaction, flow: string, documents: readonly string[]): Promise<Attributed[]> {
    const rows = await tx.query<EvidenceRow>(`SELECT ${columns} FROM flow_evidence WHERE flow = $1 AND document = ANY($2::text[])`, [
      flow,
      documents,
    ]);
    return rows.map(attributed);
  }

  async save(tx: Transaction, flow: string, all: readonly Attributed[]): Promise<void> {
    if (all.length === 0) return;
    await tx.query(
      `INSERT INTO flow_evidence (flow, source, record, version, document, through, body)
       SELECT $1, n.source, n.record, n.version, n.document, n.through, n.body
         FROM json_to_recordset($2::json) AS n(source text, record text, version bigint, document text, through text, body text)
       ON CONFLICT (flow, source, record) DO UPDATE
         SET version = excluded.version, document = excluded.document, through = excluded.through, body = excluded.body`,
      [flow, JSON.stringify(all.map(rowOf))],
    );
  }
}

const attributed = ({ source, record, version, document, body }: EvidenceRow): Attributed => {
  const { readVersion, ...rest } = JSON.parse(body) as Body;
  return { document, evidence: { ...rest, source, record, version: BigInt(version), readVersion: BigInt(readVersion) } };
};

const rowOf = ({ evidence, document }: Attributed): object => {
  const { source, record, version, readVersion, ...rest } = evidence;
  const { reading } = evidence;
  const body: Body = { ...rest, readVersion: String(readVersion) };
  return {
    source,
    record,
    version: String(version),
    document,
    through: reading?.document ? null : (reading?.through ?? null),
    body: JSON.stringify(body),
  };
};
