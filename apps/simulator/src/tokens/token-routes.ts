import type { ODataResponse } from '../odata/http';
import type { PlainRequest } from '../shell/http-server';
import { instanceDiscovery, openIdConfiguration } from './discovery';
import type { TokenEndpoint } from './token-endpoint';

const json = (status: number, body: unknown): ODataResponse => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store, no-cache', Pragma: 'no-cache' },
  body: JSON.stringify(body),
});

const patterns = {
  tokenV2: /^\/([^/]+)\/oauth2\/v2\.0\/token\/?$/,
  tokenV1: /^\/([^/]+)\/oauth2\/token\/?$/,
  discovery: /^\/([^/]+)(?:\/v2\.0)?\/\.well-known\/openid-configuration$/,
  keys: /^\/([^/]+)\/discovery\/(?:v2\.0\/)?keys$/,
};

/** The paths of an Entra authority; undefined for every other path. */
export const answerTokenRoute = (endpoint: TokenEndpoint, request: PlainRequest): ODataResponse | undefined => {
  const path = request.url.split('?', 1)[0]!;
  const v2 = patterns.tokenV2.exec(path);
  const v1 = v2 ? null : patterns.tokenV1.exec(path);
  const tenant = v2?.[1] ?? v1?.[1];
  if (tenant !== undefined) {
    if (request.method !== 'POST')
      return json(405, { error: 'invalid_request', error_description: 'AADSTS900561: The endpoint only accepts POST requests.' });
    const form = new URLSearchParams(request.body.toString('utf8'));
    const { status, body } = endpoint.answer(form, request.headers['authorization'], tenant, v2 ? '2.0' : '1.0', request.origin);
    return json(status, body);
  }
  const discovered = patterns.discovery.exec(path)?.[1];
  if (discovered !== undefined) return json(200, openIdConfiguration(request.origin, discovered));
  if (path === '/common/discovery/instance') return json(200, instanceDiscovery(request.origin));
  return patterns.keys.test(path) ? json(200, { keys: [] }) : undefined;
};
