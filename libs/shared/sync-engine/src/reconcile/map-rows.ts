import { otherSystem, type Row, type System } from '@concord/contracts';
import type { Mapped, Reference, Referred, Resolve } from '@concord/table-maps';
import { isInFlight, systems, type Link } from '../links/link';
import { isThere, wishedOf, isFresh, setStatus, type Draft } from './draft';
import type { MapPlan } from './map-plan';
import type { TableMap } from '@concord/table-maps';

export type Made = Extract<Mapped, { kind: 'mapped' }>;

/** Two records meet for the first time: there is no agreed state to tell who changed what. */
export const isFirstMeeting = (link: Link): boolean =>
  systems.some((system) => {
    const side = link[system];
    const other = link[otherSystem(system)];
    return (
      isFresh(side) && side.known === null && side.held?.row !== null && (isFresh(other) ? other.held?.row !== null : other.known !== null)
    );
  });

/** A record that we created is known by the values we sent until its echo brings the rest. */
const isComplete = (plan: MapPlan, system: System, row: Row): boolean => plan.columns[system].every((column) => column in row);

/** Two records meet, and one of them is not wholly known yet: its echo is awaited, for its values may have to win. */
export const meetsTooEarly = (link: Link, map: TableMap, plan: MapPlan): boolean =>
  isFirstMeeting(link) &&
  systems.some((system) => {
    const row = wishedOf(link[system]);
    return map.writes[otherSystem(system)] && row !== null && !isComplete(plan, system, row);
  });

/** Rows that the next decision maps: the handler reads their references beforehand. */
export const rowsToMap = (link: Link, map: TableMap, plan: MapPlan, retry: boolean): { from: System; row: Row }[] => {
  const meeting = isFirstMeeting(link);
  const rows: { from: System; row: Row }[] = [];
  for (const from of systems) {
    const to = otherSystem(from);
    const row = wishedOf(link[from]);
    if (row === null || !isComplete(plan, from, row)) continue;
    const target = link[to];
    const forKey = from === 'dataverse' && isFresh(link.dataverse) && (link.integrationKey === null || plan.isLookup);
    const forValues =
      map.writes[to] &&
      (isFresh(link[from]) ||
        retry ||
        meeting ||
        plan.to[to].hasOneWay ||
        target.desired !== null ||
        (target.known === null && !isInFlight(target)));
    if (forKey || forValues) rows.push({ from, row });
  }
  return rows;
};

export const referencesToResolve = (link: Link, map: TableMap, plan: MapPlan, retry: boolean): Reference[] =>
  rowsToMap(link, map, plan, retry).flatMap(({ from, row }) => map.referencesOf(from, row, link.scope));

/** A record that refers to itself finds both its halves here, before they are stored. */
const resolvingItself = ({ link, resolve }: Draft): Resolve => {
  const { dataverse, finance } = link;
  if (dataverse.id === null || finance.key === null || finance.id === null || !areBothThere(link)) return resolve;
  const itself: Referred = { dataverseId: dataverse.id, financeKey: finance.key };
  return (reference) =>
    reference.map === link.map && reference.id === link[reference.system].id && (reference.system === 'finance' || link.scope === '')
      ? (resolve(reference) ?? itself)
      : resolve(reference);
};

const areBothThere = ({ dataverse, finance }: Link): boolean => isThere(dataverse) && isThere(finance);

/** Maps what has to be mapped, or leaves the link waiting, excluded or failed, with its changes held. */
export const mapRows = (draft: Draft): Partial<Record<System, Made>> | 'blocked' => {
  const { link, map, plan, retry } = draft;
  const made: Partial<Record<System, Made>> = {};
  const resolve = resolvingItself(draft);
  draft.unresolved = undefined;
  for (const { from, row } of rowsToMap(link, map, plan, retry)) {
    const mapped = draft.memo?.get(row) ?? map.map(from, row, link.scope, resolve);
    draft.memo?.set(row, mapped);
    switch (mapped.kind) {
      case 'mapped':
        made[from] = mapped;
        break;
      case 'excluded':
        setStatus(draft, 'excluded');
        link.reason = mapped.by;
        link.error = null;
        return 'blocked';
      case 'missing':
        // What the other side's people have changed goes on: it may be the very lookup whose record is gone.
        if (!isFresh(link[from]) && areBothThere(link)) {
          draft.unresolved = mapped.missing;
          break;
        }
        setStatus(draft, 'waiting');
        link.waitingFor = mapped.missing;
        link.error = null;
        return 'blocked';
      case 'keyless':
        awaitKey(draft, mapped);
        return 'blocked';
      case 'failed':
        fail(draft, { code: mapped.code, message: mapped.message, remedy: mapped.remedy });
        return 'blocked';
      default:
        return mapped satisfies never;
    }
  }
  return made;
};

/**
 * Nothing to be alarmed about while the record is new: nobody is asked for the number, the change that brings it is the next thing to happen, and how
 * long it has not come is seen by the link's age. A record that had a number and lost it is another matter.
 */
const awaitKey = (draft: Draft, { message, remedy }: Extract<Mapped, { kind: 'keyless' }>): void => {
  const { link } = draft;
  if (link.integrationKey !== null && link.finance.known !== null)
    return fail(draft, { code: 'INCOMPLETE_KEY', message: `${message}; the record is paired as ${link.integrationKey}`, remedy });
  setStatus(draft, 'waiting');
  link.waitingFor = [];
  link.error = { code: keyNotYetGiven, kind: 'transient', message, remedy };
};

export const keyNotYetGiven = 'KEY_NOT_YET_GIVEN';

/** The record's own trouble: it waits for an operator or a newer change, and holds up no other. */
export const fail = (draft: Draft, error: { code: string; message: string; remedy: string }): void => {
  setStatus(draft, 'failed');
  draft.link.error = { ...error, kind: 'permanent' };
};
