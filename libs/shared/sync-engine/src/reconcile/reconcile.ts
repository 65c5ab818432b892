import { otherSystem, recordIdOf, type Row, type System } from '@concord/contracts';
import { isInFlight, systems } from '../links/link';
import { takeDeletes, isRevived } from './deletes';
import { createRecord } from './create-record';
import { isThere, take, type Draft } from './draft';
import { finish, finishBlocked, finishEarly, keyChanged } from './finish';
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
  if (made === 'blocked') return finishBlocked(draft);
  const keyed = keepKey(draft, made);
  if (keyed === 'held') return finishBlocked(draft);
  if (keyed === 'to be sought') return finishEarly(draft, 0);

  const lacking = systems.find((system) => !isThere(draft.link[system]));
  if (lacking === undefined) {
    mergeColumns(draft, made);
  } else {
    const from = otherSystem(lacking);
    take(draft.link[from]);
    const mapped = made[from];
    if (mapped && isThere(draft.link[from])) createRecord(draft, lacking, mapped);
  }
  finish(draft);
};

/**
 * A record may come to claim another key than it was paired under: somebody gave a project another number, or another legal entity.
 * While there is a Finance record, the pairing stays: Finance cannot give a record another key, and a second record would part the books.
 * Within the legal entity the other columns go on, and the link says `conflict`; in another one what they mean is another thing, and all is held.
 * Without a Finance record the key may change, but another link may have it: the link forgets its own, and is taken up at once like one that could
 * not tell its key before.
 */
const keepKey = (draft: Draft, made: Partial<Record<System, Made>>): 'kept' | 'held' | 'to be sought' => {
  const { link, map, plan } = draft;
  const { finance } = link;
  const financeKey = made.dataverse?.financeKey;
  const key = financeKey ? recordIdOf('finance', map.finance.key, financeKey) : finance.id;
  if (key === null) return 'kept';
  if (plan.isLookup && financeKey && (link.integrationKey === null || link.integrationKey === key)) {
    // Its Finance half is kept in step by others and never seen here: the row's own values name it.
    link.integrationKey = finance.id = key;
    finance.key = financeKey;
    return 'kept';
  }
  if (link.integrationKey === key) {
    if (financeKey) link.claimedKey = null;
    return 'kept';
  }
  const isFinanceThere = !plan.isLookup && (finance.known !== null || finance.held !== null || isInFlight(finance));
  if (link.integrationKey === null) {
    link.integrationKey = key;
    link.claimedKey = null;
    if (!isFinanceThere) finance.id = finance.key = null;
    return 'kept';
  }
  if (!isFinanceThere) {
    link.integrationKey = link.claimedKey = finance.id = finance.key = null;
    // A create under the former key that was refused is not asked for again; should it have worked all the same, its late answer is no longer this link's.
    finance.desired = finance.sent = null;
    return 'to be sought';
  }
  link.claimedKey = key;
  if (isOfCompany(financeKey, finance.key)) return 'kept';
  fail(draft, keyChanged(draft));
  return 'held';
};

const isOfCompany = (claimed: Row | undefined, paired: Row | null): boolean =>
  String(claimed?.['dataAreaId'] ?? '').toLowerCase() === String(paired?.['dataAreaId'] ?? '').toLowerCase();
