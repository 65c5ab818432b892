import type { Value } from '../odata/model';
import { failures } from './errors';

/** What a next link carries: where the page before it ended, and for a tracked walk, the versions it runs between. */
export interface PagingCookie {
  readonly page: number;
  readonly key?: string;
  readonly values?: readonly Value[];
  /** Tracked read: the version at its first page, from which its delta link starts. */
  readonly until?: number;
  /** Delta read: the version that the token named, how far pages have come, and whether they have reached the deletes. */
  readonly since?: number;
  readonly at?: number;
  readonly phase?: 'writes' | 'deletes';
}

/** The doubly encoded form of the Web API: a cookie element in the link, another one, encoded once more, inside it. */
export const writeCookie = (cookie: PagingCookie): string => {
  const position = JSON.stringify(cookie, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  const inner = `<cookie page="${cookie.page - 1}"><position last="${Buffer.from(position).toString('base64url')}" /></cookie>`;
  const escaped = encodeURIComponent(encodeURIComponent(inner)).replace(/%25[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
  const tracking = cookie.until === undefined ? 'False' : 'True';

  return `%3Ccookie%20pagenumber=%22${cookie.page}%22%20pagingcookie=%22${escaped}%22%20istracking=%22${tracking}%22%20/%3E`;
};

/** Reads a decoded `$skiptoken`. Throws `0x8004430A` for anything that is not one of ours. */
export const readCookie = (token: string): PagingCookie => {
  const inner = /pagingcookie="([^"]*)"/.exec(token)?.[1];
  try {
    const position = /last="([\w-]+)"/.exec(decodeURIComponent(inner ?? ''))?.[1] ?? '';
    const cookie = JSON.parse(Buffer.from(position, 'base64url').toString('utf8')) as PagingCookie;
    if (typeof cookie === 'object' && cookie !== null && Number.isInteger(cookie.page)) return cookie;
  } catch {
    // falls through to the answer that the service gives for every unreadable cookie
  }
  throw failures.cookieInvalid();
};
