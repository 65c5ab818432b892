import { otherSystem, type OutcomeMessage, type System } from '@concord/contracts';
import { isInFlight, type Link } from '../links/link';
import type { LinkIndex } from '../links/link-index';

/** The record of this side has another half already, or one that is being made. */
export const isTaken = (holder: Link, system: System): boolean => {
  const other = holder[otherSystem(system)];
  return other.known !== null || isInFlight(other);
};

/**
 * A create may meet a record that is paired already: somebody gave it the number of another. One record cannot be the half of two, so to this link
 * the create was refused; it is tried again, for the number may be given back. The index knows whose the record is.
 */
export const refusedIfTaken = (index: LinkIndex, link: Link, outcome: OutcomeMessage): OutcomeMessage => {
  const { system, status, id } = outcome;
  if (status !== 'exists' || id === undefined) return outcome;
  const holder = index.ofRecord(link.map, system, link.scope, id);
  if (!holder || holder.id === link.id || !isTaken(holder, system)) return outcome;
  const { row: _, ...rest } = outcome;
  return {
    ...rest,
    status: 'rejected',
    error: {
      code: 'DUPLICATE_INTEGRATION_KEY',
      kind: 'transient',
      message: `${id} in ${system} now has the key ${link.integrationKey}, and is paired as ${holder.integrationKey}.`,
      remedy: `Give the record ${id} in ${system} its former key back; this one is then made by itself.`,
    },
  };
};
