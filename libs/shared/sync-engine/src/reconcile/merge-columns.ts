import { otherSystem, type Scalar, type System } from '@concord/contracts';
import { isInFlight, isRefused, systems, type Conflict, type Side } from '../links/link';
import { expectedOf, isFresh, issue, take, wishedOf, type Draft } from './draft';
import { isFirstMeeting, type Made } from './map-rows';
import { wasSentByUs } from './own-values';

type Values = Record<string, Scalar>;
type ConflictField = Conflict['fields'][number];

/** Both records exist: per field, whoever changed it, or whoever may change it, gives it to the other. */
export const mergeColumns = (draft: Draft, made: Partial<Record<System, Made>>): void => {
  const { link } = draft;
  const meeting = isFirstMeeting(link);
  const conflicts: ConflictField[] = [];
  const targets: Record<System, Values> = { dataverse: {}, finance: {} };
  for (const to of systems) {
    const mapped = made[otherSystem(to)];
    const isSilent = to === 'dataverse' && (draft.shared?.isSpokenFor(link) ?? false);
    if (mapped && !isSilent) targets[to] = targetsFor(draft, to, mapped, made[to], meeting, conflicts);
    const lost = isFresh(link[to]) ? (link[to].held?.lost ?? []) : [];
    for (const column of lost) if (!(column in targets[to])) targets[to][column] = link[to].held?.row?.[column] ?? null;
  }
  noteConflict(draft, conflicts);
  for (const to of systems) {
    const before: Side = { ...link[to] };
    // What was sent before two records met says nothing of what they agree on from now.
    if (meeting && isFresh(before) && before.known === null) link[to].sent = null;
    take(link[to]);
    writeTargets(draft, to, targets[to], before);
  }
};

export const noteConflict = (draft: Draft, fields: readonly ConflictField[]): void => {
  if (fields.length === 0) return;
  draft.link.lastConflict = { at: draft.now, fields };
  draft.noted.push('conflict');
};

const targetsFor = (
  draft: Draft,
  to: System,
  mapped: Made,
  back: Made | undefined,
  meeting: boolean,
  conflicts: ConflictField[],
): Values => {
  const { link, plan } = draft;
  const from = otherSystem(to);
  const held = { from: wishedOf(link[from]) ?? {}, to: wishedOf(link[to]) ?? {} };
  const targets: Values = {};
  for (const column of Object.keys(mapped.values)) {
    const value = mapped.values[column] ?? null;
    const planned = plan.to[to].columns.get(column);
    if (!planned?.twoWay || planned.source === undefined) {
      targets[column] = value;
      continue;
    }
    const source = planned.source;
    const isOwed = draft.owed?.[to]?.includes(column) ?? false;
    const isChanged = hasChanged(draft, from, source, meeting, planned.reads[from]);
    const ours = isChanged || isOwed || isAskedOf(link[to], column) || showsOurs(draft, to, column);
    if (!ours) continue;
    const theirs =
      hasChanged(draft, to, column, meeting, planned.reads[to]) || isAskedOf(link[from], source) || showsOurs(draft, from, source);
    if (!theirs) {
      if (isChanged && !meeting && planned.master === to && goesRound(draft, from, source)) continue;
      targets[column] = value;
      continue;
    }
    const agrees =
      plan.same[to](column, value, held.to[column]) || (back && plan.same[from](source, back.values[source], held.from[source]));
    if (agrees || planned.master !== from) continue;
    targets[column] = value;
    conflicts.push({
      dataverse: to === 'dataverse' ? column : source,
      finance: to === 'finance' ? column : source,
      winner: from,
      kept: held.from[source] ?? null,
      overruled: held.to[column] ?? null,
    });
  }
  return targets;
};

/**
 * Whether a person, or the system itself, gave the column another value than was agreed, or the one beside it that tells what it means: a tax of 0 says
 * nothing before the posting, and no tax after it.
 */
const hasChanged = ({ link, plan }: Draft, system: System, column: string, meeting: boolean, beside: string | undefined): boolean => {
  const side = link[system];
  if (!isFresh(side)) return meeting;
  if (beside !== undefined && side.known && !plan.same[system](beside, side.known[beside], side.held?.row?.[beside])) return true;
  const value = side.held?.row?.[column];
  if (wasSentByUs(plan, system, side, column, value)) return false;
  return meeting || side.known === null || !plan.same[system](column, side.known[column], value);
};

