import type { System, Topics } from '@concord/contracts';
import type { TopicPlan } from './topic-plan';

const DAY_MS = 24 * 60 * 60 * 1_000;
const WRITES_KEPT_MS = 14 * DAY_MS;
const OUTCOMES_KEPT_MS = 14 * DAY_MS;
const DEAD_LETTERS_KEPT_MS = 90 * DAY_MS;

/** Records of one table are spread over these; more replicas than this cannot share one table. */
export const DEFAULT_PARTITIONS = 6;

/** What a dead letter topic looks like; one partition, for they are few and read by people. */
export const deadLettersPlan = (topics: Topics, topic: string): TopicPlan => ({
  name: topics.deadLetters(topic),
  cleanup: 'delete',
  partitions: 1,
  retentionMs: DEAD_LETTERS_KEPT_MS,
});

const withDeadLetters = (topics: Topics, plan: TopicPlan): TopicPlan[] => [plan, deadLettersPlan(topics, plan.name)];

/** Topics of one captured table: its changes, and the writes to it. */
export const topicPlansForTable = (topics: Topics, system: System, table: string, partitions = DEFAULT_PARTITIONS): TopicPlan[] => [
  ...withDeadLetters(topics, { name: topics.changes(system, table), cleanup: 'compact', partitions }),
  ...withDeadLetters(topics, { name: topics.writes(system, table), cleanup: 'compact,delete', partitions, retentionMs: WRITES_KEPT_MS }),
];

/** Topics of one area. */
export const topicPlansForArea = (topics: Topics, area: string, partitions = DEFAULT_PARTITIONS): TopicPlan[] =>
  withDeadLetters(topics, { name: topics.outcomes(area), cleanup: 'delete', partitions, retentionMs: OUTCOMES_KEPT_MS });

/** Topics that all share: links, subscriptions, snapshots. */
export const sharedTopicPlans = (topics: Topics, partitions = DEFAULT_PARTITIONS): TopicPlan[] => [
  ...withDeadLetters(topics, { name: topics.links, cleanup: 'compact', partitions }),
  ...withDeadLetters(topics, { name: topics.subscriptions, cleanup: 'compact', partitions: 1 }),
  ...withDeadLetters(topics, { name: topics.snapshots, cleanup: 'delete', partitions: 1, retentionMs: OUTCOMES_KEPT_MS }),
];
