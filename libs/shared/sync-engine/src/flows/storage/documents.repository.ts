import { Injectable } from '@nestjs/common';
import type { Transaction } from '@concord/persistence';
import { type Measure, type NeededDocument, needName } from '../evidence/evidence';
import type { FlowDocument } from '../documents/flow-document';
import type { Flow } from '../language/flow';
import type { DocumentKey } from './queues.repository';

/** All of a document but what is kept in columns of its own, or means nothing to others. */
export type DocumentContent = Omit<FlowDocument, 'isOriginalThere' | 'dependsOn' | 'dueAt'>;

export interface StoredDocument {
  readonly revision: number;
  readonly updatedAt: Date;
  readonly content: DocumentContent;
}

export interface KnownDocument {
  readonly document: string;
  /** 0: it is new. */
  readonly revision: number;
  readonly content: string;
  readonly isOriginalThere: boolean;
}

interface StoredRow {
  readonly revision: number;
  readonly updated_at: Date;
  readonly content: string;
}

@Injectable()
export class DocumentsRepository {
  /** These documents, made where they are new, and locked: whoever folds them next reads all evidence that was stored before. */
  async lock(tx: Transaction, flow: string, documents: readonly string[]): Promise<Map<string, KnownDocument>> {
    await tx.query(
      `INSERT INTO flow_document (flow, document, revision, place, since, content, dimension_keys, dimensions, reached, quantity, amount, accounting_amount,
                                  is_original_there, updated_at)
       SELECT $1, w.document, 0, -1, now(), '', '{}', '{}', '{}', '{}', '{}', '{}', false, now()
         FROM (SELECT DISTINCT unnest($2::text[]) AS document ORDER BY document) AS w
       ON CONFLICT (flow, document) DO NOTHING`,
      [flow, documents],
    );
    const rows = await tx.query<KnownDocument>(
      `SELECT document, revision, content, is_original_there AS "isOriginalThere" FROM flow_document
        WHERE flow = $1 AND document = ANY($2::text[]) ORDER BY document FOR UPDATE`,
      [flow, documents],
    );
    return new Map(rows.map((row) => [row.document, row]));
  }

  /** @param changed documents that others see differently now: their revision grows */
  async save(tx: Transaction, flow: Flow, all: readonly FlowDocument[], changed: ReadonlySet<string>): Promise<void> {
    await tx.query(
      `UPDATE flow_document AS d
          SET revision = d.revision + n.step, stage = n.stage, place = n.place, since = n.since, content = n.content,
              dimension_keys = n.dimension_keys, dimensions = n.dimensions, problem_codes = n.problem_codes,
              reached = n.reached, quantity = n.quantity, amount = n.amount, accounting_amount = n.accounting_amount, entered_quantity = n.entered_quantity,
              entered_amount = n.entered_amount, entered_accounting_amount = n.entered_accounting_amount,
              is_original_there = n.is_original_there, depends_on = n.depends_on, due_at = n.due_at,
              updated_at = CASE n.step WHEN 1 THEN now() ELSE d.updated_at END
         FROM json_to_recordset($2::json) AS n(
              document text, step integer, stage text, place integer, since timestamptz, content text, dimension_keys jsonb, dimensions jsonb,
              problem_codes text[], reached boolean[], quantity numeric[], amount numeric[], accounting_amount numeric[], entered_quantity numeric,
              entered_amount numeric, entered_accounting_amount numeric, is_original_there boolean, depends_on text[], due_at timestamptz)
        WHERE d.flow = $1 AND d.document = n.document AND d.document = ANY($3::text[])`,
      [
        flow.name,
        JSON.stringify(all.map((document) => ({ ...rowOf(flow, document), step: changed.has(document.document) ? 1 : 0 }))),
        all.map(({ document }) => document),
      ],
    );
  }

  /** Documents of any flow whose original is there. */
  async there(tx: Transaction, needed: readonly NeededDocument[]): Promise<(one: NeededDocument) => boolean> {
    if (needed.length === 0) return () => true;
    const rows = await tx.query<{ flow: string; document: string }>(
      `SELECT w.flow, w.document FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS u(flow, document)) AS w
         CROSS JOIN LATERAL (
           SELECT 1 FROM flow_document AS d WHERE d.flow = w.flow AND d.document = w.document AND d.is_original_there LIMIT 1) AS d`,
      [needed.map(({ flow }) => flow), needed.map(({ document }) => document)],
    );
    const names = new Set(rows.map((row) => needName({ ...row, as: '' })));
    return (one) => names.has(needName(one));
  }

  /** The longest due documents of these flows, shared among replicas; `now` is of the clock that made them due. */
  async due(tx: Transaction, flows: readonly string[], now: number, most: number): Promise<DocumentKey[]> {
    return tx.query(
      `SELECT flow, document FROM flow_document WHERE due_at <= $3 AND flow = ANY($1::text[]) ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [flows, most, new Date(now).toISOString()],
    );
  }

  async ofKeys(tx: Pick<Transaction, 'query'>, keys: readonly DocumentKey[]): Promise<StoredDocument[]> {
    const rows = await tx.query<StoredRow>(
      `SELECT d.revision, d.updated_at, d.content FROM unnest($1::text[], $2::text[]) AS w(flow, document)
         CROSS JOIN LATERAL (SELECT * FROM flow_document WHERE flow = w.flow AND document = w.document LIMIT 1) AS d`,
      [keys.map(({ flow }) => flow), keys.map(({ document }) => document)],
    );
    return rows.map(storedOf);
  }
}

export const storedOf = ({ revision, updated_at: updatedAt, content }: StoredRow): StoredDocument => ({
  revision,
  updatedAt,
  content: JSON.parse(content) as DocumentContent,
});

export const contentOf = ({ isOriginalThere: _there, dependsOn: _dependsOn, dueAt: _dueAt, ...content }: FlowDocument): string =>
  JSON.stringify(content);

const iso = (ms: number): string => new Date(ms).toISOString();

const rowOf = (flow: Flow, document: FlowDocument): object => {
  const reached = new Map(document.stages.map(({ stage, amounts }) => [stage, amounts]));
  const perStage = (measure: Measure): (string | null)[] => flow.stages.map(({ name }) => reached.get(name)?.[measure] ?? null);
  const keys = Object.entries(document.dimensions).map(([name, value]) => [name, value.toLowerCase()]);
  return {
    document: document.document,
    stage: document.stage,
    place: flow.stages.findIndex(({ name }) => name === document.stage),
    since: iso(document.since),
    content: contentOf(document),
    dimension_keys: Object.fromEntries(keys) as object,
    dimensions: document.dimensions,
    problem_codes: document.problems.length > 0 ? [...new Set(document.problems.map(({ code }) => code))] : null,
    reached: flow.stages.map(({ name }) => reached.has(name)),
    quantity: perStage('quantity'),
    amount: perStage('amount'),
    accounting_amount: perStage('accountingAmount'),
    entered_quantity: document.entered.quantity ?? null,
    entered_amount: document.entered.amount ?? null,
    entered_accounting_amount: document.entered.accountingAmount ?? null,
    is_original_there: document.isOriginalThere,
    depends_on: document.dependsOn.length > 0 ? document.dependsOn : null,
    due_at: document.dueAt === null ? null : iso(document.dueAt),
  };
};
