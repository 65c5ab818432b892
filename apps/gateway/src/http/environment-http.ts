import type { System } from '@concord/contracts';
import { Agent } from 'undici';
import { AuthorityRefused, type TokenProvider } from '../credentials/token-provider';
import { retryAfterMs } from './classified';
import { Limiter, PausedTooLong, type Priority } from './limiter';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path and query, already encoded; or an absolute link that the service gave, of which path and query are used byte for byte. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly priority?: Priority;
  /** Longest wait for a place, a Retry-After included; absent: as long as it takes. */
  readonly maxWaitMs?: number;
}

export interface HttpAnswer {
  /** 0 when no answer came: then `body` says why, and whether a write was applied is unknown. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Told of every answer; for metrics. */
export interface ApiObserver {
  answered(system: System, method: string, status: number, seconds: number): void;
}

/** Keeps the waits that were asked for beyond the life of this process. */
export interface PauseMemory {
  remember(system: System, milliseconds: number): Promise<void>;
}

export interface EnvironmentHttpOptions {
  readonly system: System;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly tokens: TokenProvider;
  readonly limiter: Limiter;
  readonly observer?: ApiObserver;
  readonly pauses?: PauseMemory;
  /** Wait for a 429 that names none. */
  readonly defaultRetryAfterMs?: number;
  readonly timeoutMs?: number;
}

/**
 * The one way to an environment: token, places in flight, Retry-After, one renewal of the token after a 401. Answers what came, whatever the
 * status; keeps no cookies, so that requests spread over the service's web servers.
 *
 * Throws `PausedTooLong` when `maxWaitMs` is not enough.
 */
export class EnvironmentHttp {
  private readonly agent: Agent;
  private readonly base: URL;

  constructor(private readonly options: EnvironmentHttpOptions) {
    this.base = new URL(options.baseUrl);
    const timeout = options.timeoutMs ?? 130_000; // the service itself gives up after two minutes
    this.agent = new Agent({ connections: 64, pipelining: 1, headersTimeout: timeout, bodyTimeout: timeout, connectTimeout: 10_000 });
  }

  get limiter(): Limiter {
    return this.options.limiter;
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    return this.options.limiter.run(() => this.authorised(request), request.priority, request.maxWaitMs);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private async authorised(request: HttpRequest): Promise<HttpAnswer> {
    try {
      const token = await this.options.tokens.token();
      const answer = await this.exchange(request, token);
      if (answer.status !== 401) return answer;
      const renewed = await this.options.tokens.token(token);
      return await this.exchange(request, renewed);
    } catch (error) {
      if (error instanceof PausedTooLong) throw error;
      const status = error instanceof AuthorityRefused ? 401 : 0;
      return { status, headers: {}, body: error instanceof Error ? error.message : String(error) };
    }
  }

  private async exchange(request: HttpRequest, token: string): Promise<HttpAnswer> {
    const started = performance.now();
    let answer: HttpAnswer;
    try {
      const response = await this.agent.request({
        origin: this.base.origin,
        path: this.pathOf(request.path),
        method: request.method,
        headers: { accept: 'application/json', ...request.headers, authorization: `Bearer ${token}` },
        body: request.body ?? null,
      });
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(response.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
      answer = { status: response.statusCode, headers, body: (await response.body.text()).replace(/^\uFEFF/, '') };
    } catch (error) {
      answer = { status: 0, headers: {}, body: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    }
    this.options.observer?.answered(this.options.system, request.method, answer.status, (performance.now() - started) / 1000);
    if (answer.status === 429) await this.throttled(answer.headers['retry-after']);
    else this.options.limiter.answered(budgetOf(answer.headers['x-ms-ratelimit-burst-remaining-xrm-requests']));
    return answer;
  }

  /** Also for a part of a batch that was throttled by itself. */
  async throttled(retryAfter: string | undefined): Promise<void> {
    const milliseconds = retryAfterMs(retryAfter, Date.now()) ?? this.options.defaultRetryAfterMs ?? 30_000;
    this.options.limiter.throttled(milliseconds);
    await this.options.pauses?.remember(this.options.system, milliseconds);
  }

  /** A proxy may stand between: links are followed on the configured host. */
  private pathOf(path: string): string {
    const absolute = /^https?:\/\/[^/?#]+/.exec(path);
    if (absolute) return path.slice(absolute[0].length);
    return this.base.pathname === '/' ? path : `${this.base.pathname.replace(/\/$/, '')}${path}`;
  }
}

const budgetOf = (header: string | undefined): number | undefined => {
  const left = Number(header?.replaceAll(',', '') ?? Number.NaN);
  return Number.isFinite(left) ? left : undefined;
};
