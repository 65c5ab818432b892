import { otherSystem, recordIdOf, type System } from '@concord/contracts';
import { isInFlight, systems } from '../links/link';
import { takeDeletes, isRevived } from './deletes';
import { createRecord } from './create-record';
import { actualOf, take, type Draft } from './draft';
import { finish, finishBlocked, finishEarly } from './finish';
import { fail, mapRows, meetsTooEarly, type Made } from './map-rows';
import { mergeColumns } from './merge-columns';

/**
 * Brings a link as far as it can go with what is known now: takes in the changes that can be decided, and raises the revision of a side that
 * has to change. All decisions end here; the draft is changed in place.
 */
export const reconcile = (draft: Draft): void => {
  takeDeletes(draft);
  if (!isRevived(draft)) return finish(draft);
  if (meetsTooEarly(draft.link, draft.map, draft.plan)) return finishEarly(draft);
  const made = mapRows(draft);
  if (made === 'blocked' || !hasItsKey(draft, made)) return finishBlocked(draft);

  const lacking = systems.find((system) => !isThere(draft, system));
  if (lacking === undefined) {
    mergeColumns(draft, made);
  } else {
    const from = otherSystem(lacking);
    take(draft.link[from]);
    const mapped = made[from];
    if (mapped && isThere(draft, from)) createRecord(draft, lacking, mapped);
  }
  finish(draft);
};

/** A record that is only about to be created is not there yet. */
const isThere = ({ link }: Draft, system: System): boolean => {
  const side = link[system];
  return isInFlight(side) ? side.desired?.op === 'update' : actualOf(side) !== null;
};

/** False: the record would now pair with another one; only a person knows which of the two is meant. */
const hasItsKey = (draft: Draft, made: Partial<Record<System, Made>>): boolean => {
  const { link, map, plan } = draft;
  const { finance } = link;
  const financeKey = made.dataverse?.financeKey;
  const key = financeKey ? recordIdOf('finance', map.finance.key, financeKey) : finance.id;
  if (key === null) return true;
  if (plan.isLookup && financeKey) {
    // Its Finance half is kept in step by others and never seen here: the row's own values name it.
    link.integrationKey = finance.id = key;
    finance.key = financeKey;
    return true;
  }
  if (link.integrationKey === key) return true;
  const isFinanceThere = finance.known !== null || finance.held !== null || isInFlight(finance);
  if (link.integrationKey === null || !isFinanceThere) {
    link.integrationKey = key;
    if (!isFinanceThere) finance.id = finance.key = null;
    return true;
  }
  fail(draft, {
    code: 'INTEGRATION_KEY_CHANGED',
    message: `The record was paired as ${link.integrationKey}, and its values now say ${key}.`,
    remedy: `Give the Dataverse record its former key back; or delete the Finance record ${link.integrationKey}, and retry this link.`,
  });
  return false;
};
