import { STACK_HOST_VARIABLE, StackHost } from './stack-host';

const ENDED_BY: ReadonlyArray<[NodeJS.Signals, number]> = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
];

declare global {
  /** Handed from jest's global setup to its global teardown, which are loaded apart from one another. */
  var concordStackHost: StackHost | undefined;
}

// jest wants a default export here.
module.exports = async (): Promise<void> => {
  if (process.env[STACK_HOST_VARIABLE]) return; // `npm test` keeps one stack for all its runs of jest
  globalThis.concordStackHost = await StackHost.listen();
  // jest leaves without a teardown when it is interrupted. Leaving by `exit` lets the ledger end what was started.
  for (const [signal, status] of ENDED_BY) process.once(signal, () => process.exit(status));
};
