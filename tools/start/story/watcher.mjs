import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until it is so. A story that hangs says what it waited for. */
export const until = async (what, look, { timeoutMs = 60_000, everyMs = 5 } = {}) => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline)
      throw new Error(`The story waited ${timeoutMs / 1000} s for ${what}. See the logs named in .concord/run.json.`);
    await sleep(everyMs);
  }
};

/** What setup-sync's admin API tells of links. */
export class Watcher {
  constructor(setupSyncUrl) {
    this.url = setupSyncUrl;
  }

  /** The link of a record in full: status, error, what it waits for; undefined before Concord has seen the record. */
  async link(map, record) {
    const { links } = await this.get(`/admin/links?map=${map}&record=${record}`);
    return links[0] && this.get(`/admin/links/${links[0].link}`);
  }

  /** All links of a status, as they are now; what GET /admin/maps counts is some seconds old. */
  async links(status) {
    const links = [];
    for (;;) {
      const after = links.length === 0 ? '' : `&after=${links.at(-1).link}`;
      const page = (await this.get(`/admin/links?status=${status}&limit=500${after}`)).links;
      links.push(...page);
      if (page.length < 500) return links;
    }
  }

  /** Records of a map that have not reached the other side: pending, waiting or failed for now. */
  async backlog(map) {
    const of = async (status) => (await this.get(`/admin/links?map=${map}&status=${status}&limit=500`)).links.length;
    const counts = await Promise.all(['pending', 'waiting', 'failed'].map(of));
    return counts.reduce((sum, count) => sum + count, 0);
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
