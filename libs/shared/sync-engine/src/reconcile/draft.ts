import type { LinkStatus, Row, System } from '@concord/contracts';
import type { Mapped, Reference, Resolve, TableMap } from '@concord/table-maps';
import { copyOf, isInFlight, type Desired, type Link, type Side } from '../links/link';
import { sentByColumn } from '../links/sent-values';
import type { SharedRows } from '../links/shared-rows';
import { planOf, type MapPlan } from './map-plan';

/** What a decision needs besides the link: handed in, so that deciding stays pure. */
export interface Circumstances {
  readonly map: TableMap;
  readonly resolve: Resolve;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** 0..1, for the jitter of retries. */
  readonly random: number;
  /** What rows of this batch map to, so that none is mapped twice. */
  readonly memo?: WeakMap<Row, Mapped> | undefined;
  /** Of a map whose Dataverse rows several legal entities share: who writes them. */
  readonly shared?: SharedRows | undefined;
}

/** Worth counting, or showing to an operator. */
export type Noted = 'superseded' | 'echo' | 'conflict' | 'drift' | 'insists';

export interface Decision {
  readonly link: Link;
  /** Sides with a new revision to publish. */
  readonly issued: readonly System[];
  readonly noted: readonly Noted[];
  /** The map must stop publishing: nothing of it can pass. */
  readonly pauseMap?: string;
}

/** A copy of a link while it is being decided. */
export interface Draft extends Circumstances {
  readonly link: Link;
  readonly plan: MapPlan;
  readonly issued: System[];
  readonly noted: Noted[];
  /** An operator, the sweeper or a released reference asks: refused revisions are asked for again. */
  readonly retry: boolean;
  /** References of a row that has not changed, which nobody can answer: they hold up only what is made of that row. */
  unresolved: readonly Reference[] | undefined;
  /** Columns of a side to be given what the map makes of the other, though nobody has changed that. */
  readonly owed?: { readonly [S in System]?: readonly string[] };
}

export const draftOf = (link: Link, { map, resolve, now, random, memo, shared }: Circumstances, retry = false): Draft => ({
  map,
  resolve,
  now,
  random,
  memo,
  shared,
  link: copyOf(link),
  plan: planOf(map),
  issued: [],
  noted: [],
  retry,
  unresolved: undefined,
});

export const decided = ({ link, issued, noted }: Draft, pauseMap?: string): Decision => ({
  link,
  issued,
  noted,
  ...(pauseMap === undefined ? {} : { pauseMap }),
});

/** The change of this side can be decided: no write to the side is in flight. */
export const isFresh = (side: Side): boolean => side.held !== null && !isInFlight(side);

/** What the side holds, as far as decided and fresh changes tell. Columns of a fresh row that our write has overwritten count as overwritten. */
export const actualOf = (side: Side): Row | null => {
  if (!isFresh(side)) return side.known;
  const { row, lost } = side.held ?? { row: null };
  if (row === null || !lost?.length) return row;
  return { ...row, ...Object.fromEntries(lost.map((column) => [column, side.known?.[column] ?? null])) };
};

/** The record is there; one that is only about to be created is not yet. */
export const isThere = (side: Side): boolean => (isInFlight(side) ? side.desired?.op === 'update' : actualOf(side) !== null);

/** What the side will hold once writes in flight have settled; null: no record. The same object as `actual` where nothing is in flight. */
export const expectedOf = (side: Side): Row | null => {
  if (!isInFlight(side) || side.desired === null) return actualOf(side);
  return side.desired.op === 'delete' ? null : { ...side.known, ...side.key, ...side.desired.values };
};

/** What the side's people, or its system, want it to hold: a fresh row counts with the values that our write has overwritten. */
export const wishedOf = (side: Side): Row | null => (isFresh(side) ? (side.held?.row ?? null) : expectedOf(side));

/** Raises the side's revision. Values are cumulative: the newest revision alone brings the side where it should be. */
export const issue = (draft: Draft, system: System, desired: Desired): void => {
  const side = draft.link[system];
  side.revision = Math.max(side.revision, side.settled) + 1;
  side.desired = desired;
  side.sent = { last: desired.values, earlier: side.sent && sentByColumn(side.sent) };
  if (!draft.issued.includes(system)) draft.issued.push(system);
  draft.link.error = null;
  if (!draft.retry) draft.link.attempts = 0;
};

export const setStatus = (draft: Draft, status: LinkStatus): void => {
  draft.link.status = status;
  if (status !== 'waiting') draft.link.waitingFor = [];
  if (status !== 'excluded' && status !== 'dismissed') draft.link.reason = null;
};

/** A fresh change is decided: what the record holds is from now on what is agreed, or about to be. */
export const take = (side: Side): void => {
  if (!isFresh(side) || side.held === null) return;
  side.known = actualOf(side);
  if (side.held.version > side.version) side.version = side.held.version;
  side.held = null;
};
