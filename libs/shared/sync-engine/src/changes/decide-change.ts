import type { Row, System } from '@concord/contracts';
import { holdsAll } from '../reconcile/own-values';
import { decided, draftOf, expectedOf, type Circumstances, type Decision } from '../reconcile/draft';
import { reconcile } from '../reconcile/reconcile';
import { isInFlight, type Link } from '../links/link';

/** One version of one record, reduced to the map's columns. */
export interface Change {
  readonly system: System;
  readonly id: string;
  readonly key: Row;
  readonly version: bigint;
  /** Null: a delete. */
  readonly row: Row | null;
}

/** What one change means for its link. Pure: the same change on the same link, in the same circumstances, gives the same decision. */
export const decideChange = (link: Link, change: Change, circumstances: Circumstances): Decision => {
  const { system, version, row } = change;
  const seen = link[system];
  if (version <= seen.version || (seen.held !== null && version <= seen.held.version)) return { link, issued: [], noted: ['superseded'] };

  const draft = draftOf(link, circumstances);
  const side = draft.link[system];
  // An id we chose for a create is the record's only once the system says so; a row that is there has the id it has.
  if (row !== null) {
    side.id = change.id;
    side.key = change.key;
  }
  if (isInFlight(side)) {
    const expected = expectedOf(side);
    const isEcho = row === null ? expected === null : expected !== null && holdsAll(draft.plan.same[system], expected, row);
    if (isEcho) {
      side.version = version;
      side.held = null;
      side.known = row;
      draft.noted.push('echo');
    } else {
      side.held = { version, row };
      draft.link.unappliedSince ??= circumstances.now;
    }
    return decided(draft);
  }
  side.held = { version, row };
  reconcile(draft);
  return decided(draft);
};
