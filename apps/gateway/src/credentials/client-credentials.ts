import { X509Certificate } from 'node:crypto';
import { ConfidentialClientApplication, LogLevel } from '@azure/msal-node';
import { AuthorityNetwork } from './authority-network';
import { AuthorityRefused, AuthorityUnreachable, type TokenProvider } from './token-provider';

export interface ClientCredentials {
  /** e.g. `https://login.microsoftonline.com`; `http:` is allowed for a simulator on this machine only. */
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly secret?: string;
  /** PEM text with the certificate and its private key: instead of a secret. */
  readonly certificate?: string;
}

/** A token is taken for as good as ended this long before its end, as MSAL does. */
const marginMs = 300_000;

const placeholder = 'https://login.local';

/**
 * OAuth 2.0 client credentials for one environment, through MSAL, which caches a token until five minutes before its end and makes one
 * request of many callers. Neither secret nor token is ever logged.
 */
export class ClientCredentialsTokens implements TokenProvider {
  private readonly application: ConfidentialClientApplication;
  private readonly network: AuthorityNetwork;
  private current: { readonly token: string; readonly until: number } | undefined;

  constructor(
    credentials: ClientCredentials,
    private readonly environmentUrl: string,
  ) {
    const authority = credentials.authority.replace(/\/+$/, '');
    const local = authority.startsWith('http:');
    this.network = new AuthorityNetwork(local ? { from: placeholder, to: authority } : undefined);
    const named = local ? placeholder : authority;
    this.application = new ConfidentialClientApplication({
      auth: {
        clientId: credentials.clientId,
        authority: `${named}/${credentials.tenantId}`,
        knownAuthorities: [new URL(named).host],
        ...(credentials.certificate
          ? { clientCertificate: certificateOf(credentials.certificate) }
          : { clientSecret: credentials.secret ?? '' }),
      },
      system: {
        networkClient: this.network,
        loggerOptions: { logLevel: LogLevel.Error, piiLoggingEnabled: false, loggerCallback: () => undefined },
      },
    });
  }

  async token(refused?: string): Promise<string> {
    // Many requests learn of one bad token together: the first of them renews it, the others take what it got.
    const renew = refused !== undefined && (this.current === undefined || refused === this.current.token);
    if (renew) this.current = undefined;
    // MSAL takes about half a millisecond to find a token in its cache, and every request needs one.
    if (this.current && this.current.until > Date.now()) return this.current.token;
    try {
      const answer = await this.application.acquireTokenByClientCredential({
        scopes: [`${this.environmentUrl}/.default`],
        skipCache: renew,
      });
      if (!answer?.accessToken) throw new AuthorityRefused('The token endpoint answered without a token.');
      this.current = { token: answer.accessToken, until: (answer.expiresOn?.getTime() ?? 0) - marginMs };
      return answer.accessToken;
    } catch (error) {
      throw this.classified(error);
    }
  }

  /** By the status seen on the way, because MSAL words every failure alike. */
  private classified(error: unknown): Error {
    if (error instanceof AuthorityRefused) return error;
    const status = this.network.lastStatus;
    const text = error instanceof Error ? error.message : String(error);
    return status >= 400 && status < 500 && status !== 408 && status !== 429
      ? new AuthorityRefused(`The token endpoint refused the client credentials (${status}): ${text}`, { cause: error })
      : new AuthorityUnreachable(`No token could be had (${status === 0 ? 'no answer' : status}): ${text}`, { cause: error });
  }
}

const certificateOf = (pem: string): { thumbprintSha256: string; privateKey: string; x5c: string } => ({
  thumbprintSha256: new X509Certificate(pem).fingerprint256.replaceAll(':', ''),
  privateKey: /-----BEGIN [^-]*PRIVATE KEY-----[\s\S]+?-----END [^-]*PRIVATE KEY-----/.exec(pem)?.[0] ?? '',
  x5c: /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(pem)?.[0] ?? '',
});
