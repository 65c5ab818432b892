import { randomUUID } from 'node:crypto';
import type { AccessTokens } from './access-tokens';
import { TOKEN_LIFE_SECONDS } from './access-tokens';
import type { ApiClient, ClientRegistry } from './clients';

export interface TokenAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

interface Refusal {
  readonly status: 400 | 401;
  readonly error: string;
  readonly code: number;
  readonly text: string;
}

const refusals = {
  grantType: (given: string): Refusal => ({
    status: 400,
    error: 'unsupported_grant_type',
    code: 70003,
    text: `The app requested an unsupported grant type '${given}'.`,
  }),
  missing: (name: string): Refusal => ({
    status: 400,
    error: 'invalid_request',
    code: 90014,
    text: `The required field '${name}' is missing from the credential. Ensure that you have all the necessary parameters for the login request.`,
  }),
  noCredential: (): Refusal => ({
    status: 401,
    error: 'invalid_client',
    code: 7000218,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  }),
  unknownClient: (clientId: string, tenant: string): Refusal => ({
    status: 400,
    error: 'unauthorized_client',
    code: 700016,
    text: `Application with identifier '${clientId}' was not found in the directory '${tenant}'.`,
  }),
  wrongSecret: (clientId: string): Refusal => ({
    status: 401,
    error: 'invalid_client',
    code: 7000215,
    text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
  }),
  badAssertion: (): Refusal => ({
    status: 401,
    error: 'invalid_client',
    code: 700027,
    text: 'The certificate with identifier used to sign the client assertion is not registered on application.',
  }),
  scope: (scope: string): Refusal => ({
    status: 400,
    error: 'invalid_scope',
    code: 1002012,
    text: `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  }),
};

/**
 * Entra's token endpoint for client credentials, in both versions: v2 takes `scope`, v1 takes `resource` and answers numbers as text.
 * Source: dataverse-web-api.md section 2, finance-api.md section 1.1.
 */
export class TokenEndpoint {
  constructor(
    private readonly clients: ClientRegistry,
    private readonly tokens: AccessTokens,
    private readonly nowMs: () => number,
    private readonly onIssued: () => void,
  ) {}

  answer(form: URLSearchParams, authorization: string | undefined, tenant: string, version: '1.0' | '2.0', origin: string): TokenAnswer {
    const outcome = this.authenticate(form, authorization, tenant);
    if ('error' in outcome) return this.refuse(outcome);
    const audience = audienceOf(form, version);
    if (typeof audience !== 'string') return this.refuse(audience);

    const issuer = version === '2.0' ? `${origin}/${tenant}/v2.0` : `${origin}/${tenant}/`;
    const { token, claims } = this.tokens.issue(outcome, { audience, tenant, issuer, version });
    this.onIssued();
    if (version === '2.0') {
      return {
        status: 200,
        body: { token_type: 'Bearer', expires_in: TOKEN_LIFE_SECONDS, ext_expires_in: TOKEN_LIFE_SECONDS, access_token: token },
      };
    }
    return {
      status: 200,
      body: {
        token_type: 'Bearer',
        expires_in: String(TOKEN_LIFE_SECONDS),
        ext_expires_in: String(TOKEN_LIFE_SECONDS),
        expires_on: String(claims.exp),
        not_before: String(claims.nbf),
        resource: audience,
        access_token: token,
      },
    };
  }

  private authenticate(form: URLSearchParams, authorization: string | undefined, tenant: string): ApiClient | Refusal {
    const grantType = form.get('grant_type');
    if (grantType === null) return refusals.missing('grant_type');
    if (grantType !== 'client_credentials') return refusals.grantType(grantType);
    const basic = basicCredentials(authorization);
    const clientId = form.get('client_id') ?? basic?.id;
    if (clientId === undefined) return refusals.missing('client_id');
    const client = this.clients.byId(clientId);
    if (client === undefined) return refusals.unknownClient(clientId, tenant);
    const assertion = form.get('client_assertion');
    // A certificate cannot be checked here, none is registered: the assertion must name its client and be no older than it says.
    if (assertion !== null) return assertionNames(assertion, clientId, this.nowMs()) ? client : refusals.badAssertion();
    const secret = form.get('client_secret') ?? basic?.secret;
    if (secret === undefined) return refusals.noCredential();
    return secret === client.secret ? client : refusals.wrongSecret(clientId);
  }

  private refuse({ status, error, code, text }: Refusal): TokenAnswer {
    const traceId = randomUUID();
    const correlationId = randomUUID();
    const timestamp = new Date(this.nowMs())
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, 'Z');
    return {
      status,
      body: {
        error,
        error_description: `AADSTS${code}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
        error_codes: [code],
        timestamp,
        trace_id: traceId,
        correlation_id: correlationId,
      },
    };
  }
}

const audienceOf = (form: URLSearchParams, version: '1.0' | '2.0'): string | Refusal => {
  if (version === '1.0') return form.get('resource') ?? refusals.missing('resource');
  const scopes =
    form
      .get('scope')
      ?.split(/\s+/)
      .filter((scope) => scope !== '') ?? [];
  // MSAL asks for the OpenID scopes beside the resource's; Entra ignores them in this flow.
  const resources = scopes.filter((scope) => !['openid', 'profile', 'offline_access'].includes(scope));
  const scope = resources[0];
  if (scope === undefined) return refusals.missing('scope');
  if (resources.length > 1 || !scope.endsWith('/.default')) return refusals.scope(resources.join(' '));
  return scope.slice(0, -'/.default'.length);
};

const basicCredentials = (authorization: string | undefined): { id: string; secret: string } | undefined => {
  const encoded = authorization?.match(/^Basic (.+)$/i)?.[1];
  if (encoded === undefined) return undefined;
  const [id, ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  try {
    return { id: decodeURIComponent(id ?? ''), secret: decodeURIComponent(secret.join(':')) };
  } catch {
    return undefined;
  }
};

const assertionNames = (assertion: string, clientId: string, nowMs: number): boolean => {
  try {
    const claims = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
    return claims['iss'] === clientId && claims['sub'] === clientId && typeof claims['exp'] === 'number' && claims['exp'] * 1000 > nowMs;
  } catch {
    return false;
  }
};
