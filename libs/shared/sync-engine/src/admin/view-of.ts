import type { System } from '@concord/contracts';
import type { Area } from '../area/area';
import type { MapCounts } from '../area/engine-metrics';
import type { TableRead } from '../initial-sync/initial-sync.repository';
import { timeLeft } from '../initial-sync/time-left';
import type { Link, Side } from '../links/link';
import type { ShownLink } from '../links/link.repository';
import type { InitialSyncView, LinkLine, LinkView, ReferenceView, SideView, TableReadView } from './views';

const iso = (ms: number): string => new Date(ms).toISOString();

export const lineOf = ({ link, updatedAt }: ShownLink): LinkLine => ({
  link: link.id,
  map: link.map,
  status: link.status,
  attempts: link.attempts,
  updatedAt: updatedAt.toISOString(),
  ...(link.scope === '' ? {} : { scope: link.scope }),
  ...(link.integrationKey === null ? {} : { integrationKey: link.integrationKey }),
  ...(link.dataverse.id === null ? {} : { dataverseId: link.dataverse.id }),
  ...(link.finance.id === null ? {} : { financeId: link.finance.id }),
  ...(link.error === null ? {} : { error: link.error }),
  ...(link.reason === null ? {} : { reason: link.reason }),
  ...(link.dueAt === null ? {} : { nextAttemptAt: iso(link.dueAt) }),
  ...(link.unappliedSince === null ? {} : { unappliedSince: iso(link.unappliedSince) }),
});

export const linkViewOf = (shown: ShownLink, area: Area, waitingFor: readonly ReferenceView[]): LinkView => ({
  ...lineOf(shown),
  dataverse: sideOf(shown.link, 'dataverse', area),
  finance: sideOf(shown.link, 'finance', area),
  waitingFor,
  createdAt: shown.createdAt.toISOString(),
  ...(shown.link.lastConflict === null ? {} : { lastConflict: { ...shown.link.lastConflict, at: iso(shown.link.lastConflict.at) } }),
  ...(shown.link.trace === null ? {} : { trace: shown.link.trace }),
  ...(shown.link.environment === null ? {} : { environment: shown.link.environment }),
});

const sideOf = (link: Link, system: System, area: Area): SideView => {
  const side: Side = link[system];
  return {
    table: area.map(link.map)?.[system].table ?? '',
    version: String(side.version),
    revision: side.revision,
    settled: side.settled,
    ...(side.id === null ? {} : { id: side.id }),
    ...(side.key === null ? {} : { key: side.key }),
    ...(side.known === null ? {} : { known: side.known }),
    ...(side.desired === null ? {} : { desired: side.desired }),
    ...(side.held === null
      ? {}
      : { held: { version: String(side.held.version), ...(side.held.row === null ? {} : { row: side.held.row }) } }),
    ...(side.corrected === null ? {} : { corrected: side.corrected }),
  };
};

export const countsOf = (counts: readonly MapCounts[], map: string): Record<string, number> =>
  Object.fromEntries(counts.filter((one) => one.map === map).map(({ status, count }) => [status, count]));

/** Runs as they stand, the newest first. */
export const runsOf = (reads: readonly TableRead[], counts: readonly MapCounts[], now: number): InitialSyncView[] => {
  const runs = [...new Set(reads.map(({ run }) => run))];
  return runs.map((run) => {
    const own = reads.filter((read) => read.run === run);
    const tables = own.map((read) => tableOf(read, countsOf(counts, read.map), now));
    const isOpen = own.some(({ status }) => status === 'queued' || status === 'asked' || status === 'reading');
    const left = tables.map(({ secondsLeft }) => secondsLeft);
    return {
      run,
      status:
        isOpen || tables.some(({ secondsLeft }) => secondsLeft !== undefined && secondsLeft > 0)
          ? 'running'
          : own.some(({ status }) => status === 'failed')
            ? 'failed'
            : 'done',
      startedAt: iso(Math.min(...own.map(({ createdAt }) => createdAt.getTime()))),
      tables,
      // Tables are read one after another, so what is left of each adds up; a table not begun cannot be told.
      ...(left.some((seconds) => seconds === undefined)
        ? {}
        : { secondsLeft: left.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0) }),
    };
  });
};

const tableOf = (read: TableRead, links: Record<string, number>, now: number): TableReadView => {
  const { rowsDone, rowsTotal, secondsLeft } = timeLeft(read, links['pending'] ?? 0, now);
  return {
    map: read.map,
    system: read.system,
    status: read.status,
    rowsRead: read.rowsRead,
    rowsDone,
    links,
    ...(rowsTotal === null ? {} : { rowsTotal }),
    ...(secondsLeft === null ? {} : { secondsLeft }),
    ...(read.error === null ? {} : { error: read.error }),
  };
};
