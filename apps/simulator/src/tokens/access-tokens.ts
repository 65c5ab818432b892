import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiClient, ClientRegistry } from './clients';

export interface TokenClaims {
  readonly aud: string;
  readonly iss: string;
  readonly appid: string;
  readonly oid: string;
  readonly tid: string;
  readonly ver: '1.0' | '2.0';
  /** Seconds since 1970. */
  readonly nbf: number;
  readonly exp: number;
}

export const TOKEN_LIFE_SECONDS = 3599;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Issues and checks bearer tokens: JWTs in shape, signed with a secret of this process (nobody but the simulator checks them).
 * Stateless, so tokens outlive a reset, as they outlive a restore of a real environment.
 */
export class AccessTokens {
  private readonly secret = randomBytes(32);
  private readonly checked = new Map<string, TokenClaims>();

  constructor(
    private readonly clients: ClientRegistry,
    private readonly nowMs: () => number,
  ) {}

  issue(
    client: ApiClient,
    request: { audience: string; tenant: string; issuer: string; version: '1.0' | '2.0' },
  ): { token: string; claims: TokenClaims } {
    const now = Math.floor(this.nowMs() / 1000);
    const claims: TokenClaims = {
      aud: request.audience,
      iss: request.issuer,
      appid: client.clientId,
      oid: client.objectId,
      tid: request.tenant,
      ver: request.version,
      nbf: now,
      exp: now + TOKEN_LIFE_SECONDS,
    };
    const signed = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
    return { token: `${signed}.${this.sign(signed)}`, claims };
  }

  /** The claims of a token that was issued here and has not expired; otherwise undefined, which means 401. */
  verify(token: string): TokenClaims | undefined {
    const claims = this.checked.get(token) ?? this.decode(token);
    if (claims === undefined || claims.exp * 1000 <= this.nowMs() || this.clients.byId(claims.appid) === undefined) return undefined;
    return claims;
  }

  private decode(token: string): TokenClaims | undefined {
    const [header, payload, signature, ...rest] = token.split('.');
    if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return undefined;
    const expected = Buffer.from(this.sign(`${header}.${payload}`));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as TokenClaims;
    if (this.checked.size > 1000) this.checked.clear(); // a client that asks for a token per call must not fill the memory
    this.checked.set(token, claims);
    return claims;
  }

  private sign(text: string): string {
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }
}
