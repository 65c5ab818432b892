import type { ODataResponse } from '../odata/http';
import type { SystemName } from '../statistics/statistics';
import type { AccessTokens } from '../tokens/access-tokens';
import type { ClientRegistry } from '../tokens/clients';
import type { Caller } from './caller';

/** The caller behind a bearer token; undefined means 401. */
export const authenticate = (
  authorization: string | undefined,
  system: SystemName,
  tokens: AccessTokens,
  clients: ClientRegistry,
): Caller | undefined => {
  const token = authorization?.match(/^Bearer\s+(\S+)\s*$/i)?.[1];
  const claims = token === undefined ? undefined : tokens.verify(token);
  const client = claims && clients.byId(claims.appid);
  if (!claims || !client) return undefined;
  // Finance refuses an audience with a trailing slash or capitals: finance-api.md 1.1.
  if (system === 'finance' && (claims.aud.endsWith('/') || claims.aud !== claims.aud.toLowerCase())) return undefined;
  return { clientId: client.clientId, objectId: client.objectId, kind: client.kind };
};

export const unauthorized = (system: SystemName, origin: string): ODataResponse => ({
  status: 401,
  headers: {
    'WWW-Authenticate':
      system === 'dataverse' ? `Bearer authorization_uri=${origin}/common/oauth2/authorize, resource_id=${origin}/` : 'Bearer',
  },
  body: '',
});
