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
  async ofRecords(tx: Transaction, flow: string, records: readonly Pick<Evidence, 'source' | 'record'>[]): Promise<Attributed[]> {
    const rows = await tx.query<EvidenceRow>(
      `SELECT ${columns} FROM unnest($2::text[], $3::text[]) AS w(source, record)
         JOIN flow_evidence AS e USING (source, record) WHERE e.flow = $1`,
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
      `INSERT INTO flow_evidence (flow, source, record, version, document, through, names, body)
       SELECT $1, n.source, n.record, n.version, n.document, n.through, n.names, n.body
         FROM json_to_recordset($2::json) AS n(source text, record text, version bigint, document text, through text, names text[], body text)
       ON CONFLICT (flow, source, record) DO UPDATE
         SET version = excluded.version, document = excluded.document, through = excluded.through, names = excluded.names, body = excluded.body`,
      [flow, JSON.stringify(all.map(rowOf))],
    );
  }

  /**
   * Records that find their document through these names move to where the names lead now. `from`: the document they were of; `names`: by which
   * others may find theirs through them in turn.
   */
  async follow(
    tx: Transaction,
    flow: string,
    names: readonly string[],
  ): Promise<{ from: string | null; to: string | null; names: string[] | null }[]> {
    return tx.query(
      `WITH moved AS (
         SELECT e.source, e.record, e.document AS before, n.document AS after FROM flow_name AS n
           JOIN flow_evidence AS e ON e.flow = n.flow AND e.through = n.name
          WHERE n.flow = $1 AND n.name = ANY($2::text[]) AND e.document IS DISTINCT FROM n.document)
       UPDATE flow_evidence AS e SET document = moved.after FROM moved
        WHERE e.flow = $1 AND e.source = moved.source AND e.record = moved.record
       RETURNING moved.before AS "from", moved.after AS "to", e.names`,
      [flow, names],
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
    names: reading?.names.length ? reading.names : null,
    body: JSON.stringify(body),
  };
};
