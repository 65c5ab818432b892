import { otherSystem, type System } from '@concord/contracts';
import { isInFlight, isRefused, systems } from '../links/link';
import { expectedOf, isFresh, issue, take, type Draft } from './draft';

/** Carries out the map's rule for records that are gone. */
export const takeDeletes = (draft: Draft): void => {
  for (const system of systems) {
    const side = draft.link[system];
    if (isFresh(side) && side.held?.row === null) takeDelete(draft, system);
  }
};

const takeDelete = (draft: Draft, system: System): void => {
  const { link, map, plan } = draft;
  const side = link[system];
  const other = otherSystem(system);
  const wasThere = side.known !== null;
  const isOthersToo = system === 'finance' && (draft.shared?.isHeldElsewhere(link) ?? false);
  const stays = link.status === 'excluded' || map.onDelete === 'keep' || !map.writes[other] || isOthersToo;

  take(side);
  side.desired = null;
  side.sent = null;
  side.corrected = null;

  if (link.gone !== null) return;
  const hasOther = expectedOf(link[other]) !== null || (isInFlight(link[other]) && link[other].desired?.op !== 'delete');
  const isMadeAgain = !plan.makes[system] && plan.makes[other] && map.writes[system] && link.status !== 'excluded';
  // Nothing was agreed about a record that was never decided: its end says nothing about the other half.
  if (hasOther && (isMadeAgain || !wasThere)) return;
  link.gone = system;
  if (!hasOther || stays || !plan.makes[system]) return;
  // A refused wish for the other record goes with the record that had it.
  if (map.onDelete === 'delete') {
    issue(draft, other, { op: 'delete', values: {} });
  } else {
    const before = isInFlight(link[other]) ? link[other].desired : null;
    issue(draft, other, {
      ...before,
      op: before?.op === 'create' ? 'create' : 'update',
      values: { ...before?.values, ...map.deactivated?.[other] },
    });
  }
};

/** One half was deleted. True: a record came (back), and the two are reconciled as usual. */
export const isRevived = (draft: Draft): boolean => {
  const { link } = draft;
  const { gone } = link;
  if (gone === null) return true;
  const other = otherSystem(gone);
  const side = link[other];
  const made = isFresh(link[gone]) && link[gone].held?.row != null;
  const anew = isFresh(side) && side.held?.row != null && side.known === null && side.desired === null;
  if (made || anew) {
    link.gone = null;
    if (isRefused(side)) side.desired = null;
    return true;
  }
  take(side);
  if (isRefused(side) && side.desired) issue(draft, other, side.desired);
  return false;
};
