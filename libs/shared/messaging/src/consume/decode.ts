import { checkerOf, type Checker, type Violation } from '@concord/contracts';
import type { KafkaMessage } from 'kafkajs';
import { FetchedRecord } from '../kafka/fetched-record';
import type { Incoming } from './batch';
import { IncomingMessage } from './incoming-message';
import type { ContractChoice, MessageContract, Route } from './route';

export interface BrokenMessage {
  readonly message: KafkaMessage;
  readonly violations: readonly Violation[];
}

export interface Decoded {
  readonly messages: Incoming<unknown>[];
  readonly broken: BrokenMessage[];
}

export type Decode = (topic: string, messages: readonly KafkaMessage[]) => Decoded;

/**
 * Bytes become contracts here, once. Tombstones are left out: they only let compaction forget a key, and are never the only sign of a
 * delete.
 */
export const decoderOf = (contract: Route['message'], passesOver?: Route['passesOver']): Decode => {
  const choose = isChoice(contract) ? contract : undefined;
  const fixed = choose ? undefined : toChecker(contract as MessageContract);

  return (topic, messages) => {
    const decoded: Decoded = { messages: [], broken: [] };
    for (const message of messages) {
      if (passesOver?.(keyOf(message))) continue;
      const text = textOf(message);
      if (text === null) continue;
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch (error) {
        decoded.broken.push({
          message,
          violations: [{ property: '', rule: 'isJson', message: `the value is not JSON: ${(error as Error).message}` }],
        });
        continue;
      }
      const checker = fixed ?? toChecker((choose as ContractChoice)(value, topic));
      if (checker.accepts(value)) decoded.messages.push(new IncomingMessage(message, value));
      else decoded.broken.push({ message, violations: checker.violations(value) });
    }

    return decoded;
  };
};

const keyOf = (message: KafkaMessage): string => (message instanceof FetchedRecord ? message.keyText : (message.key?.toString() ?? ''));

const textOf = (message: KafkaMessage): string | null => {
  if (message instanceof FetchedRecord) return message.valueLength < 0 ? null : message.valueText;

  return message.value?.toString() ?? null;
};

const checkers = new WeakMap<MessageContract, Checker>();

const toChecker = (contract: MessageContract): Checker => {
  if (typeof contract !== 'function') return contract;
  let checker = checkers.get(contract);
  if (!checker) checkers.set(contract, (checker = checkerOf(contract)));

  return checker;
};

/** A class has a prototype, an arrow function has none. */
const isChoice = (contract: Route['message']): contract is ContractChoice =>
  typeof contract === 'function' && (contract as { prototype?: unknown }).prototype === undefined;
