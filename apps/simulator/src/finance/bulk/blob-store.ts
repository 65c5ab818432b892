import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ODataRequest, ODataResponse } from '../../odata/http';
import { decodePart } from '../../odata/query-options';
import { splitUrl } from '../../shell/url';

interface Blob {
  readonly content: Buffer;
  readonly expiresAtMs: number;
}

/** Blobs live seven days: finance-api.md 4.1. */
const LIFE_MS = 7 * 24 * 3600 * 1000;

/** What stands for the storage account behind data packages: `PUT` and `GET` with a signature in the URL instead of a token. */
export class BlobStore {
  private readonly secret = randomBytes(32);
  private readonly blobs = new Map<string, Blob>();

  constructor(private readonly nowMs: () => number) {}

  /** A URL at which a blob of this name can be written and read for seven days. */
  urlOf(name: string, origin: string): string {
    const expires = this.nowMs() + LIFE_MS;
    const se = new Date(expires).toISOString();
    return `${origin}/dmf/${encodeURIComponent(name)}?sv=2014-02-14&sr=b&sig=${encodeURIComponent(this.sign(name, se))}&se=${encodeURIComponent(se)}&sp=rw`;
  }

  put(name: string, content: Buffer): void {
    this.blobs.set(name, { content, expiresAtMs: this.nowMs() + LIFE_MS });
  }

  get(name: string): Buffer | undefined {
    const blob = this.blobs.get(name);
    return blob !== undefined && blob.expiresAtMs > this.nowMs() ? blob.content : undefined;
  }

  /** The blob that a URL of ours names, if its signature is right; other hosts are out of reach. */
  byUrl(url: string): Buffer | undefined {
    if (!URL.canParse(url)) return undefined;
    const { pathname, search } = new URL(url);
    const name = this.authorized(pathname, search.slice(1));
    return name === undefined ? undefined : this.get(name);
  }

  serve(request: ODataRequest<undefined>): ODataResponse {
    const { path, query } = splitUrl(request.url);
    const name = this.authorized(path, query);
    if (name === undefined)
      return refusal(
        403,
        'AuthenticationFailed',
        'Server failed to authenticate the request. Make sure the value of the signature is correct and has not expired.',
      );
    if (request.method === 'PUT') return this.receive(name, request);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refusal(405, 'UnsupportedHttpVerb', 'The resource does not support the specified HTTP verb.');
    const content = this.get(name);
    if (content === undefined) return refusal(404, 'BlobNotFound', 'The specified blob does not exist.');
    return { status: 200, headers: { 'Content-Type': 'application/octet-stream', 'x-ms-blob-type': 'BlockBlob' }, body: content };
  }

  clear(): void {
    this.blobs.clear();
  }

  private receive(name: string, request: ODataRequest<undefined>): ODataResponse {
    if (request.headers['x-ms-blob-type'] !== 'BlockBlob') {
      return refusal(
        400,
        'MissingRequiredHeader',
        'An HTTP header that is mandatory for this request is not specified: x-ms-blob-type must be BlockBlob.',
      );
    }
    this.put(name, request.body);
    return { status: 201, headers: {}, body: '' };
  }

  private authorized(path: string, query: string): string | undefined {
    const options = new URLSearchParams(query);
    const encoded = /^\/dmf\/([^/]+)$/.exec(path)?.[1];
    const expires = options.get('se');
    if (encoded === undefined || expires === null || Date.parse(expires) <= this.nowMs()) return undefined;
    const name = decodePart(encoded);
    const expected = Buffer.from(this.sign(name, expires));
    const given = Buffer.from(options.get('sig') ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected) ? name : undefined;
  }

  private sign(name: string, expires: string): string {
    return createHmac('sha256', this.secret).update(`${name}\n${expires}`).digest('base64');
  }
}

const refusal = (status: number, code: string, message: string): ODataResponse => ({
  status,
  headers: { 'Content-Type': 'application/xml', 'x-ms-error-code': code },
  body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
});
