import { otherSystem, type OutcomeMessage, type Row, type System } from '@concord/contracts';
import type { CreateApplied } from '../links/created-as-asked';
import { isInFlight, isRefused, systems, type Link, type Side } from '../links/link';
import { overwrittenEdits } from '../reconcile/overwritten-edits';
import { decided, draftOf, setStatus, type Circumstances, type Decision, type Draft } from '../reconcile/draft';
import { finish, refusedLimitMs } from '../reconcile/finish';
import type { MapPlan } from '../reconcile/map-plan';
import { reconcile } from '../reconcile/reconcile';
import { backoffMs } from '../retry/backoff';

/** Tries at once after `concurrency`, before it counts as trouble. */
const concurrencyTries = 5;

/** A delete waits for dependants to go, and they mostly go within the same piece of work. */
const dependantsLimitMs = 60_000;

/** What an outcome means for its link. Pure. */
export const decideOutcome = (link: Link, outcome: OutcomeMessage, circumstances: Circumstances): Decision => {
  const seen = link[outcome.system];
  const isNewest = outcome.revision === seen.revision && (isInFlight(seen) || (isRefused(seen) && outcome.status !== 'rejected'));
  if (!isNewest) return noteOlder(link, outcome, circumstances);
  const draft = draftOf(link, circumstances);
  const side = draft.link[outcome.system];
  side.settled = outcome.revision;
  switch (outcome.status) {
    case 'applied':
      return applied(draft, side, outcome);
    case 'exists':
      return exists(draft, side, outcome);
    case 'absent':
      return absent(draft, side, outcome);
    case 'superseded':
      // Only a gateway that knows more than this link answers so to the newest revision: the link's database was restored.
      return rejected(draft, side, {
        code: 'SUPERSEDED',
        kind: 'transient',
        message: 'The gateway settled a newer revision of this link.',
      });
    case 'rejected':
      return rejected(draft, side, outcome.error ?? { code: 'UNEXPECTED', kind: 'transient', message: 'The gateway gave no reason.' });
    default:
      return outcome.status satisfies never;
  }
};

/** The newest revision's outcome is still to come, or has come. Where the write stands in the record's history is worth knowing all the same. */
const noteOlder = (link: Link, outcome: OutcomeMessage, circumstances: Circumstances): Decision => {
  const seen = link[outcome.system];
  const version = markOf(outcome);
  if (outcome.revision > seen.revision || (outcome.revision <= seen.settled && version <= seen.version))
    return { link, issued: [], noted: ['superseded'] };
  const draft = draftOf(link, circumstances);
  const side = draft.link[outcome.system];
  side.settled = Math.max(side.settled, outcome.revision);
  if (outcome.status === 'applied' && version > side.version) side.version = version;
  draft.noted.push('superseded');
  return decided(draft);
};

/**
 * Changes up to here were read before the write. One less than the write's own version: the row as the write left it carries that very version
 * in Dataverse, and may show more than we wrote: an edit of another column just before, or what a plug-in made of our values.
 */
export const markOf = ({ version }: OutcomeMessage): bigint => (version === undefined ? 0n : BigInt(version) - 1n);

const applied = (draft: Draft, side: Side, outcome: OutcomeMessage): Decision => {
  const { desired, held } = side;
  const system = outcome.system;
  const mark = markOf(outcome);
  // A record that came under another id while ours was being deleted is no part of what was deleted.
  if (desired?.op === 'delete' && held?.row && outcome.id !== undefined && outcome.id !== side.id) {
    side.desired = side.sent = null;
    return reconciled(draft);
  }
  if (outcome.key) side.key = outcome.key;
  if (outcome.id !== undefined) side.id = outcome.id;
  if (mark > side.version) side.version = mark;
  const isAfter = held !== null && (held.version > mark || outcome.version === undefined);
  side.held = isAfter ? held : desired?.op === 'update' ? overwrittenEdits(draft, system, mark) : null;
  side.known =
    desired === null || desired.op === 'delete' ? null : { ...side.known, ...(desired.op === 'create' ? side.key : {}), ...desired.values };
  side.desired = null;
  side.sent = null;
  if (desired?.op === 'create' && desired.later) return reconciled({ ...draft, retry: true, owed: { [system]: desired.later } });
  return reconciled(draft, desired?.op === 'create' ? [otherSystem(system)] : systems);
};

/** A create met a record: the two halves have found each other, and nothing is agreed yet. */
const exists = (draft: Draft, side: Side, outcome: OutcomeMessage): Decision => {
  if (!outcome.row)
    return rejected(draft, side, {
      code: 'EXISTS_WITHOUT_ROW',
      kind: 'transient',
      message: 'The record exists, and the answer does not show it.',
    });
  const version = BigInt(outcome.version ?? side.version + 1n);
  if (outcome.key) side.key = outcome.key;
  if (outcome.id !== undefined) side.id = outcome.id;
  if (side.held === null || side.held.version < version) side.held = { version, row: columnsOf(draft, outcome.system, outcome.row) };
  side.known = null;
  side.desired = null;
  return reconciled(draft);
};

