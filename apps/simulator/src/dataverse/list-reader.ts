import type { ODataResponse } from '../odata/http';
import type { Row } from '../odata/model';
import { countRows, matchingRows, positionOf, type Query } from '../odata/query';
import type { QueryOptions } from '../odata/query-options';
import { jsonAnswer, textAnswer } from './answers';
import type { DataverseTable } from './dataverse-model';
import { failures } from './errors';
import { checkExpand, expandedMembers } from './expand';
import { type Operation, preferenceApplied } from './operation';
import { readCookie, writeCookie } from './paging-cookie';
import { resolveQuery } from './query-resolution';
import { contextOf } from './read-context';
import { type Annotations, rowMembers, wantedAnnotations } from './row-json';
import { referencedLookups, selectColumns } from './selection';

/** A query to an entity set or to a collection-valued navigation property. */
export interface ListRequest {
  readonly operation: Operation;
  readonly table: DataverseTable;
  readonly options: QueryOptions;
  /** Absolute URL without query, and the query as it came, for the next link. */
  readonly address: string;
  readonly rawQuery: string;
  /** Members of a collection; all rows of the table when absent. */
  readonly among?: readonly Row[];
  /** The lookup that points back from the members of a collection. */
  readonly backLookup?: string;
}

export const largestPage = 5_000;
const largestCount = 5_000;

export const readList = (request: ListRequest): ODataResponse => {
  const { operation, table, options } = request;
  const { environment, api, preferences } = operation;
  checkExpand(table, options, operation);
  const query = queryOf(request);
  const annotations = wantedAnnotations(preferences.annotations);
  const size = pageSize(operation, options);
  const cookie = options.skiptoken === undefined ? undefined : readCookie(options.skiptoken);
  const after = cookie?.key === undefined ? undefined : { key: cookie.key, values: cookie.values ?? [] };
  const write = rowWriter(request, annotations);
  let values = '';
  let count = 0;
  let last: Row | undefined;
  let more = false;
  for (const row of matchingRows(environment.database, query, after)) {
    if (count === size) {
      more = true;
      break;
    }
    values += count === 0 ? write(row) : `,${write(row)}`;
    last = row;
    count += 1;
  }
  let body = `{${contextOf(api, table, options)}${countMembers(request, query, annotations)},"value":[${values}]`;
  if (more && last !== undefined && !isTopAlone(operation, options)) {
    const position = positionOf(environment.database, query, last);
    const link = nextLink(request, writeCookie({ page: (cookie?.page ?? 1) + 1, key: position.key, values: position.values }));
    body += `,"@odata.nextLink":${JSON.stringify(link)}`;
  }
  return jsonAnswer(200, `${body}}`, appliedPreferences(operation));
};

/** `set/$count`, honouring `$filter`. */
export const readCount = (request: ListRequest): ODataResponse =>
  textAnswer(`\ufeff${countRows(request.operation.environment.database, queryOf(request), largestCount)}`);

const queryOf = ({ operation, table, options, among, address, rawQuery }: ListRequest): Query => ({
  table: operation.environment.store(table),
  ...resolveQuery(operation, table, options),
  ...(among === undefined ? {} : { among }),
  identity: `${address}?${keptOptions(rawQuery).join('&')}`,
});

export const rowWriter = ({ operation, table, options, backLookup }: ListRequest, annotations: Annotations): ((row: Row) => string) => {
  const selection = selectColumns(table, options.select, [
    ...(backLookup === undefined ? [] : [backLookup]),
    ...referencedLookups(table, options),
  ]);
  const { environment } = operation;
  if (options.expand === undefined) return (row) => `{${rowMembers(environment, table, row, selection, annotations)}}`;

  return (row) =>
    `{${rowMembers(environment, table, row, selection, annotations)}${expandedMembers(operation, table, row, options, annotations)}}`;
};

export const pageSize = ({ preferences }: Operation, options: QueryOptions): number => {
  if (preferences.pageSize !== undefined && preferences.pageSize > 0) return Math.min(preferences.pageSize, largestPage);

  return Math.min(options.top ?? largestPage, largestPage);
};

/** `$top` without a page size ends the answer there, without a link. */
const isTopAlone = ({ preferences }: Operation, { top }: QueryOptions): boolean =>
  top !== undefined && top <= largestPage && preferences.pageSize === undefined;

export const appliedPreferences = ({ preferences }: Operation): Record<string, string> =>
  preferenceApplied([
    preferences.pageSize !== undefined && `odata.maxpagesize=${preferences.pageSize}`,
    preferences.annotations.length > 0 && `odata.include-annotations="${preferences.annotations.join(',')}"`,
    preferences.trackChanges && 'odata.track-changes',
  ]);

export const nextLink = ({ address, rawQuery }: Pick<ListRequest, 'address' | 'rawQuery'>, cookie: string): string =>
  `${address}?${[...keptOptions(rawQuery), `$skiptoken=${cookie}`].join('&')}`;

/** The options as they came, paging and delta tokens left out. */
export const keptOptions = (rawQuery: string): string[] =>
  rawQuery.split('&').filter((pair) => pair !== '' && !/^(?:\$|%24)(?:skiptoken|deltatoken)=/i.test(pair));

const countMembers = ({ operation, options }: ListRequest, query: Query, annotations: Annotations): string => {
  let text = '';
  let total = -1;
  let exceeded = false;
  if (options.count === true) {
    const found = countRows(operation.environment.database, query, largestCount + 1);
    exceeded = found > largestCount;
    total = Math.min(found, largestCount);
    text += `,"@odata.count":${total}`;
  }
  const put = (name: string, json: string | number | boolean): void => {
    text += `,"@Microsoft.Dynamics.CRM.${name}":${json}`;
  };
  if (annotations.totalCount) put('totalrecordcount', total);
  if (annotations.limitExceeded) put('totalrecordcountlimitexceeded', exceeded);
  if (annotations.metadataVersion) put('globalmetadataversion', `"${operation.environment.metadataVersion}"`);
  return text;
};

const refused = ['$skip', '$search', '$format', '$compute'];

/** Options that Dataverse does not know, or not on lists. */
export const checkOptions = (options: QueryOptions): void => {
  for (const name of [...refused, ...options.unknown]) {
    if (options.given.has(name)) throw failures.unsupported(`The query parameter ${name} is not supported`);
  }
};
