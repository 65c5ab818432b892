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
  // `npm test` keeps one stack for all its runs of jest.
  if (process.env[STACK_HOST_VARIABLE]) return leaveWithParent();
  globalThis.concordStackHost = await StackHost.listen();
  // jest leaves without a teardown when it is interrupted. Leaving by `exit` lets the ledger end what was started.
  for (const [signal, status] of ENDED_BY) process.once(signal, () => process.exit(status));
};

/** When `npm test` was killed, its stack is nobody's any more, and nobody waits for our results. It made us the leader of a group. */
const leaveWithParent = (): void => {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(-process.pid, 'SIGKILL'); // with the workers, who would stay
  }, 500).unref();
};
