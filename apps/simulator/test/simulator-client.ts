import { request } from 'undici';
import { type RunningSimulator, startSimulator } from '../src/start-simulator';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  readonly json: <T = Record<string, unknown>>() => T;
}

export interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer | object;
}

/** A caller of a simulator of its own, over real HTTP, with nothing of the simulator's code between. */
export class SimulatorClient {
  private token = '';

  private constructor(private readonly running: RunningSimulator) {}

  static async start(dataset = 'empty'): Promise<SimulatorClient> {
    const client = new SimulatorClient(await startSimulator({ dataset }));
    await client.authenticate();
    return client;
  }

  get url(): string {
    return this.running.url;
  }

  async authenticate(clientId = 'concord'): Promise<string> {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: `${clientId}-secret`,
      scope: `${this.url}/.default`,
    });
    const answer = await this.raw('/a-tenant/oauth2/v2.0/token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    return (this.token = answer.json<{ access_token: string }>().access_token);
  }

  /** A request with the client's token. */
  call(path: string, { headers = {}, ...call }: Call = {}): Promise<Answer> {
    return this.raw(path, { ...call, headers: { authorization: `Bearer ${this.token}`, ...headers } });
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.call(path, { headers });
  }

  post(path: string, body: object, headers?: Record<string, string>): Promise<Answer> {
    return this.call(path, { method: 'POST', body, headers });
  }

  patch(path: string, body: object, headers?: Record<string, string>): Promise<Answer> {
    return this.call(path, { method: 'PATCH', body, headers });
  }

  delete(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.call(path, { method: 'DELETE', headers });
  }

  /** A control call that must succeed. */
  async sim<T = undefined>(path: string, body?: object): Promise<T> {
    const answer = await this.raw(`/_sim/${path}`, body === undefined ? {} : { method: 'POST', body });
    if (answer.status >= 300) throw new Error(`/_sim/${path} answered ${answer.status}: ${answer.text}`);
    return (answer.text === '' ? undefined : answer.json()) as T;
  }

  async raw(path: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> {
    const isText = typeof body === 'string' || Buffer.isBuffer(body);
    const response = await request(this.url + path, {
      method: method as 'GET',
      headers: isText || body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: isText || body === undefined ? body : JSON.stringify(body),
    });
    const text = Buffer.from(await response.body.arrayBuffer()).toString('utf8'); // a byte order mark is part of the answer
    return { status: response.statusCode, headers: response.headers, text, json: <T>() => JSON.parse(text) as T };
  }

  stop(): Promise<void> {
    return this.running.stop();
  }
}

/** The innermost message of a Finance error. */
export const innerMessage = (answer: Answer): string => {
  const { error } = answer.json<{ error: { innererror: { message: string; internalexception?: { message: string } } } }>();
  return error.innererror.internalexception?.message ?? error.innererror.message;
};
