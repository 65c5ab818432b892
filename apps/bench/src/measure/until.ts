import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until it holds; a bench that hangs says so after five minutes. */
export const until = async (holds: () => Promise<boolean>, everyMs = 100, what = 'the work to be done'): Promise<void> => {
  const deadline = Date.now() + 300_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited five minutes for ${what}.`);
    await sleep(everyMs);
  }
};
