import { eventually, type World } from '@concord/testing';
import { differencesBetween } from './agreement';

/** Links that are on their way: pending, waiting, or refused for now and to be tried again by themselves. */
const underwayIn = async (world: World): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const status of ['pending', 'waiting', 'failed']) {
    const answer = await fetch(`${world.setupSync.url}/admin/links?status=${status}&limit=200`);
    const { links } = (await answer.json()) as { links: readonly { map: string; integrationKey?: string; nextAttemptAt?: string }[] };
    for (const { map, integrationKey, nextAttemptAt } of links) {
      if (status !== 'failed' || nextAttemptAt !== undefined) found.push(`${status} ${map} ${integrationKey ?? ''}`);
    }
  }
  return found;
};

/** Both sides equal, field by field, and nothing on its way. */
export const untilCalm = async (world: World, timeout: number): Promise<void> => {
  await eventually(
    async () => {
      const underway = await underwayIn(world);
      const differences = await differencesBetween(world);
      if (underway.length + differences.length > 0) {
        throw new Error(
          `${underway.length} on their way: ${underway.slice(0, 5).join('; ')}. ${differences.length} differences: ${differences.slice(0, 8).join('; ')}`,
        );
      }
      return true;
    },
    { timeout, every: 500, describe: 'both sides to be equal with nothing on its way' },
  );
};

/** Requests that read Finance customers and Dataverse accounts: when both have gone up, everything has been looked at again. */
const looksAt = async (world: World): Promise<readonly [number, number]> => {
  const { calls } = await world.control.statistics();
  const count = (table: string): number =>
    calls.filter((call) => call.method === 'GET' && call.table === table).reduce((sum, call) => sum + call.count, 0);
  return [count('CustomersV3'), count('accounts')];
};

/** Waits until both systems have been read twice more, and answers how many records were written meanwhile. */
export const writesWhileLookedAtTwice = async (world: World): Promise<number> => {
  const writes = async (): Promise<number> =>
    (await world.control.statistics()).writes.reduce((sum, { creates, updates, deletes }) => sum + creates + updates + deletes, 0);
  const before = await writes();
  const [finance, dataverse] = await looksAt(world);
  await eventually(
    async () => {
      const [financeNow, dataverseNow] = await looksAt(world);
      return financeNow >= finance + 2 && dataverseNow >= dataverse + 2;
    },
    { timeout: 60_000, describe: 'two more sweeps of Finance and two more delta reads of Dataverse' },
  );
  return (await writes()) - before;
};
