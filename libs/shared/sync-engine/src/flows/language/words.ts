import { tableOf, type LinkMessage, type RecordClass } from '@concord/contracts';

/** Text of a row; nothing where the row has no value. */
export type Text = string | number | null | undefined;

/** Code of a record that a row points at by its Dataverse id: what an accountant knows it by. Resolved through the links, late ones too. */
export interface CodeOf<R> {
  readonly map: string;
  readonly part: string | undefined;
  readonly id: (row: R) => Text;
}

export type Dimension<R> = ((row: R) => Text) | CodeOf<R>;

/** Dimensions every document has besides those that the flow declares: amounts of different currencies are never added up. */
export const currencyDimensions = ['currency', 'accountingCurrency'] as const;

/** Amounts of one proof: decimal text with the sign of the document. */
export interface ProvenAmounts {
  readonly quantity?: Text;
  /** In `currency`. */
  readonly amount?: Text;
  /** In `accountingCurrency`. */
  readonly accountingAmount?: Text;
}

/** Another document that this one cannot do without, e.g. the two halves of a connection. */
export interface Needs<R> {
  readonly flow: string;
  /** Milliseconds it may be missing before that is a problem. */
  readonly within: number;
  /** What it is to this one, and its key: `{ 'transaction 1': row.msdyn_transaction1 }`. */
  readonly documents: (row: R) => Readonly<Record<string, Text>>;
  readonly remedy: string;
}

export interface TroubleText {
  /** Public, what people filter by. */
  readonly code: string;
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
}

/** What a row or link tells of its document. Exactly one of `document` and `through` finds it. */
export interface Belonging<R> {
  /** Key of the document, in any letter case. Nothing: the row is part of no document. */
  readonly document?: (row: R) => Text;
  /** A name that another record of the document gives it (`names`), where the row does not know the key. */
  readonly through?: (row: R) => Text;
  /** Names that others know the document by. Begin each with its kind: `import usmf|5b0a...`. */
  readonly names?: (row: R) => readonly Text[];
  readonly dimensions?: Readonly<Record<string, Dimension<R>>>;
  readonly needs?: Needs<R>;
  /** What the row itself says is wrong with the document, as a line of a log or the error of a journal line. */
  readonly troubles?: (row: R) => readonly TroubleText[] | null | undefined;
}

/** Where records of documents come from, and what each tells of its document. */
export interface Source<R> extends Belonging<R> {
  /** Unique in its flow. */
  readonly id: string;
  readonly of: { readonly kind: 'records'; readonly record: RecordClass } | { readonly kind: 'links'; readonly map: string };
  /** Never there; keeps the type of the row. */
  readonly rows?: (row: R) => void;
}

export interface Proof {
  readonly source: string;
  readonly when: (row: never) => boolean;
  readonly at: ((row: never) => Text) | undefined;
  readonly amounts: ((row: never) => ProvenAmounts) | undefined;
  readonly every: boolean;
}

export interface Lateness {
  /** Public, what people filter by; default `<STAGE>_LATE`. */
  readonly code?: string;
  /** What usually is the matter, one sentence. */
  readonly cause: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
}

export interface StageOptions {
  /** In a sentence: "posted in Finance". */
  readonly title: string;
  /** Milliseconds the stage may take from the one before; absent: as long as it likes. */
  readonly within?: number;
  /** Needed with `within`. */
  readonly late?: Lateness;
  /** Amounts need not equal those of the stage before. */
  readonly mayDiffer?: boolean;
}

export interface Stage extends StageOptions {
  readonly name: string;
  readonly proofs: readonly Proof[];
}

/**
 * Records of a table that are part of documents.
 *
 * @param record record class of the table, which the gateway is asked to capture
 * @param belonging what a row tells of its document; pure. `id` is needed where a flow reads one table in two ways
 */
export const recordsOf = <R extends object>(
  record: RecordClass<R>,
  { id, ...belonging }: Belonging<R> & { readonly id?: string },
): Source<R> => ({ ...belonging, of: { kind: 'records', record }, id: id ?? `${tableOf(record).system} ${tableOf(record).table}` });

/** Links of a map: what is on its way, and why it is not. A link that waits, failed or is in conflict is named as a problem of its document. */
export const linksOf = (map: string, { id, ...belonging }: Belonging<LinkMessage> & { readonly id?: string }): Source<LinkMessage> => ({
  ...belonging,
  of: { kind: 'links', map },
  id: id ?? `link ${map}`,
});

/** One stage of a flow, proven by any of `proofs`. */
export const stage = (name: string, options: StageOptions, ...proofs: readonly Proof[]): Stage => ({ ...options, name, proofs });

/**
 * A record of the source proves the stage when `when` says so (absent: by being there).
 *
 * `at`: an instant or a day of the row; absent: when the proof was captured. `every`: all records of the source that belong to the document must
 * prove it, as all lines of an invoice; else one does. Amounts of several proving records are added up.
 */
export const provenBy = <R>(source: Source<R>, proof: ProofOptions<R> = {}): Proof => ({
  source: source.id,
  when: (proof.when ?? (() => true)) as Proof['when'],
  at: proof.at as Proof['at'],
  amounts: proof.amounts as Proof['amounts'],
  every: proof.every ?? false,
});

export interface ProofOptions<R> {
  readonly when?: (row: R) => boolean;
  readonly at?: (row: R) => Text;
  readonly amounts?: (row: R) => ProvenAmounts;
  readonly every?: boolean;
}

/** The code of the record that a lookup points at, e.g. `codeOf('cdm_companies', (row) => row.msdyn_owningcompany)`; of several key columns, or of the columns that its map shares, `part`. */
export const codeOf = <R>(map: string, id: (row: R) => Text, part?: string): CodeOf<R> => ({ map, id, part });

/** Both halves are there: the record has reached the other system. */
export const isWhole = ({ dataverseId, financeId, status }: LinkMessage): boolean =>
  dataverseId !== undefined && financeId !== undefined && status !== 'deleted';

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);
