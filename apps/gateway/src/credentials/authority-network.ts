import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { request, type Dispatcher } from 'undici';

/**
 * MSAL's way to the token endpoint. MSAL refuses an authority that is not https, so a local one is named `https://<placeholder>/` to it and
 * mapped to its real address here. Remembers the status of the last answer, because MSAL calls a 503 `invalid_client` too.
 */
export class AuthorityNetwork implements INetworkModule {
  lastStatus = 0;

  /** `mapped` replaces the beginning `from` of a URL by `to`. */
  constructor(private readonly mapped?: { readonly from: string; readonly to: string }) {}

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.send<T>('GET', url, options);
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.send<T>('POST', url, options);
  }

  private async send<T>(method: 'GET' | 'POST', url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    this.lastStatus = 0;
    const answer: Dispatcher.ResponseData = await request(this.realAddress(url), {
      method,
      headers: options?.headers ?? {},
      body: method === 'POST' ? (options?.body ?? '') : null,
      headersTimeout: 30_000,
      bodyTimeout: 30_000,
    });
    this.lastStatus = answer.statusCode;
    const text = await answer.body.text();
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(answer.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
    return { status: answer.statusCode, headers, body: this.placeholderNames(text) as T };
  }

  private realAddress(url: string): string {
    return this.mapped && url.startsWith(this.mapped.from) ? this.mapped.to + url.slice(this.mapped.from.length) : url;
  }

  /** Endpoints in the discovery document carry the real address, which MSAL would refuse: they get the placeholder's name. */
  private placeholderNames(text: string): unknown {
    const body = this.mapped ? text.replaceAll(this.mapped.to, this.mapped.from) : text;
    return body === '' ? {} : JSON.parse(body);
  }
}
