import type { System } from '@concord/contracts';
import { isInFlight, systems, type Link } from '../links/link';
import { decided, draftOf, isFresh, type Circumstances, type Decision, type Draft } from '../reconcile/draft';
import { reconcile } from '../reconcile/reconcile';

/**
 * Takes a link up again: a refused revision is asked for under a new number, a held change is decided with what is known now.
 * What is in flight stays as it is: its outcome is still to come. Pure.
 */
export const decideRetry = (link: Link, circumstances: Circumstances, by: 'operator' | 'time' | 'reference'): Decision => {
  const isUnderway = systems.some((system) => isInFlight(link[system]));
  if (isUnderway && !systems.some((system) => isFresh(link[system]))) return { link, issued: [], noted: [] };
  const opened = draftOf(link, circumstances, true);
  const draft = by === 'operator' ? { ...opened, owed: insisted(opened) } : opened;
  if (by === 'operator') {
    draft.link.attempts = 0;
    draft.link.dataverse.corrected = null;
    draft.link.finance.corrected = null;
  }
  reconcile(draft);
  return decided(draft);
};

/** Two-way columns that the link had ceased to follow: the side is given its master's value once more. */
const insisted = ({ link, plan }: Draft): Draft['owed'] => {
  const owed: { [S in System]?: readonly string[] } = {};
  for (const system of systems)
    owed[system] = Object.entries(link[system].corrected ?? {}).flatMap(([column, { insists, turns }]) =>
      insists && turns && plan.to[system].columns.get(column)?.twoWay ? [column] : [],
    );
  return owed;
};
