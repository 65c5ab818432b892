import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until it is so. A story that hangs says what it waited for. */
export const until = async (what, look, timeoutMs = 30_000) => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline)
      throw new Error(`The story waited ${timeoutMs / 1000} s for ${what}. See the logs named in .concord/run.json.`);
    await sleep(5);
  }
};

/** What setup-sync's admin API tells of links. */
export class Watcher {
  constructor(setupSyncUrl) {
    this.url = setupSyncUrl;
  }

  /** The link of a Dataverse record, with its status, error and what it waits for; undefined before Concord has seen the record. */
  async link(map, dataverseId) {
    const { links } = await this.get(`/admin/maps/${map}/links?dataverseId=${dataverseId}`);
    return links[0];
  }

  /** Links by status over all maps, e.g. `{"synced":120,"pending":3}`. */
  async counts() {
    const { maps } = await this.get('/admin/maps');
    const sum = {};
    for (const { counts } of maps) for (const [status, count] of Object.entries(counts)) sum[status] = (sum[status] ?? 0) + count;
    return sum;
  }

  untilStatus(map, dataverseId, status) {
    return until(`the link of ${map} ${dataverseId} to be ${status}`, async () => {
      const link = await this.link(map, dataverseId);
      return link?.status === status ? link : undefined;
    });
  }

  async get(path) {
    const answer = await fetch(`${this.url}${path}`);
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/** A record of Finance by its key, once it is there (and says what it should). */
export const inFinance = (finance, key, says = () => true) =>
  until(`Finance to hold ${key}`, async () => {
    const { status, body } = await finance.get(`${key}?cross-company=true`);
    return status === 200 && says(body) ? body : undefined;
  });

/** What a person entered; a refusal ends the story with the system's own words. */
export const entered = async (answer) => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`The simulator refused what the story entered: ${status} ${JSON.stringify(body)}`);
  return body;
};
