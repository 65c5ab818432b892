import { eventually } from '../eventually';
import type { World } from '../world/concord-world';

/** Links that are on their way: pending, waiting, or refused for now and to be tried again by themselves. */
const underwayIn = async (world: World): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const area of world.areas) {
    for (const status of ['pending', 'waiting', 'failed']) {
      const answer = await fetch(`${area.url}/admin/links?status=${status}&limit=200`);
      const { links } = (await answer.json()) as {
        links: readonly { map: string; integrationKey?: string; nextAttemptAt?: string; error?: unknown }[];
      };
      for (const { map, integrationKey, nextAttemptAt, error } of links) {
        if (status !== 'failed' || nextAttemptAt !== undefined)
          found.push(`${status} ${map} ${integrationKey ?? ''} ${error === undefined ? '' : JSON.stringify(error)}`);
      }
    }
  }
  return found;
};

/** For whoever looks why the sides differ while nothing is on its way: tables that the gateway has not read lately. */
const unreadTables = async (world: World): Promise<string> => {
  const answer = await fetch(`${world.gateway.url}/admin/tables`);
  const tables = (await answer.json()) as readonly { system: string; table: string; ageSeconds: number | null; problem: string | null }[];
  const unread = tables.filter(({ ageSeconds }) => ageSeconds === null || ageSeconds > 20);
  return unread
    .map(({ system, table, ageSeconds, problem }) => ` ${system} ${table} was read ${ageSeconds ?? 'never'} s ago: ${problem}.`)
    .join('');
};

/** Nothing on its way in any area, and then both sides equal, field by field. */
export const untilCalm = async (
  world: World,
  { differences, timeout }: { readonly differences: () => Promise<readonly string[]>; readonly timeout: number },
): Promise<void> => {
  await eventually(
    async () => {
      const underway = await underwayIn(world);
      if (underway.length > 0) throw new Error(`${underway.length} on their way: ${underway.slice(0, 5).join('; ')}`);
      const different = await differences();
      if (different.length > 0)
        throw new Error(`${different.length} differences: ${different.slice(0, 8).join('; ')}.${await unreadTables(world)}`);
      return true;
    },
    { timeout, every: 500, describe: 'both sides to be equal with nothing on its way' },
  );
};

/** A table of each system whose reads tell that everything has been looked at again. */
export interface LookedAt {
  readonly finance: string;
  readonly dataverse: string;
}

/** No records: the gateway registers with Dataverse when it can, which a storm may put off by a minute. */
const webhookTables: ReadonlySet<string> = new Set(['serviceendpoints', 'sdkmessageprocessingsteps']);

/** Requests that read both: when both have gone up, everything has been looked at again. */
const looksAt = async (world: World, tables: LookedAt): Promise<readonly [number, number]> => {
  const { calls } = await world.control.statistics();
  const count = (table: string): number =>
    calls.filter((call) => call.method === 'GET' && call.table === table).reduce((sum, call) => sum + call.count, 0);
  return [count(tables.finance), count(tables.dataverse)];
};

/** Waits until both systems have been read twice more, and answers which records were written meanwhile. */
export const writesWhileLookedAtTwice = async (
  world: World,
  tables: LookedAt = { finance: 'CustomersV3', dataverse: 'accounts' },
): Promise<readonly string[]> => {
  const writes = async (): Promise<ReadonlyMap<string, number>> =>
    new Map(
      (await world.control.statistics()).writes
        .filter(({ table }) => !webhookTables.has(table))
        .map(({ system, table, key, creates, updates, deletes }) => [`${system} ${table} ${key}`, creates + updates + deletes]),
    );
  const before = await writes();
  const [finance, dataverse] = await looksAt(world, tables);
  await eventually(
    async () => {
      const [financeNow, dataverseNow] = await looksAt(world, tables);
      return financeNow >= finance + 2 && dataverseNow >= dataverse + 2;
    },
    { timeout: 60_000, describe: 'two more sweeps of Finance and two more delta reads of Dataverse' },
  );
  return [...(await writes())].filter(([record, count]) => count > (before.get(record) ?? 0)).map(([record]) => record);
};
