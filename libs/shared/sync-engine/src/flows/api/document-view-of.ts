import type { Flow } from '../language/flow';
import { problemsOf } from '../publishing/flow-message-of';
import type { StoredDocument } from '../storage/documents.repository';
import type { DocumentView } from './views';

export const documentViewOf = ({ content, revision, updatedAt }: StoredDocument, flow: Flow, now: number): DocumentView => {
  const { currency, accountingCurrency, ...dimensions } = content.dimensions;
  const reached = new Map(content.stages.map((stage) => [stage.stage, stage]));
  return {
    flow: content.flow,
    document: content.document,
    ...(content.stage === null ? {} : { stage: content.stage }),
    since: new Date(content.since).toISOString(),
    forSeconds: Math.max(0, Math.floor((now - content.since) / 1_000)),
    stages: flow.stages.map(({ name, title }) => {
      const stage = reached.get(name);
      return {
        stage: name,
        title,
        isReached: stage !== undefined,
        ...(stage?.at == null ? {} : { at: new Date(stage.at).toISOString() }),
        ...stage?.amounts,
      };
    }),
    entered: content.entered,
    dimensions,
    ...(currency === undefined ? {} : { currency }),
    ...(accountingCurrency === undefined ? {} : { accountingCurrency }),
    problems: problemsOf(content),
    records: content.records,
    revision,
    updatedAt: updatedAt.toISOString(),
  };
};
