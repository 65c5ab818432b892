import { otherSystem, type System } from '@concord/contracts';
import type { LinkError } from '@concord/contracts';
import { isInFlight, isRefused, systems, type Side } from '../links/link';
import { backoffMs } from '../retry/backoff';
import { setStatus, type Draft } from './draft';

/** Milliseconds without an answer after which a write is published again. */
export const unansweredMs = 30_000;

/**
 * The longest a waiting link goes unlooked at, should the message that releases it be lost. The first looks are seconds apart; all rows of a company
 * that does not take part may wait for it for good.
 */
const waitingLimitMs = 900_000;

/** Milliseconds between two tries of what a system refuses for good, in the end. */
export const refusedLimitMs = 3_600_000;

/** Says where the link stands after a decision. */
export const finish = (draft: Draft): void => {
  const { link, plan, map, now, random } = draft;
  if (systems.some((system) => isInFlight(link[system]))) {
    setStatus(draft, 'pending');
    if (draft.issued.length > 0 || link.dueAt === null) link.dueAt = now + unansweredMs;
    link.unappliedSince ??= now;
    return;
  }
  // Refused, and nothing new to ask for: what the outcome said stands. While the other side was in flight the time of the next try was not kept.
  if (systems.some((system) => isRefused(link[system]))) {
    if (link.dueAt === null && link.error?.kind !== 'configuration')
      link.dueAt = now + backoffMs(link.attempts, random, link.error?.kind === 'permanent' ? refusedLimitMs : undefined);
    return;
  }
  if (draft.unresolved) {
    setStatus(draft, 'waiting');
    link.waitingFor = draft.unresolved;
    link.error = null;
    return finishBlocked(draft);
  }
  link.dueAt = null;
  link.unappliedSince = null;
  link.attempts = 0;
  link.error = null;
  const alone = systems.find((system) => link[system].known !== null && link[otherSystem(system)].known === null);
  const insisting = systems.find((system) => insists(link[system]));
  if (link.gone !== null) setStatus(draft, 'deleted');
  else if (link.claimedKey !== null) {
    setStatus(draft, 'conflict');
    link.error = { ...keyChanged(draft), kind: 'permanent' };
  } else if (insisting) setInsists(draft, insisting);
  else if (alone && !plan.isLookup) {
    setStatus(draft, 'excluded');
    link.reason = map.writes[otherSystem(alone)]
      ? `records of ${map.id} are made in ${otherSystem(alone)}, and there is none of this key`
      : `nothing of ${map.id} is written to ${otherSystem(alone)}`;
  } else setStatus(draft, 'synced');
};

const insists = ({ corrected }: Side): boolean => corrected !== null && Object.values(corrected).some(({ insists }) => insists);

/** What an accountant reads of a record that claims another key than it was paired under. */
export const keyChanged = ({
  link: { integrationKey, claimedKey },
  plan,
}: Draft): Omit<LinkError, 'kind'> & { readonly remedy: string } => ({
  code: 'INTEGRATION_KEY_CHANGED',
  message: `The record was paired as ${integrationKey}, and its values now say ${claimedKey}. It stays paired as ${integrationKey}: Finance cannot give a record another key.`,
  // Where Finance makes records too, a record deleted there takes the one in Dataverse with it.
  remedy: `Give the Dataverse record its former key back${plan.makes.finance ? '' : `; or delete the Finance record ${integrationKey}, and it is made as ${claimedKey}`}.`,
});

const setInsists = (draft: Draft, system: System): void => {
  const { link } = draft;
  const columns = Object.entries(link[system].corrected ?? {}).filter(([, { insists }]) => insists);
  setStatus(draft, 'conflict');
  link.error = {
    code: 'SYSTEM_INSISTS',
    kind: 'permanent',
    message: columns
      .map(
        ([column, { value, wanted }]) => `${system} keeps ${column} at ${JSON.stringify(value)}; the map wants ${JSON.stringify(wanted)}.`,
      )
      .join(' '),
    remedy: `Find what in ${system} sets the column (a business rule, a plug-in, a default) and make it agree with the other side, then retry; or leave the column out of the map.`,
  };
};

/**
 * Waiting, excluded, or not to be mapped: changes stay held. A link that waits for others is looked at again even if nobody releases it; one that has
 * no key yet has nothing to look at.
 */
export const finishBlocked = ({ link, now, random }: Draft): void => {
  if (link.status === 'waiting' && link.waitingFor.length > 0) {
    link.attempts += 1;
    link.dueAt = now + backoffMs(link.attempts, random, waitingLimitMs);
  } else {
    link.dueAt = systems.some((system) => isInFlight(link[system])) ? (link.dueAt ?? now + unansweredMs) : null;
  }
  if (link.status === 'excluded') link.unappliedSince = null;
  else link.unappliedSince ??= now;
};

/** Nothing is in flight, and yet something is to come. */
export const finishEarly = (draft: Draft, lookInMs = unansweredMs): void => {
  setStatus(draft, 'pending');
  draft.link.dueAt = draft.now + lookInMs;
  draft.link.unappliedSince ??= draft.now;
};
