import type { LinkMessage, Row } from '@concord/contracts';
import type { Link } from '../links/link';
import type { ToldLink } from '../links/told-link';

export const toldOf = (link: Link, shares: readonly string[] = []): ToldLink => {
  const { dataverse, finance } = link;
  const hasFinance = isFinanceThere(link);
  return {
    id: link.id,
    map: link.map,
    scope: link.scope,
    status: link.status,
    waitingFor: link.waitingFor,
    error: link.error,
    trace: link.trace,
    environment: link.environment,
    revision: dataverse.revision + finance.revision,
    settledRevision: dataverse.settled + finance.settled,
    dataverseId: isDataverseThere(link) ? dataverse.id : null,
    financeId: hasFinance ? finance.id : null,
    financeKey: hasFinance ? finance.key : null,
    shared: hasFinance && shares.length > 0 ? sharedOf(finance.known ?? finance.key ?? {}, shares) : null,
  };
};

/** What the `links` topic says of a link. Put together piece by piece, as writes are. */
export const linkMessageOf = (link: ToldLink, area: string, now: number): LinkMessage => {
  const { dataverseId, financeId, financeKey, shared } = link;
  const message: { -readonly [M in keyof LinkMessage]: LinkMessage[M] } = {
    area,
    map: link.map,
    link: link.id,
    status: link.status,
    revision: link.revision,
    settledRevision: link.settledRevision,
    updatedAt: new Date(now).toISOString(),
  };
  if (dataverseId !== null) message.dataverseId = dataverseId;
  if (financeId !== null) message.financeId = financeId;
  if (financeKey !== null) message.financeKey = financeKey;
  if (shared !== null) message.shared = shared;
  if (link.scope !== '') message.scope = link.scope;
  if (link.waitingFor.length > 0) message.waitingFor = link.waitingFor;
  if (link.error !== null) message.error = link.error;
  return message;
};

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
  return `${shared}|${status}|${dataverse}|${finance}|${link.error?.code ?? ''}|${link.waitingFor.length === 0 ? '' : link.waitingFor.map(({ map, system, id }) => `${map} ${system} ${id}`).join()}`;
};
