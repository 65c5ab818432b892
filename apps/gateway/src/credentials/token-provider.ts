/** Bearer tokens for one environment. */
export interface TokenProvider {
  /**
   * A valid access token; `refused` is one that the environment would not take: never answered again.
   * Throws `AuthorityRefused` or `AuthorityUnreachable`.
   */
  token(refused?: string): Promise<string>;
}

/** The token endpoint said no. To mend: check tenant, client id, secret or certificate, and their expiry. */
export class AuthorityRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AuthorityRefused';
  }
}

/** The token endpoint could not be reached, or is unwell: tried again by itself. */
export class AuthorityUnreachable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AuthorityUnreachable';
  }
}
