import { recordIdOf, type Row, type System } from '@concord/contracts';
import type { Mapped, Resolve, TableMap } from '@concord/table-maps';
import type { Change } from '../changes/decide-change';
import { backoffMs } from '../retry/backoff';
import type { Circumstances, Decision } from '../reconcile/draft';
import { copyOf, newLink, type Link, type Side } from './link';
import type { LinkIndex } from './link-index';
import { nameBasedUuid } from './name-based-uuid';

export type Pairing =
  /** The record's link, known or new. */
  | { readonly kind: 'paired'; readonly link: Link }
  /** Another record has this integration key already. */
  | { readonly kind: 'duplicate'; readonly link: Link; readonly of: Link }
  /** A delete of a record nobody has seen. */
  | { readonly kind: 'unknown' };

interface KeySource extends Pick<Circumstances, 'map' | 'resolve' | 'memo'> {
  readonly map: TableMap;
  readonly resolve: Resolve;
}

/** The integration key a row gives; null while it cannot be told: a reference is missing, or the row is filtered out. */
export const integrationKeyOf = ({ map, resolve, memo }: KeySource, system: System, id: string, row: Row, scope: string): string | null => {
  if (system === 'finance') return id;
  const mapped: Mapped = memo?.get(row) ?? map.map('dataverse', row, scope, resolve);
  memo?.set(row, mapped);
  return mapped.kind === 'mapped' ? recordIdOf('finance', map.finance.key, mapped.financeKey) : null;
};

/** Finds the link a change belongs to: by record, else by integration key, else a new one. Pure. */
export const pair = (index: LinkIndex, change: Change, scope: string, source: KeySource): Pairing => {
  const { map } = source;
  const known = index.ofRecord(map.id, change.system, scope, change.id);
  if (known && (known.integrationKey !== null || change.row === null)) return { kind: 'paired', link: known };
  if (change.row === null) return { kind: 'unknown' };
  const link = known ?? named(change, map.id, scope);
  const key = integrationKeyOf(source, change.system, change.id, change.row, scope);
  const holder = key === null ? undefined : index.ofKey(map.id, key);
  if (!holder) return { kind: 'paired', link };
  if (!isFree(holder[change.system])) return { kind: 'duplicate', link, of: holder };
  if (known) index.remove(known);
  return { kind: 'paired', link: holder };
};

/** A link that could not tell its key before (or found it taken) joins the one that has it. Null: it goes on alone. */
export const join = (index: LinkIndex, link: Link, source: KeySource): Pairing => {
  for (const system of ['dataverse', 'finance'] as const) {
    const side = link[system];
    const row = side.held?.row ?? side.known;
    if (link.integrationKey !== null || side.id === null || !row) continue;
    const key = integrationKeyOf(source, system, side.id, row, link.scope);
    const holder = key === null ? undefined : index.ofKey(link.map, key);
    if (!holder) continue;
    if (!isFree(holder[system])) return { kind: 'duplicate', link, of: holder };
    const joined = copyOf(holder);
    joined[system].id = side.id;
    joined[system].key = side.key;
    joined[system].held = side.held ?? { version: side.version, row };
    index.remove(link);
    index.put(joined);
    return { kind: 'paired', link: joined };
  }
  return { kind: 'paired', link };
};

/** Keeps the change of a record whose key is taken, and says so; it is looked at again, for the other record may just be about to go. */
export const refuseDuplicate = (link: Link, of: Link, change: Change | null, { now, random }: Circumstances): Decision => {
  const refused = copyOf(link);
  if (change) {
    const side = refused[change.system];
    if (change.version <= side.version || (side.held !== null && change.version <= side.held.version))
      return { link, issued: [], noted: ['superseded'] };
    side.id = change.id;
    side.key = change.key;
    side.held = { version: change.version, row: change.row };
  }
  const system = refused.dataverse.held ? 'dataverse' : 'finance';
  refused.status = 'failed';
  refused.waitingFor = [];
  refused.unappliedSince ??= now;
  refused.attempts += 1;
  refused.dueAt = now + backoffMs(refused.attempts, random);
  refused.error = {
    code: 'DUPLICATE_INTEGRATION_KEY',
    kind: 'permanent',
    message: `${refused[system].id} and ${of[system].id} in ${system} both are ${of.integrationKey} of ${of.map}.`,
    remedy: `Give one of the two another key, or delete it in ${system}.`,
  };
  return { link: refused, issued: [], noted: [] };
};

const isFree = (side: Side): boolean => side.known === null && (side.held === null || side.held.row === null);

/**
 * The same for the same change. Its version is part of the name: a record may come back when the link it was first met by has long gone on with
 * another, and a link of that name would be stored over it.
 */
const named = ({ system, id, version }: Change, map: string, scope: string): Link =>
  newLink(nameBasedUuid('link', map, scope, system, id, String(version)), map, scope);
