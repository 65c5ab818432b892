import { Decimal } from 'decimal.js';
import { canonicalDecimal } from '@concord/table-maps';
import {
  codeName,
  measures,
  needName,
  seenFirst,
  type Amounts,
  type CodeReference,
  type Evidence,
  type NeededDocument,
} from '../evidence/evidence';
import type { Flow, FlowStageDefinition } from '../language/flow';
import type { DocumentStage, FlowDocument } from './flow-document';
import { problemsOf } from './problems-of';

/** More digits than money or quantities have; amounts are only ever added. */
const Exact = Decimal.clone({ precision: 80, toExpNeg: -40, toExpPos: 60 });

/** What lies outside the document, as far as it is known now. */
export interface Surroundings {
  readonly codeOf: (reference: CodeReference) => string | undefined;
  readonly isThere: (needed: NeededDocument) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What is proven of one stage. */
export interface ProvenStage {
  readonly definition: FlowStageDefinition;
  readonly isProven: boolean;
  /** Proven, or passed: a later stage is proven. */
  readonly isReached: boolean;
  readonly at: number | null;
  /** What its own proofs say. */
  readonly own: Amounts;
}

/** The document that all its evidence makes. Pure: the same evidence in any order makes the same document. */
export const foldDocument = (flow: Flow, document: string, evidence: readonly Evidence[], around: Surroundings): FlowDocument => {
  const ordered = inOrder(flow, evidence);
  const there = ordered.filter(({ isThere }) => isThere);
  const stages = provenStages(flow, there);
  const furthest = stages.findLast(({ isProven }) => isProven);
  const entered = enteredBy(stages);
  const needs = there.flatMap(({ reading }) => reading?.needs ?? []);
  const codes = there.flatMap(({ reading }) => Object.values(reading?.dimensions ?? {})).filter((one) => typeof one !== 'string');
  const missing = needs.filter((needed) => !around.isThere(needed));
  const originals = new Set(flow.stages[0]?.proofs.map(({ source }) => source));
  const currencies = valuesOf(there, 'currency', around);
  const since = furthest?.at ?? Math.min(...ordered.map(({ firsts }) => firsts[seenFirst] ?? Infinity), ordered.length > 0 ? Infinity : 0);
  const { problems, dueAt } = problemsOf({
    flow,
    document,
    evidence: ordered,
    stages,
    furthest,
    since,
    missing,
    currencies,
    now: around.now,
  });
  return {
    flow: flow.name,
    document,
    stage: furthest?.definition.name ?? null,
    since,
    stages: shown(stages, entered),
    entered,
    dimensions: dimensionsOf(flow, there, around),
    problems,
    records: ordered.map(({ in: system, table, record, isThere }) => ({ in: system, table, id: record, isThere })),
    isOriginalThere: there.some(({ source }) => originals.has(source)),
    dependsOn: [...new Set([...codes.map(codeName), ...needs.map(needName)])].sort(),
    dueAt,
  };
};

const inOrder = (flow: Flow, evidence: readonly Evidence[]): Evidence[] => {
  const places = new Map(flow.sources.map(({ id }, place) => [id, place]));
  return evidence
    .filter(({ source }) => places.has(source))
    .sort((a, b) => (places.get(a.source) ?? 0) - (places.get(b.source) ?? 0) || (a.record < b.record ? -1 : 1));
};

const provenStages = (flow: Flow, there: readonly Evidence[]): ProvenStage[] => {
  const alone = flow.stages.map((definition) => ({ definition, ...provenBy(definition, there) }));
  const last = alone.findLastIndex(({ isProven }) => isProven);
  // The first stage makes the document: that a later one is proven says nothing of it.
  return alone.map((one, place) => ({ ...one, isReached: one.isProven || (place > 0 && place < last) }));
};

const provenBy = ({ name, proofs }: FlowStageDefinition, there: readonly Evidence[]): Pick<ProvenStage, 'isProven' | 'at' | 'own'> => {
  let isProven = false;
  let at = Infinity;
  const proving: Evidence[] = [];
  for (const { source, every } of proofs) {
    const records = there.filter((one) => one.source === source);
    const own = records.filter(({ reading }) => reading?.proves[name] !== undefined);
    proving.push(...own);
    if (own.length === 0 || (every && own.length < records.length)) continue;
    isProven = true;
    const times = own.map(({ firsts }) => firsts[name] ?? Infinity);
    at = Math.min(at, every ? Math.max(...times) : Math.min(...times));
  }
  return {
    isProven,
    at: isProven && Number.isFinite(at) ? at : null,
    own: isProven ? sumOf(proving.map(({ reading }) => reading?.proves[name] ?? {})) : {},
  };
};

const sumOf = (all: readonly Amounts[]): Amounts => {
  const sum: Partial<Record<keyof Amounts, string>> = {};
  for (const measure of measures) {
    const values = all.flatMap((one) => one[measure] ?? []);
    if (values.length > 0) sum[measure] = canonicalDecimal(values.reduce((total, value) => total.plus(value), new Exact(0)).toFixed());
  }
  return sum;
};

/** Of each measure what the first stage says that proves it: the accounting amount is known when Finance has posted, and not before. */
const enteredBy = (stages: readonly ProvenStage[]): Amounts => {
  const entered: Partial<Record<keyof Amounts, string>> = {};
  for (const measure of measures) {
    const value = stages.find(({ own }) => own[measure] !== undefined)?.own[measure];
    if (value !== undefined) entered[measure] = value;
  }
  return entered;
};

/** A stage that does not say an amount itself takes it over from the one before. */
const shown = (stages: readonly ProvenStage[], entered: Amounts): DocumentStage[] => {
  let before = entered;
  return stages.flatMap(({ definition, isReached, isProven, at, own }) => {
    if (!isReached) return [];
    before = { ...before, ...own };
    return [{ stage: definition.name, at: isProven ? at : null, amounts: before }];
  });
};

const dimensionsOf = (flow: Flow, there: readonly Evidence[], around: Surroundings): Record<string, string> => {
  const dimensions: Record<string, string> = {};
  for (const name of flow.dimensions) {
    const [value] = valuesOf(there, name, around);
    if (value !== undefined) dimensions[name] = value;
  }
  return dimensions;
};

/** Values that evidence gives a dimension, in the order of the sources. */
const valuesOf = (there: readonly Evidence[], name: string, around: Surroundings): string[] =>
  there.flatMap(({ reading }) => {
    const value = reading?.dimensions[name];
    return value === undefined ? [] : ((typeof value === 'string' ? value : around.codeOf(value)) ?? []);
  });
