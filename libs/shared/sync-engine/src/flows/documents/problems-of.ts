import { measures, seenDeleted, seenFirst, troubleKey, type Evidence, type NeededDocument } from '../evidence/evidence';
import type { Flow } from '../language/flow';
import type { DocumentProblem } from './flow-document';
import type { ProvenStage } from './fold-document';

export interface Situation {
  readonly flow: Flow;
  readonly document: string;
  readonly evidence: readonly Evidence[];
  readonly stages: readonly ProvenStage[];
  readonly furthest: ProvenStage | undefined;
  readonly since: number;
  readonly missing: readonly NeededDocument[];
  readonly currencies: readonly string[];
  readonly now: number;
}

export interface Problems {
  readonly problems: readonly DocumentProblem[];
  /** When the next one may appear by time alone. */
  readonly dueAt: number | null;
}

/** A problem from a moment on. */
type Deadline = DocumentProblem;

/** What is wrong with a document now, causes before effects, and when to look again. */
export const problemsOf = (situation: Situation): Problems => {
  const deadlines: Deadline[] = [...originalMissing(situation), ...halvesMissing(situation), ...late(situation)];
  const due = deadlines.filter(({ since }) => since > situation.now).map(({ since }) => since);
  return {
    problems: [
      ...troubles(situation),
      ...deadlines.filter(({ since }) => since <= situation.now),
      ...amountsDiffer(situation),
      ...currenciesDiffer(situation),
    ],
    dueAt: due.length === 0 ? null : Math.min(...due),
  };
};

const troubles = ({ evidence }: Situation): DocumentProblem[] =>
  evidence.flatMap(({ isThere, reading, firsts }) =>
    isThere
      ? (reading?.troubles ?? []).map((trouble) => ({ ...trouble, since: firsts[troubleKey(trouble.code)] ?? firsts[seenFirst] ?? 0 }))
      : [],
  );

const originalMissing = ({ flow, document, evidence, stages, furthest }: Situation): Deadline[] => {
  const [first] = stages;
  if (!first || first.isProven || !furthest) return [];
  const { code, cause, remedy, within } = flow.original;
  const originals = new Set(first.definition.proofs.map(({ source }) => source));
  const deleted = evidence.find(({ source, isThere }) => originals.has(source) && !isThere);
  const firstProof = Math.min(...stages.flatMap(({ at }) => at ?? []));
  return [
    {
      code,
      stage: first.definition.name,
      message: `The ${flow.noun} ${document} is ${furthest.definition.title}, but ${deleted ? 'its original was deleted' : `nothing shows that it was ${first.definition.title}`}. ${cause}`,
      remedy,
      since: deleted ? (deleted.firsts[seenDeleted] ?? firstProof) : firstProof + within,
    },
  ];
};

const halvesMissing = ({ flow, document, evidence, missing }: Situation): Deadline[] => {
  const { needs } = flow;
  if (!needs || missing.length === 0) return [];
  const seen = Math.min(...evidence.map(({ firsts }) => firsts[seenFirst] ?? Infinity));
  return [
    {
      code: 'HALF_MISSING',
      message: `The ${flow.noun} ${document} misses ${missing.map((one) => `its ${one.as}: ${one.document} of ${one.flow}`).join(', and ')}.`,
      remedy: needs.remedy,
      since: seen + needs.within,
    },
  ];
};

const late = ({ flow, document, stages, furthest, since }: Situation): Deadline[] => {
  if (!furthest) return [];
  const next = stages[stages.indexOf(furthest) + 1]?.definition;
  if (!next || next.within === null || !next.late) return [];
  const { code, cause, remedy } = next.late;
  return [
    {
      code,
      stage: next.name,
      message: `The ${flow.noun} ${document} is ${furthest.definition.title} since ${new Date(since).toISOString()}, and should be ${next.title} within ${spoken(next.within)}. ${cause}`,
      remedy,
      since: since + next.within,
    },
  ];
};

const amountsDiffer = ({ flow, document, stages }: Situation): DocumentProblem[] => {
  const problems: DocumentProblem[] = [];
  for (const measure of measures) {
    let before: { readonly title: string; readonly value: string } | undefined;
    for (const { definition, own, at } of stages) {
      const value = own[measure];
      if (value === undefined) continue;
      if (before && before.value !== value && !definition.mayDiffer) {
        problems.push({
          code: 'AMOUNTS_DIFFER',
          stage: definition.name,
          message: `The ${spokenMeasures[measure]} of the ${flow.noun} ${document} was ${before.value} when it was ${before.title}, and is ${value} ${definition.title}.`,
          remedy: 'Compare the two records; correct the one that is wrong by a reversal, never by changing what is posted.',
          since: at ?? 0,
        });
      }
      before = { title: definition.title, value };
    }
  }
  return problems;
};

const currenciesDiffer = ({ flow, document, currencies, since }: Situation): DocumentProblem[] => {
  const different = [...new Map(currencies.map((currency) => [currency.toLowerCase(), currency])).values()].sort();
  if (different.length < 2) return [];
  return [
    {
      code: 'CURRENCIES_DIFFER',
      message: `The records of the ${flow.noun} ${document} are in ${different.join(' and ')}; its amounts cannot be compared.`,
      remedy: 'Find out which system has the wrong currency, and correct the document there by a reversal.',
      since,
    },
  ];
};

const spokenMeasures = { quantity: 'quantity', amount: 'amount', accountingAmount: 'accounting amount' } as const;

const spoken = (ms: number): string => {
  const [count, unit] =
    ms % 86_400_000 === 0 ? [ms / 86_400_000, 'day'] : ms % 3_600_000 === 0 ? [ms / 3_600_000, 'hour'] : [ms / 60_000, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};
