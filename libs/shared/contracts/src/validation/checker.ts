/** One rule that one value broke. */
export interface Violation {
  /** Path to the value, e.g. `error.kind`; empty for the message as a whole. */
  readonly property: string;
  /** Name of the rule, e.g. `isIn`. */
  readonly rule: string;
  /** What the rule asks, e.g. `kind must be one of the following values: …`. */
  readonly message: string;
}

/** Tells whether plain JSON values keep the rules of a contract. */
export interface Checker {
  /** Name of the contract, for messages. */
  readonly name: string;
  /** Fast: no instance is made. */
  accepts(value: unknown): boolean;
  /** Every broken rule; slow, asked only for values that were not accepted. */
  violations(value: unknown): Violation[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- constructor parameters of a contract class do not matter
export type ContractClass<T extends object = object> = new (...parameters: any[]) => T;
