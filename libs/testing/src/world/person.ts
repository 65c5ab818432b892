import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Somebody who works in one of the two systems through its Web API: what a person's browser or an import does, nothing of Concord. */
export class Person {
  private token: { readonly text: string; readonly until: number } | undefined;

  constructor(
    private readonly simulatorUrl: string,
    /** `/api/data/v9.2` or `/data`. */
    private readonly base: string,
  ) {}

  get(path: string): Promise<Answer> {
    return this.call('GET', path);
  }

  create(path: string, row: Record<string, unknown>): Promise<Answer> {
    return this.call('POST', path, row);
  }

  change(path: string, row: Record<string, unknown>): Promise<Answer> {
    return this.call('PATCH', path, row);
  }

  remove(path: string): Promise<Answer> {
    return this.call('DELETE', path);
  }

  /** Rows of a collection, all companies of Finance included. */
  async rows(path: string): Promise<readonly Record<string, unknown>[]> {
    const { status, body } = await this.get(path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return body['value'] as Record<string, unknown>[];
  }

  private async call(method: string, path: string, row?: Record<string, unknown>): Promise<Answer> {
    const answer = await fetch(`${this.simulatorUrl}${this.base}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.authenticate()}`,
        accept: 'application/json',
        ...(row ? { 'content-type': 'application/json' } : {}),
        ...(method === 'POST' && this.base.startsWith('/api') ? { prefer: 'return=representation' } : {}),
        // Without it Dataverse would bring a deleted row back, which no form does.
        ...(method === 'PATCH' ? { 'if-match': '*' } : {}),
      },
      ...(row ? { body: JSON.stringify(row) } : {}),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    const wait = Number(answer.headers.get('retry-after') ?? 0);
    if (wait > 0) await sleep(wait * 1_000); // people see "try again later", and do
    return { status: answer.status, body: parsed(text) };
  }

  private async authenticate(): Promise<string> {
    if (this.token && this.token.until > Date.now()) return this.token.text;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(`${this.simulatorUrl}/tenant/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: 'person',
          client_secret: 'person-secret',
          scope: `${this.simulatorUrl}/.default`,
        }),
      });
      const body = (await answer.json()) as { access_token?: string; expires_in?: number };
      if (answer.ok && body.access_token) {
        this.token = { text: body.access_token, until: Date.now() + (Number(body.expires_in ?? 3599) - 300) * 1000 };
        return body.access_token;
      }
      if (attempt === 5) throw new Error(`no token for the person: ${answer.status} ${JSON.stringify(body)}`);
      await sleep(100);
    }
  }
}

const parsed = (text: string): Record<string, unknown> => {
  try {
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  } catch {
    return { text };
  }
};
