import type { ODataResponse } from '../odata/http';
import { InvalidControlCall } from '../dataverse';
import type { PlainRequest } from '../shell/http-server';
import { splitUrl } from '../shell/url';
import { ControlRefusal } from './control-refusal';

/** One call of the control API. Answers the body of a 200, or nothing for a 204. */
export type ControlHandler = (call: ControlCall) => unknown;

export interface ControlCall {
  readonly body: Buffer;
  readonly query: URLSearchParams;
  /** What `*` stood for in the route. */
  readonly rest: string;
  readonly origin: string;
}

/** Keys are `METHOD /path` below `/_sim`; a path may end in `/*`. */
export type ControlRoutes = Readonly<Record<string, ControlHandler>>;

/** `/_sim/...`: JSON in and out, as reference/simulator-control.md fixes it. */
export class ControlApi {
  constructor(private readonly routes: ControlRoutes) {}

  answer(request: PlainRequest): ODataResponse {
    const { path: rawPath, query } = splitUrl(request.url);
    const path = rawPath.replace(/^\/_sim/, '').replace(/\/+$/, '');
    const found = this.find(request.method, path);
    if (!found) return this.missing(request.method, path);
    try {
      const result = found.handler({ body: request.body, query: new URLSearchParams(query), rest: found.rest, origin: request.origin });
      return result === undefined ? { status: 204, headers: {}, body: '' } : json(200, result);
    } catch (error) {
      if (error instanceof ControlRefusal) return json(error.status, { error: { message: error.message } });
      if (error instanceof InvalidControlCall) return json(400, { error: { message: error.message } });
      throw error;
    }
  }

  private find(method: string, path: string): { handler: ControlHandler; rest: string } | undefined {
    const exact = this.routes[`${method} ${path}`];
    if (exact) return { handler: exact, rest: '' };
    const slash = path.lastIndexOf('/');
    const prefix = this.routes[`${method} ${path.slice(0, slash)}/*`];
    return prefix && { handler: prefix, rest: path.slice(slash + 1) };
  }

  private missing(method: string, path: string): ODataResponse {
    const methods = Object.keys(this.routes)
      .map((route) => route.split(' ') as [string, string])
      .filter(([, known]) => known === path)
      .map(([known]) => known);
    if (methods.length > 0) return json(405, { error: { message: `${path} takes ${methods.join(' or ')}, not ${method}.` } });
    return json(404, { error: { message: `There is no ${method} /_sim${path}. There are: ${Object.keys(this.routes).join(', ')}.` } });
  }
}

const json = (status: number, body: unknown): ODataResponse => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body, withBigInts),
});

const withBigInts = (_name: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