/** A write that was refused, and yet had worked: the record came to show what the other side has left since. */
const showsOurs = ({ link, plan }: Draft, system: System, column: string): boolean => {
  const side = link[system];
  if (!isFresh(side)) return false;
  const value = side.held?.row?.[column];
  return !plan.same[system](column, side.known?.[column], value) && wasSentByUs(plan, system, side, column, value);
};

const isAskedOf = ({ desired }: Side, column: string): boolean => desired !== null && desired.op !== 'delete' && column in desired.values;

const writeTargets = (draft: Draft, to: System, targets: Values, before: Side): void => {
  const { link, plan } = draft;
  const side = link[to];
  const expected = expectedOf(side);
  if (expected === null) return;
  const values: Values = {};
  for (const column of Object.keys(targets)) {
    const wanted = targets[column] ?? null;
    if (plan.same[to](column, wanted, expected[column])) {
      release(side, column);
    } else if (plan.to[to].columns.get(column)?.twoWay) {
      release(side, column);
      values[column] = wanted;
    } else if (!insists(draft, to, column, wanted, before)) {
      values[column] = wanted;
    }
  }
  if (isInFlight(side) && side.desired) {
    if (Object.keys(values).length > 0) issue(draft, to, { ...side.desired, values: { ...side.desired.values, ...values } });
  } else if (Object.keys(values).length > 0) {
    issue(draft, to, { op: 'update', values });
  } else {
    side.desired = null;
  }
};

/** So often may a two-way column go round, each time within this many milliseconds of the time before. */
const mostTurns = 5;
const turnMs = 3_600_000;

/**
 * Two systems that each make something else of the other's value would write for ever. People may change a field on both sides in turn, too, but
 * not so often so soon: whoever is not the column's master is then not followed any longer, until the master's side, or it, says something new.
 * Noted on the side that is not the master, when it changes the column: it has had its turn if its value is no longer the one it gave then.
 */
const goesRound = (draft: Draft, from: System, column: string): boolean => {
  const { plan, link, now } = draft;
  const side = link[from];
  const wanted = side.known?.[column] ?? null;
  const value = side.held?.row?.[column] ?? null;
  const memory = side.corrected?.[column];
  const isTurn = memory?.turns !== undefined && now - memory.turns.at < turnMs && !plan.same[from](column, memory.value, wanted);
  const count = isTurn ? (memory.turns?.count ?? 0) + 1 : 1;
  const insists = count > mostTurns;
  side.corrected = { ...side.corrected, [column]: { value, wanted, insists, turns: { count, at: now } } };
  if (insists) draft.noted.push('insists');
  return insists;
};

const release = (side: Side, column: string): void => {
  const memory = side.corrected?.[column];
  if (memory?.insists) side.corrected = { ...side.corrected, [column]: { ...memory, insists: false } };
};

/** A column that drifted is set right once per value; whoever answers that with the same value again would go on for ever. */
const insists = (draft: Draft, to: System, column: string, wanted: Scalar, before: Side): boolean => {
  const { plan, link } = draft;
  const side = link[to];
  if (isInFlight(before)) return false;
  const value = side.known?.[column] ?? null;
  const memory = side.corrected?.[column];
  const same = plan.same[to];
  // Refused, it has not been given what it was to be set right with.
  if (isRefused(before) && column in (before.desired?.values ?? {}) && !memory?.insists) return false;
  if (memory && same(column, memory.value, value) && same(column, memory.wanted, wanted)) {
    if (!memory.insists) {
      side.corrected = { ...side.corrected, [column]: { ...memory, insists: true } };
      draft.noted.push('insists');
    }
    return true;
  }
  const moved = isFresh(before) && before.known !== null && column in before.known && !same(column, before.known[column], value);
  // A former value of ours is what a write left whose answer, or whose successor, was lost: nobody's but ours.
  if (moved && !wasSentByUs(plan, to, before, column, value)) {
    side.corrected = { ...side.corrected, [column]: { value, wanted, insists: false } };
    draft.noted.push('drift');
  }
  return false;
};
