import type { LinkMessage, Row } from '@concord/contracts';
import { canonicalDecimal, isDecimalText } from '@concord/table-maps';
import type { Source, Text, ProvenAmounts } from '../language/words';
import { measures, type Amounts, type CodeReference, type NeededDocument, type Reading, type Trouble } from './evidence';
import { troublesOfLink } from './troubles-of-link';

/** A source whose row type is known to its declaration alone. */
export type AnySource = Source<Row | LinkMessage>;

export interface StageProof {
  readonly stage: string;
  readonly when: (row: object) => boolean;
  readonly at: ((row: object) => Text) | undefined;
  readonly amounts: ((row: object) => ProvenAmounts) | undefined;
}

export interface Read {
  readonly reading: Reading;
  /** Milliseconds since 1970, of stages that say when they were reached. */
  readonly times: Readonly<Record<string, number>>;
}

/** What a row tells, as declared. A word that throws, or amounts that are none, are trouble of this document and of no other (I8). */
export const readRow = (source: AnySource, proofs: readonly StageProof[], row: Row & LinkMessage): Read => {
  const troubles: Trouble[] = source.of.kind === 'links' ? [...troublesOfLink(row)] : [];
  const attempt = <T>(word: string, work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      troubles.push(unreadable(source.id, word, error));
      return otherwise;
    }
  };
  const proves: Record<string, Amounts> = {};
  const times: Record<string, number> = {};
  for (const { stage, when, at, amounts } of proofs) {
    if (!attempt(`when of ${stage}`, () => when(row), false)) continue;
    proves[stage] = attempt(`amounts of ${stage}`, () => amountsOf(amounts?.(row) ?? {}), {});
    const time = attempt(`at of ${stage}`, () => timeOf(at?.(row)), undefined);
    if (time !== undefined) times[stage] = time;
  }
  const reading: Reading = {
    document: attempt('document', () => keyText(source.document?.(row)), null),
    through: attempt('through', () => keyText(source.through?.(row)), null),
    names: attempt('names', () => [...new Set((source.names?.(row) ?? []).flatMap((name) => keyText(name) ?? []))].sort(), []),
    dimensions: attempt('dimensions', () => dimensionsOf(source, row), {}),
    needs: attempt('needs', () => needsOf(source, row), []),
    proves,
    troubles: [
      ...attempt('troubles', () => (source.troubles?.(row) ?? []).map(({ code, message, remedy }) => ({ code, message, remedy })), []),
      ...troubles,
    ],
  };
  return { reading, times };
};

const text = (value: Text): string | null =>
  value === null || value === undefined || String(value).trim() === '' ? null : String(value).trim();

/** Both systems compare keys without case. */
const keyText = (value: Text): string | null => text(value)?.toLowerCase() ?? null;

const amountsOf = (given: ProvenAmounts): Amounts => {
  const amounts: Partial<Record<keyof Amounts, string>> = {};
  for (const measure of measures) {
    const value = text(given[measure]);
    if (value === null) continue;
    if (!isDecimalText(value)) throw new TypeError(`${measure} is '${value}', which is no decimal text`);
    amounts[measure] = canonicalDecimal(value);
  }
  return amounts;
};

/** A day is its first instant in UTC. */
const timeOf = (value: Text): number | undefined => {
  const given = text(value);
  if (given === null) return undefined;
  const at = Date.parse(given);
  if (Number.isNaN(at)) throw new TypeError(`'${given}' is neither an instant nor a day`);
  return at;
};

const dimensionsOf = (source: AnySource, row: Row & LinkMessage): Record<string, string | CodeReference> => {
  const dimensions: Record<string, string | CodeReference> = {};
  for (const [name, dimension] of Object.entries(source.dimensions ?? {})) {
    const value = typeof dimension === 'function' ? text(dimension(row)) : keyText(dimension.id(row));
    if (value === null) continue;
    dimensions[name] =
      typeof dimension === 'function'
        ? value
        : { map: dimension.map, id: value, ...(dimension.part === undefined ? {} : { part: dimension.part }) };
  }
  return dimensions;
};

const needsOf = ({ needs }: AnySource, row: Row & LinkMessage): NeededDocument[] =>
  needs
    ? Object.entries(needs.documents(row)).flatMap(([as, key]) => {
        const document = keyText(key);
        return document === null ? [] : [{ flow: needs.flow, document, as }];
      })
    : [];

const unreadable = (source: string, word: string, error: unknown): Trouble => ({
  code: 'UNREADABLE',
  message: `A record of ${source} could not be read: '${word}' failed with ${error instanceof Error ? error.message : String(error)}.`,
  remedy: 'Correct the record, or the declaration of the flow.',
});
