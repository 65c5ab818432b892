import type { Checker, ContractClass } from '@concord/contracts';

/** What guards the messages: a contract class, or a checker composed of several. */
export type MessageContract = ContractClass | Checker;

/** Picks the contract by what the message says, or by the topic it came on, e.g. the record class of the table. */
export type ContractChoice = (value: unknown, topic: string) => MessageContract;

/** Where a handler's messages come from. */
export interface Route {
  /** The handler's pattern: `@EventPattern('changes')`. */
  readonly pattern: string;
  /** Asked at the start, and again by KafkaBatchServer.refreshTopics. */
  readonly topics: () => readonly string[];
  readonly message: MessageContract | ContractChoice;
  /** Messages with such a key are passed over unread; absent: none. For a service that reads a topic it writes to, and knows what it wrote. */
  readonly passesOver?: (key: string) => boolean;
  /** Most messages handed over at a time; default 1,000. */
  readonly chunk?: number;
  /** Most batches of a topic at work at a time, of different partitions; default 2. */
  readonly atATime?: number;
  /** Where the handler's position is kept: with its effect, by UnitOfWork; or in Kafka, for handlers without one. Default `database`, if the server was given positions. */
  readonly offsets?: 'database' | 'kafka';
}
