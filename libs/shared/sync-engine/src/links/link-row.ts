import type { LinkStatus, Row, System } from '@concord/contracts';
import type { Reference } from '@concord/table-maps';
import { arrayLiteral, copyText, type Field } from './copy-text';
import type { Conflict, Corrected, Desired, Held, Link, Sent, SentByColumn, Side } from './link';
import { sentByColumn } from './sent-values';

/** One row of the link table, as PostgreSQL gives it: bigint as text, times as Date. */
export interface LinkRow {
  readonly id: string;
  readonly map: string;
  readonly scope: string;
  readonly integration_key: string | null;
  readonly status: LinkStatus;
  readonly dataverse_id: string | null;
  readonly dataverse_key: string | null;
  readonly dataverse_version: string;
  readonly dataverse_revision: number;
  readonly dataverse_settled: number;
  readonly dataverse_known: string | null;
  readonly dataverse_op: Desired['op'] | null;
  readonly dataverse_desired: string | null;
  readonly dataverse_more: string | null;
  readonly finance_id: string | null;
  readonly finance_key: string | null;
  readonly finance_version: string;
  readonly finance_revision: number;
  readonly finance_settled: number;
  readonly finance_known: string | null;
  readonly finance_op: Desired['op'] | null;
  readonly finance_desired: string | null;
  readonly finance_more: string | null;
  readonly notes: string | null;
  readonly due_at: Date | null;
  readonly unapplied_since: Date | null;
  readonly trace: string | null;
  readonly environment: string | null;
}

/** What is seldom there, in one column. */
interface More {
  readonly match?: Row;
  readonly later?: readonly string[];
  readonly held?: { readonly version: string; readonly row: Row | null; readonly lost?: readonly string[] };
  readonly sent?: SentByColumn;
  readonly corrected?: Readonly<Record<string, Corrected>>;
}

interface Notes {
  readonly claimedKey?: string;
  readonly gone?: System;
  readonly waitingFor?: readonly Reference[];
  readonly error?: Link['error'];
  readonly attempts?: number;
  readonly reason?: string;
  readonly lastConflict?: Conflict;
}

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));
const textOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

/** Nearly always what was sent is what is desired; only then it is not stored a second time. */
const isSentOf = (sent: Sent | null, desired: Desired | null): boolean =>
  sent === null ? desired === null : sent.earlier === null && sent.last === desired?.values;

const sentFrom = (stored: SentByColumn | undefined, desired: Desired | null): Sent | null => {
  if (stored === undefined) return desired === null ? null : { last: desired.values, earlier: null };
  return Object.keys(stored).length === 0 ? null : { last: {}, earlier: stored };
};

const moreOf = ({ held, sent, corrected, desired }: Side): string | null => {
  const ownSent = isSentOf(sent, desired) ? undefined : sent === null ? {} : sentByColumn(sent);
  const { match, later } = desired ?? {};
  if (held === null && corrected === null && ownSent === undefined && match === undefined && later === undefined) return null;
  const more: More = {
    ...(match === undefined ? {} : { match }),
    ...(later === undefined ? {} : { later }),
    ...(held === null ? {} : { held: { version: String(held.version), row: held.row, ...(held.lost ? { lost: held.lost } : {}) } }),
    ...(ownSent === undefined ? {} : { sent: ownSent }),
    ...(corrected === null ? {} : { corrected }),
  };
  return JSON.stringify(more);
};

const heldFrom = (held: More['held']): Held | null =>
  held === undefined ? null : { version: BigInt(held.version), row: held.row, ...(held.lost ? { lost: held.lost } : {}) };

const desiredFrom = (op: Desired['op'] | null, values: Row | null, { match, later }: More): Desired | null => {
  if (op === null || values === null) return null;
  if (match === undefined && later === undefined) return { op, values };
  return { op, values, ...(match === undefined ? {} : { match }), ...(later === undefined ? {} : { later }) };
};

const nothingMore: More = {};

const sideFrom = (row: LinkRow, system: System): Side => {
  const more = parsed<More>(row[`${system}_more`]);
  const desired = desiredFrom(row[`${system}_op`], parsed<Row>(row[`${system}_desired`]), more ?? nothingMore);
  return {
    id: row[`${system}_id`],
    key: parsed<Row>(row[`${system}_key`]),
    version: BigInt(row[`${system}_version`]),
    known: parsed<Row>(row[`${system}_known`]),
    desired,
    revision: row[`${system}_revision`],
    settled: row[`${system}_settled`],
    held: heldFrom(more?.held),
    sent: sentFrom(more?.sent, desired),
    corrected: more?.corrected ?? null,
  };
};

export const linkFrom = (row: LinkRow): Link => {
  const notes = parsed<Notes>(row.notes);
  return {
    id: row.id,
    map: row.map,
    scope: row.scope,
    integrationKey: row.integration_key,
    dataverse: sideFrom(row, 'dataverse'),
    finance: sideFrom(row, 'finance'),
    status: row.status,
    claimedKey: notes?.claimedKey ?? null,
    gone: notes?.gone ?? null,
    waitingFor: notes?.waitingFor ?? [],
    error: notes?.error ?? null,
    attempts: notes?.attempts ?? 0,
    dueAt: row.due_at?.getTime() ?? null,
    reason: notes?.reason ?? null,
    lastConflict: notes?.lastConflict ?? null,
    trace: row.trace,
    environment: row.environment,
    unappliedSince: row.unapplied_since?.getTime() ?? null,
  };
};

