import type { LinkMessage, Row } from '@concord/contracts';
import type { Link } from '../links/link';

/** What the `links` topic says of a link. */
export const linkMessageOf = (link: Link, area: string, now: number, shares: readonly string[] = []): LinkMessage => ({
  area,
  map: link.map,
  link: link.id,
  status: link.status,
  ...(isDataverseThere(link) && link.dataverse.id !== null ? { dataverseId: link.dataverse.id } : {}),
  ...(isFinanceThere(link) && link.finance.id !== null ? { financeId: link.finance.id } : {}),
  ...(isFinanceThere(link) && link.finance.key !== null ? { financeKey: link.finance.key } : {}),
  ...(isFinanceThere(link) && shares.length > 0 ? { shared: sharedOf(link.finance.known ?? link.finance.key ?? {}, shares) } : {}),
  ...(link.scope === '' ? {} : { scope: link.scope }),
  revision: link.dataverse.revision + link.finance.revision,
  settledRevision: link.dataverse.settled + link.finance.settled,
  ...(link.waitingFor.length === 0 ? {} : { waitingFor: link.waitingFor }),
  ...(link.error === null ? {} : { error: link.error }),
  updatedAt: new Date(now).toISOString(),
});

/** Always in one order, so that equal values are equal text. A lookup table keeps what it shares beside its key. */
export const sharedOf = (finance: Row, shares: readonly string[]): Row =>
  Object.fromEntries(shares.map((column) => [column, finance[column] ?? null]));

const isDataverseThere = ({ dataverse }: Link): boolean => dataverse.known !== null;

/** Of a lookup table nothing is captured from Finance: a key without a revision of ours is what the map says of it. */
const isFinanceThere = ({ finance, dataverse }: Link): boolean =>
  finance.known !== null ||
  (finance.key !== null && finance.revision === 0 && finance.held === null && dataverse.revision === 0 && dataverse.known !== null);

/**
 * What others need to know of a link. Pending and synced are one while both halves are there, or every edit would be told twice; a link that is
 * only on its way is nothing to tell.
 */
export const faceOf = (link: Link, shares: readonly string[] = []): string | null => {
  const dataverse = isDataverseThere(link) ? link.dataverse.id : '';
  const finance = isFinanceThere(link) ? link.finance.id : '';
  const isWhole = dataverse !== '' && finance !== '';
  if (link.status === 'pending' && !isWhole) return null;
  const status = isWhole && (link.status === 'pending' || link.status === 'synced') ? 'whole' : link.status;
  const shared =
    shares.length === 0 || finance === '' ? '' : JSON.stringify(sharedOf(link.finance.known ?? link.finance.key ?? {}, shares));
  return `${shared}|${status}|${dataverse}|${finance}|${link.error?.code ?? ''}|${link.waitingFor.map(({ map, system, id }) => `${map} ${system} ${id}`).join()}`;
};
