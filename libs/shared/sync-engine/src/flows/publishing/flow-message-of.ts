import type { FlowMessage } from '@concord/contracts';
import type { DocumentContent, StoredDocument } from '../storage/documents.repository';

const iso = (ms: number): string => new Date(ms).toISOString();

/** What the `flows` topic says of a document. */
export const flowMessageOf = ({ content, revision, updatedAt }: StoredDocument, area: string): FlowMessage => {
  const { currency, accountingCurrency, ...dimensions } = content.dimensions;
  return {
    area,
    flow: content.flow,
    document: content.document,
    ...(content.stage === null ? {} : { stage: content.stage }),
    since: iso(content.since),
    stages: stagesOf(content),
    dimensions,
    ...(currency === undefined ? {} : { currency }),
    ...(accountingCurrency === undefined ? {} : { accountingCurrency }),
    problems: problemsOf(content),
    records: content.records,
    revision,
    updatedAt: updatedAt.toISOString(),
  };
};

export const stagesOf = ({ stages }: DocumentContent): FlowMessage['stages'] =>
  stages.map(({ stage, at, amounts }) => ({ stage, ...(at === null ? {} : { at: iso(at) }), ...amounts }));

export const problemsOf = ({ problems }: DocumentContent): FlowMessage['problems'] =>
  problems.map(({ since, ...problem }) => ({ ...problem, since: iso(since) }));