const notesOf = ({ claimedKey, gone, waitingFor, error, attempts, reason, lastConflict }: Link): string | null => {
  if (
    claimedKey === null &&
    gone === null &&
    waitingFor.length === 0 &&
    error === null &&
    attempts === 0 &&
    reason === null &&
    lastConflict === null
  )
    return null;
  const notes: Notes = {
    ...(claimedKey === null ? {} : { claimedKey }),
    ...(gone === null ? {} : { gone }),
    ...(waitingFor.length === 0 ? {} : { waitingFor }),
    ...(error === null ? {} : { error }),
    ...(attempts === 0 ? {} : { attempts }),
    ...(reason === null ? {} : { reason }),
    ...(lastConflict === null ? {} : { lastConflict }),
  };
  return JSON.stringify(notes);
};

const time = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** How a reference is written in `waiting_on`, the index that finds whom a link releases. */
export const referenceName = ({ map, system, id }: Reference): string => `${map}|${system}|${id}`;

export interface StoredColumn {
  readonly name: string;
  readonly type: string;
  /** SQL that makes the column of the parameter's element; default the element itself. */
  readonly as?: (element: string) => string;
  readonly of: (link: Link) => Field;
  /** What COPY takes; default the same. */
  readonly copied?: (link: Link) => Field;
}

const sideColumns = (system: System): StoredColumn[] => [
  { name: `${system}_id`, type: 'text', of: (link) => link[system].id },
  { name: `${system}_key`, type: 'text', of: (link) => textOf(link[system].key) },
  { name: `${system}_version`, type: 'bigint', of: (link) => String(link[system].version) },
  { name: `${system}_revision`, type: 'int', of: (link) => link[system].revision },
  { name: `${system}_settled`, type: 'int', of: (link) => link[system].settled },
  { name: `${system}_known`, type: 'text', of: (link) => textOf(link[system].known) },
  { name: `${system}_op`, type: 'text', of: (link) => link[system].desired?.op ?? null },
  { name: `${system}_desired`, type: 'text', of: (link) => textOf(link[system].desired?.values ?? null) },
  { name: `${system}_more`, type: 'text', of: (link) => moreOf(link[system]) },
];

const nameColumns: readonly StoredColumn[] = [
  { name: 'id', type: 'uuid', of: (link) => link.id },
  { name: 'map', type: 'text', of: (link) => link.map },
  // Marked, because an array of one empty text is written like an empty array.
  { name: 'scope', type: 'text', as: (element) => `substr(${element}, 2)`, of: (link) => `=${link.scope}`, copied: (link) => link.scope },
];

const pairColumns: readonly StoredColumn[] = [
  { name: 'integration_key', type: 'text', of: (link) => link.integrationKey },
  { name: 'status', type: 'text', of: (link) => link.status },
  { name: 'attention', type: 'text', of: (link) => (link.status === 'pending' || link.status === 'synced' ? null : link.status) },
  { name: 'error_code', type: 'text', of: (link) => link.error?.code ?? null },
  {
    name: 'waiting_on',
    type: 'text',
    as: (element) => `string_to_array(${element}, E'\\n')`,
    of: (link) => (link.waitingFor.length === 0 ? null : link.waitingFor.map(referenceName).join('\n')),
    copied: (link) => (link.waitingFor.length === 0 ? null : arrayLiteral(link.waitingFor.map(referenceName))),
  },
  { name: 'notes', type: 'text', of: notesOf },
  { name: 'due_at', type: 'timestamptz', of: (link) => time(dueInIndex(link)) },
  { name: 'unapplied_since', type: 'timestamptz', of: (link) => time(link.unappliedSince) },
  { name: 'trace', type: 'text', of: (link) => link.trace },
  { name: 'environment', type: 'text', of: (link) => link.environment },
];

/** Every column that is written, in the order of the parameters. */
export const storedColumns: readonly StoredColumn[] = [
  ...nameColumns,
  ...pairColumns,
  ...sideColumns('dataverse'),
  ...sideColumns('finance'),
];

/** What is written when only this side of the links has changed. */
export const storedColumnsOf = (system: System): readonly StoredColumn[] => [
  { name: 'id', type: 'uuid', of: (link) => link.id },
  ...pairColumns,
  ...sideColumns(system),
];

const between = '\u001e';
const nothing = '\u001d';

/**
 * All values of one column in one text, which PostgreSQL parts: writing its array syntax, every quote of every JSON escaped, costs more than the
 * decision. JSON contains no control characters, and neither system takes them in a key.
 */
export const packed = (links: readonly Link[], { of }: StoredColumn): string => links.map((link) => of(link) ?? nothing).join(between);

const copiedFields = storedColumns.map(({ of, copied }) => copied ?? of);

/** Whole links for COPY into all stored columns, in their order. */
export const copied = (links: readonly Link[]): string => copyText(links, copiedFields);

export const unpacked = ({ type }: StoredColumn, place: number): string => `string_to_array($${place}, E'\\x1e', E'\\x1d')::${type}[]`;

/** Ids or keys as one text, parted as columns are: none of them is ever empty. */
export const listed = (texts: Iterable<string>): string => [...texts].join(between);

export const list = (place: number): string => `string_to_array($${place}, E'\\x1e')`;

/** What is only unanswered is found by its publication; the index would change with every write otherwise. */
const dueInIndex = (link: Link): number | null =>
  link.dataverse.revision > link.dataverse.settled || link.finance.revision > link.finance.settled ? null : link.dueAt;
