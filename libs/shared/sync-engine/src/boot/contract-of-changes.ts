import { changeMessageOf, ChangeMessage, recordClasses, type Topics } from '@concord/contracts';
import type { ContractChoice, MessageContract } from '@concord/messaging';

/** The contract of each changes topic: a change whose row keeps the rules of its table's record class. */
export const contractOfChanges = (topics: Topics): ContractChoice => {
  const byTopic = new Map<string, MessageContract>(
    recordClasses.map(({ system, table, record }) => [topics.changes(system, table), changeMessageOf(record)]),
  );
  return (_, topic) => byTopic.get(topic) ?? ChangeMessage;
};
