import type { LinkError, LinkStatus, Row, Scalar, System } from '@concord/contracts';
import type { Reference } from '@concord/table-maps';

/** What a revision asks of its side. `values` is empty on a delete; `match` identifies an existing Dataverse row on a create. */
export interface Desired {
  readonly op: 'create' | 'update' | 'delete';
  readonly values: Row;
  readonly match?: Row;
  /** Columns of a create that are to point at the record itself, and cannot before it is there. */
  readonly later?: readonly string[];
}

/** A change that could not be decided yet: a write to its side is in flight, or the link waits, is filtered out, cannot be mapped. */
export interface Held {
  readonly version: bigint;
  /** Null: a delete. */
  readonly row: Row | null;
  /** Columns of `row` that one of our writes has overwritten since, though this side was to win: the side gets them back. */
  readonly lost?: readonly string[];
}

/**
 * A one-way column that its system changed and that was set right: value it had, value wanted. A second time it insists.
 * Or a two-way column that its other side is master of, and that this side changed: value it got, value it had.
 */
export interface Corrected {
  readonly value: Scalar;
  readonly wanted: Scalar;
  readonly insists: boolean;
  /** Of a two-way column: how often in a row this side has changed what the master's side had just given it, and when it last did. */
  readonly turns?: { readonly count: number; readonly at: number };
}

/** What our revisions asked for: nearly always there is one, whose values are told as they are. */
export interface Sent {
  /** Of the newest revision; the very object it desires. */
  readonly last: Row;
  /** Of those before, by column. */
  readonly earlier: SentByColumn | null;
}

export type SentByColumn = Readonly<Record<string, readonly Scalar[]>>;

/** One half of a link. */
export interface Side {
  /** Record id and key; set as soon as they are chosen, so that the echo of a create finds its link. */
  id: string | null;
  key: Row | null;
  /** Changes up to this version have been looked at, or were read before our newest applied write. */
  version: bigint;
  /** What the record is known to hold as of the last decision; null: no record. */
  known: Row | null;
  /** What the newest revision asks for, until it is applied: in flight while `revision > settled`, refused when equal. */
  desired: Desired | null;
  revision: number;
  /** Newest revision answered. */
  settled: number;
  held: Held | null;
  /** Values of our revisions since the last applied one: a row that shows one of them is no edit of a person. */
  sent: Sent | null;
  corrected: Readonly<Record<string, Corrected>> | null;
}

/** Both sides had changed one field, and the master decided. */
export interface Conflict {
  readonly at: number;
  readonly fields: readonly {
    readonly dataverse: string;
    readonly finance: string;
    readonly winner: System;
    readonly kept: Scalar;
    readonly overruled: Scalar;
  }[];
}

/** One pairing: a row of the link table. Decisions work on copies (`copyOf`); nobody else changes one. */
export interface Link {
  readonly id: string;
  readonly map: string;
  /** Legal entity, for maps that fan out; else empty. */
  readonly scope: string;
  integrationKey: string | null;
  dataverse: Side;
  finance: Side;
  status: LinkStatus;
  /** Integration key that the Dataverse record now claims, while it is paired under another: Finance cannot give a record another key. */
  claimedKey: string | null;
  /** Side whose record was deleted, when the map's rule for the other side is being, or was, carried out. */
  gone: System | null;
  waitingFor: readonly Reference[];
  error: LinkError | null;
  attempts: number;
  /** Milliseconds since 1970: when the sweeper looks at it again (unanswered write, next attempt, missing reference). */
  dueAt: number | null;
  /** Why it is excluded, or by whom and why it was dismissed. */
  reason: string | null;
  lastConflict: Conflict | null;
  trace: string | null;
  environment: string | null;
  /** Milliseconds since 1970 of the oldest change that has not reached the other side. */
  unappliedSince: number | null;
}

export const emptySide = (): Side => ({
  id: null,
  key: null,
  version: 0n,
  known: null,
  desired: null,
  revision: 0,
  settled: 0,
  held: null,
  sent: null,
  corrected: null,
});

export const newLink = (id: string, map: string, scope: string): Link => ({
  id,
  map,
  scope,
  integrationKey: null,
  dataverse: emptySide(),
  finance: emptySide(),
  status: 'pending',
  claimedKey: null,
  gone: null,
  waitingFor: [],
  error: null,
  attempts: 0,
  dueAt: null,
  reason: null,
  lastConflict: null,
  trace: null,
  environment: null,
  unappliedSince: null,
});

/** Written out, because it is done for every decision: spreading objects of this size costs several times as much. */
const copyOfSide = (side: Side): Side => ({
  id: side.id,
  key: side.key,
  version: side.version,
  known: side.known,
  desired: side.desired,
  revision: side.revision,
  settled: side.settled,
  held: side.held,
  sent: side.sent,
  corrected: side.corrected,
});

export const copyOf = (link: Link): Link => ({
  id: link.id,
  map: link.map,
  scope: link.scope,
  integrationKey: link.integrationKey,
  dataverse: copyOfSide(link.dataverse),
  finance: copyOfSide(link.finance),
  status: link.status,
  claimedKey: link.claimedKey,
  gone: link.gone,
  waitingFor: link.waitingFor,
  error: link.error,
  attempts: link.attempts,
  dueAt: link.dueAt,
  reason: link.reason,
  lastConflict: link.lastConflict,
  trace: link.trace,
  environment: link.environment,
  unappliedSince: link.unappliedSince,
});

export const isInFlight = (side: Side): boolean => side.revision > side.settled;

/** A refused revision, not yet tried again. */
export const isRefused = (side: Side): boolean => side.desired !== null && side.revision === side.settled;

/** Its legal entity has the record in Finance, and it takes part. */
export const hasRecord = ({ finance, status }: Link): boolean =>
  finance.known !== null && status !== 'excluded' && status !== 'dismissed' && status !== 'deleted';

export const systems: readonly System[] = ['dataverse', 'finance'];
