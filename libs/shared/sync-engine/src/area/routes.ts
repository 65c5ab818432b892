import { ChangeMessage, LinkMessage, OutcomeMessage, SnapshotProgress, SnapshotRequest } from '@concord/contracts';
import type { ContractChoice, Route } from '@concord/messaging';
import type { Area } from './area';

const snapshot: ContractChoice = (value) => ((value as { kind?: unknown } | null)?.kind === 'request' ? SnapshotRequest : SnapshotProgress);

/** Keys of links are `<map>|<link>`. */
const mapIn = (key: string): string => key.slice(0, key.indexOf('|'));

/**
 * What an area consumes.
 *
 * @param changeContract the contract of a changes topic, e.g. of the table's record class; absent: any row
 */
export const routesOf = (area: Area, changeContract?: ContractChoice): Route[] => [
  { pattern: 'changes', topics: () => area.changesTopics, message: changeContract ?? ChangeMessage },
  { pattern: 'outcomes', topics: () => [area.topics.outcomes(area.name)], message: OutcomeMessage },
  { pattern: 'links', topics: () => [area.topics.links], message: LinkMessage, passesOver: (key) => area.knowsLinksOf(mapIn(key)) },
  { pattern: 'snapshots', topics: () => [area.topics.snapshots], message: snapshot },
];
