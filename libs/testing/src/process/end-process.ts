import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './process-identity';

/** Sends a signal to exactly this process; false when it had ended already. */
export const signal = (identity: ProcessIdentity, name: NodeJS.Signals): boolean => {
  if (!isRunning(identity)) return false;
  try {
    return process.kill(identity.pid, name);
  } catch {
    return false; // it ended between the look and the kill
  }
};

/** Asks the process to end, waits, and kills it when it has not ended by itself within `patienceMs`. */
export const endProcess = async (identity: ProcessIdentity, ask: NodeJS.Signals, patienceMs: number): Promise<void> => {
  signal(identity, ask);
  if (await hasEnded(identity, patienceMs)) return;
  signal(identity, 'SIGKILL');
  if (await hasEnded(identity, 10_000)) return;
  throw new Error(`Process ${identity.pid} still runs ten seconds after SIGKILL. End it by hand: kill -9 ${identity.pid}`);
};

const hasEnded = async (identity: ProcessIdentity, withinMs: number): Promise<boolean> => {
  const deadline = Date.now() + withinMs;
  while (isRunning(identity)) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
};
