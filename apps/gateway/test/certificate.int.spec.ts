import { X509Certificate, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ClientCredentialsTokens } from '../src/credentials/client-credentials';

/** Self-signed, made for these specs; opens nothing. */
const pem = readFileSync(join(__dirname, 'data/certificate-of-the-specs.pem'), 'utf8');
const certificate = new X509Certificate(pem);

/** A token endpoint that knows one certificate and checks what was signed with it, as RFC 7523 says. */
class TokenEndpoint {
  readonly grants: string[] = [];
  refusedBecause: string | undefined;
  private server: Server | undefined;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      if (request.method === 'GET') {
        const issuer = `http://${String(request.headers.host)}/tenant`;
        response.end(
          JSON.stringify({
            issuer: `${issuer}/v2.0`,
            authorization_endpoint: `${issuer}/oauth2/v2.0/authorize`,
            token_endpoint: `${issuer}/oauth2/v2.0/token`,
            jwks_uri: `${issuer}/discovery/v2.0/keys`,
          }),
        );
        return;
      }
      let body = '';
      request.on('data', (part: Buffer) => (body += String(part)));
      request.on('end', () => {
        const form = new URLSearchParams(body);
        this.refusedBecause = this.whyNot(form);
        this.grants.push(form.get('grant_type') ?? '');
        response.writeHead(this.refusedBecause ? 401 : 200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify(
            this.refusedBecause
              ? { error: 'invalid_client', error_description: this.refusedBecause }
              : { token_type: 'Bearer', expires_in: 3600, access_token: 'a-token' },
          ),
        );
      });
    });
    const server = this.server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server?.close();
  }

  private whyNot(form: URLSearchParams): string | undefined {
    if (form.has('client_secret')) return 'a secret was sent';
    if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return 'no assertion of a JWT';
    const [head = '', claims = '', signature = ''] = (form.get('client_assertion') ?? '').split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, string>;
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, string | number>;
    const thumbprint = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
    if (header['x5t#S256'] !== thumbprint) return 'another certificate';
    if (said['iss'] !== 'a-client' || said['sub'] !== 'a-client') return 'another client';
    if (Number(said['exp']) * 1000 < Date.now()) return 'an assertion of yesterday';
    const key = { key: certificate.publicKey, ...(header['alg'] === 'PS256' ? { padding: 6, saltLength: 32 } : {}) };
    return verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url')) ? undefined : 'a wrong signature';
  }
}

describe('client credentials by certificate', () => {
  const endpoint = new TokenEndpoint();
  let authority: string;
  beforeAll(async () => (authority = await endpoint.start()));
  afterAll(() => endpoint.stop());

  it('sign an assertion that the certificate verifies, and send no secret', async () => {
    const tokens = new ClientCredentialsTokens(
      { authority, tenantId: 'tenant', clientId: 'a-client', certificate: pem },
      'https://one.example',
    );
    expect(await tokens.token()).toBe('a-token');
    expect(endpoint.grants).toEqual(['client_credentials']);
    expect(endpoint.refusedBecause).toBeUndefined();
  });

  it('are refused by name of the cause where the endpoint knows another certificate', async () => {
    const tokens = new ClientCredentialsTokens(
      { authority, tenantId: 'tenant', clientId: 'b-client', certificate: pem },
      'https://one.example',
    );
    await expect(tokens.token()).rejects.toThrow('refused the client credentials (401)');
  });
});
