import type { ODataRequest } from '../../odata/http';
import { splitUrl } from '../../shell/url';
import type { QueryOptions } from '../../odata/query-options';

export interface Page {
  readonly skip: number;
  readonly take: number;
  /** `Preference-Applied`, when the caller chose the page size. */
  readonly applied?: string;
  /** Absolute link to the next page, given how many rows there are before `$skip`; undefined on the last page. */
  readonly nextLink: (total: number) => string | undefined;
}

/**
 * A page has at most 10,000 rows; the next link repeats the query with a `$skip`, and what is left of `$top`. `Prefer:
 * odata.maxpagesize` from 1 to 10,000 makes pages smaller. Source: finance-api.md 2.2 and 2.8.
 */
export const pageOf = (request: ODataRequest, { skip = 0, top = Infinity }: QueryOptions, pageSize: number): Page => {
  const preferred = Number(/(?:^|[\s,;])odata\.maxpagesize\s*=\s*(\d+)/i.exec(request.headers['prefer'] ?? '')?.[1] ?? '');
  const honoured = preferred >= 1 && preferred <= 10_000;
  const most = honoured ? Math.min(preferred, pageSize) : pageSize;
  const take = Math.min(top, most);
  return {
    skip,
    take,
    applied: honoured ? `odata.maxpagesize=${preferred}` : undefined,
    nextLink: (total) => {
      const seen = skip + take;
      if (top <= take || seen >= total) return undefined;
      return linkTo(request, seen, Number.isFinite(top) ? top - take : undefined);
    },
  };
};

const linkTo = (request: ODataRequest, skip: number, top: number | undefined): string => {
  const { path, query } = splitUrl(request.url);
  const kept = query.split('&').filter((pair) => pair !== '' && !/^(\$|%24)(skip|top)=/i.test(pair));
  const pairs = [...kept, `$skip=${skip}`, ...(top === undefined ? [] : [`$top=${top}`])];
  return `${request.origin}${path}?${pairs.join('&')}`;
};