const columnsOf = ({ plan }: Draft, system: System, row: Row): Row =>
  Object.fromEntries(plan.columns[system].filter((column) => column in row).map((column) => [column, row[column] ?? null]));

/** An update met no record: it was deleted, and what is to be done is what a delete would do. A row held from after that is a new record. */
const absent = (draft: Draft, side: Side, outcome: OutcomeMessage): Decision => {
  const version = outcome.version === undefined ? side.version + 1n : BigInt(outcome.version);
  const after = side.held !== null && side.held.version > version ? side.held : null;
  side.held = { version, row: null };
  reconcile(draft);
  const now = draft.link[outcome.system];
  if (after === null) return decided(draft);
  now.held = after;
  if (!isInFlight(now)) reconcile(draft);
  return decided(draft);
};

const hasOneWay = (plan: MapPlan, sides: readonly System[]): boolean => sides.some((system) => plan.to[system].hasOneWay);

/**
 * Whether an answer most likely says that a record was created, of a map where nothing else may follow from that. The first revision of a side nearly always
 * is a create, and later ones next to never.
 */
export const isOfPlainCreate = (outcome: OutcomeMessage, plan: MapPlan): outcome is CreateApplied =>
  outcome.status === 'applied' &&
  outcome.revision === 1 &&
  outcome.key !== undefined &&
  outcome.id !== undefined &&
  !plan.isRowShared &&
  !hasOneWay(plan, [otherSystem(outcome.system)]);

/** Whether deciding an answer may map the link's rows: their references are read beforehand. Most answers need none. */
export const mayMap = (link: Link, outcome: OutcomeMessage, plan: MapPlan): boolean => {
  const { status, system, error } = outcome;
  const { desired } = link[system];
  const isPlain = status === 'applied' || status === 'superseded' || (status === 'rejected' && error?.kind !== 'concurrency');
  if (!isPlain || link.dataverse.held !== null || link.finance.held !== null) return true;
  if (status !== 'applied' || desired?.op !== 'create') return hasOneWay(plan, systems);
  return desired.later !== undefined || hasOneWay(plan, [otherSystem(system)]);
};

/**
 * After an answer the link may be free to take in what was held, or what the other side's one-way columns make of the new state.
 *
 * @param unsure sides whose one-way columns are to be looked at: a record as we have just created it has those that the other side makes
 */
const reconciled = (draft: Draft, unsure: readonly System[] = systems): Decision => {
  const { link } = draft;
  const held = link.dataverse.held !== null || link.finance.held !== null;
  if (held || draft.owed || hasOneWay(draft.plan, unsure)) reconcile(draft);
  else finish(draft);
  return decided(draft);
};

type Refusal = NonNullable<OutcomeMessage['error']>;

const rejected = (draft: Draft, side: Side, error: Refusal): Decision => {
  const { link, now, random } = draft;
  const { code, kind, message, remedy, retryAfterMs } = error;
  const isDelete = side.desired?.op === 'delete';
  setStatus(draft, kind === 'throttled' ? 'pending' : isDelete && code === 'DEPENDANTS_EXIST' ? 'waiting' : 'failed');
  link.error = { code, kind, message, ...(remedy === undefined ? {} : { remedy }) };
  link.unappliedSince ??= now;
  if (kind !== 'throttled') link.attempts += 1;
  link.dueAt = null;
  if (link.status === 'waiting') link.dueAt = now + backoffMs(link.attempts - 1, random, dependantsLimitMs);
  else if (kind === 'throttled') link.dueAt = now + Math.max(retryAfterMs ?? 1000, 100);
  else if (kind === 'transient') link.dueAt = now + Math.max(backoffMs(link.attempts - 1, random), retryAfterMs ?? 0);
  // What a system refuses often lies in its setup, and no message tells that somebody mended it.
  else if (kind === 'permanent') link.dueAt = now + backoffMs(link.attempts - 1, random, refusedLimitMs);
  else if (kind === 'concurrency') {
    if (link.attempts > concurrencyTries) link.dueAt = now + backoffMs(link.attempts - concurrencyTries, random);
    else return again(draft);
  }
  // The system has not taken these values, so a row that shows them shows somebody's edit.
  if (kind === 'permanent' || kind === 'configuration') side.sent = null;
  if (side.held !== null) reconcile(draft);
  return decided(draft, kind === 'configuration' ? `${code}: ${message}` : undefined);
};

const again = (draft: Draft): Decision => {
  const retry = { ...draft, retry: true };
  reconcile(retry);
  return decided(retry);
};
