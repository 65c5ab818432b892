import type { System, Topics } from '@concord/contracts';
import type { TopicPlan } from './topic-plan';

const DAY_MS = 24 * 60 * 60 * 1_000;
const WRITES_KEPT_MS = 14 * DAY_MS;
const OUTCOMES_KEPT_MS = 14 * DAY_MS;
const DEAD_LETTERS_KEPT_MS = 90 * DAY_MS;

/** What a dead letter topic looks like; one partition, for they are few and read by people. */
export const deadLettersPlan = (topics: Topics, topic: string): TopicPlan => ({
  name: topics.deadLetters(topic),
  cleanup: 'delete',
  partitions: 1,
  retentionMs: DEAD_LETTERS_KEPT_MS,
});

const withDeadLetters = (topics: Topics, plan: TopicPlan): TopicPlan[] => [plan, deadLettersPlan(topics, plan.name)];

/** Topics of one captured table: its changes, and the writes to it. */
export const topicPlansForTable = (topics: Topics, system: System, table: string): TopicPlan[] => [
  ...withDeadLetters(topics, { name: topics.changes(system, table), cleanup: 'compact' }),
  ...withDeadLetters(topics, { name: topics.writes(system, table), cleanup: 'compact,delete', retentionMs: WRITES_KEPT_MS }),
];

/** Topics of one area. */
export const topicPlansForArea = (topics: Topics, area: string): TopicPlan[] =>
  withDeadLetters(topics, { name: topics.outcomes(area), cleanup: 'delete', retentionMs: OUTCOMES_KEPT_MS });

/** Topics that all share: links, subscriptions, snapshots. */
export const sharedTopicPlans = (topics: Topics): TopicPlan[] => [
  ...withDeadLetters(topics, { name: topics.links, cleanup: 'compact' }),
  ...withDeadLetters(topics, { name: topics.subscriptions, cleanup: 'compact', partitions: 1 }),
  ...withDeadLetters(topics, { name: topics.snapshots, cleanup: 'delete', partitions: 1, retentionMs: OUTCOMES_KEPT_MS }),
];
