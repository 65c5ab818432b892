import type { ODataResponse } from '../odata/http';
import type { Row } from '../odata/model';
import { jsonAnswer, textAnswer } from './answers';
import type { DataverseTable } from './dataverse-model';
import { fixedIds } from './environment';
import { failures } from './errors';
import { appliedPreferences, keptOptions, type ListRequest, nextLink, pageSize, rowWriter } from './list-reader';
import type { Operation } from './operation';
import { type PagingCookie, readCookie, writeCookie } from './paging-cookie';
import { contextOf } from './read-context';
import { wantedAnnotations } from './row-json';

/** Whether the request walks a tracked read or a delta: section 6. */
export const isTracked = ({ operation, options }: ListRequest): boolean =>
  options.deltatoken !== undefined ||
  (options.skiptoken !== undefined ? /istracking="True"/i.test(options.skiptoken) : operation.preferences.trackChanges);

export const readTracked = (request: ListRequest): ODataResponse => {
  const { table, options } = request;
  checkTracked(table, options.given);
  const cookie = options.skiptoken === undefined ? undefined : readCookie(options.skiptoken);
  const since = options.deltatoken === undefined ? cookie?.since : readToken(request.operation, table, options.deltatoken);
  if (since !== undefined) return deltaPage(request, cookie ?? { page: 1 }, since);

  return initialPage(request, cookie);
};

/** `set/$count?$deltatoken=...`: how many changes there are. */
export const countChanges = ({ operation, table, options }: ListRequest): ODataResponse => {
  const since = readToken(operation, table, options.deltatoken!);
  const store = operation.environment.store(table);

  return textAnswer(`\ufeff${[...store.writesAfter(since)].length + [...store.deletesAfter(since)].length}`);
};

const checkTracked = (table: DataverseTable, given: ReadonlySet<string>): void => {
  if (!table.changeTracking) throw failures.trackingOff(table.logicalName);
  for (const option of ['$filter', '$orderby', '$expand', '$top', '$apply']) {
    if (given.has(option)) throw failures.notWithTracking(option);
  }
};

/** First read: all rows in key order; the delta link starts from the version at the first page, so that nothing is missed. */
const initialPage = (request: ListRequest, cookie: PagingCookie | undefined): ODataResponse => {
  const { environment } = request.operation;
  const until = cookie?.until ?? environment.database.currentVersion;
  const size = pageSize(request.operation, request.options);
  const write = rowWriter(request, wantedAnnotations(request.operation.preferences.annotations));
  const values: string[] = [];
  let last: Row | undefined;
  let next: string | undefined;
  for (const row of environment.store(request.table).scan(cookie?.key)) {
    if (values.length === size) {
      next = writeCookie({ page: (cookie?.page ?? 1) + 1, key: String(last![request.table.primaryId]), until });
      break;
    }
    values.push(write(row));
    last = row;
  }
  return answer(request, '', values, next, until);
};

/** Rows written since, in version order, then deletes. Each page goes on where the one before it ended, at a version. */
const deltaPage = (request: ListRequest, cookie: PagingCookie, since: number): ODataResponse => {
  const { operation, table } = request;
  const store = operation.environment.store(table);
  const until = cookie.until ?? operation.environment.database.currentVersion;
  const size = pageSize(operation, request.options);
  const values: string[] = [];
  const goOn = (phase: 'writes' | 'deletes', at: number) => writeCookie({ page: cookie.page + 1, since, until, phase, at });
  let at = cookie.phase === 'writes' ? cookie.at! : since;
  if (cookie.phase !== 'deletes') {
    const write = rowWriter(request, wantedAnnotations(operation.preferences.annotations));
    for (const { row, version } of store.writesAfter(at)) {
      if (values.length === size) return answer(request, '/$delta', values, goOn('writes', at), until);
      values.push(write(row));
      at = version;
    }
  }
  at = cookie.phase === 'deletes' ? cookie.at! : since;
  const context = JSON.stringify(`${operation.api}/$metadata#${table.entitySet}/$deletedEntity`);
  for (const { key, version } of store.deletesAfter(at)) {
    if (values.length === size) return answer(request, '/$delta', values, goOn('deletes', at), until);
    values.push(`{"@odata.context":${context},"id":"${key}","reason":"deleted"}`);
    at = version;
  }
  return answer(request, '/$delta', values, undefined, until);
};

const answer = (
  request: ListRequest,
  suffix: string,
  values: readonly string[],
  next: string | undefined,
  until: number,
): ODataResponse => {
  const { operation, table, options, address, rawQuery } = request;
  const context = contextOf(operation.api, table, options, suffix);
  const token = `$deltatoken=${writeToken(until, operation.environment.dependencies.clock.now())}`;
  const body =
    next === undefined
      ? `{${context},"@odata.deltaLink":${JSON.stringify(`${address}?${[...keptOptions(rawQuery), token].join('&')}`)},"value":[${values.join(',')}]}`
      : `{${context},"value":[${values.join(',')}],"@odata.nextLink":${JSON.stringify(nextLink(request, next))}}`;

  return jsonAnswer(200, body, appliedPreferences(operation));
};

/** `4711398!03/14/2026 09:26:53`, percent-encoded. */
const writeToken = (version: number, now: number): string => {
  const iso = new Date(now).toISOString();

  return `${version}%21${iso.slice(5, 7)}%2f${iso.slice(8, 10)}%2f${iso.slice(0, 4)}%20${iso.slice(11, 19).replaceAll(':', '%3a')}`;
};

const tokenPattern = /^(\d{1,15})!(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/;

const readToken = ({ environment }: Operation, table: DataverseTable, token: string): number => {
  const match = tokenPattern.exec(token);
  if (match === null) throw failures.invalidArgument(`The delta token '${token.slice(0, 100)}' is not valid.`);
  if (!table.changeTracking) throw failures.trackingOff(table.logicalName);
  const version = Number(match[1]);
  const issued = Date.parse(`${match[4]}-${match[2]}-${match[3]}T${match[5]}Z`);
  const organization = environment.store(environment.byType('organization')!).get(fixedIds.organization);
  const days = Number(organization?.['expirechangetrackingindays'] ?? 7);
  const age = environment.dependencies.clock.now() - issued;
  if (Number.isNaN(issued) || age > days * 86_400_000 || environment.tokenIsExpired(table, version)) throw failures.tokenExpired();

  return version;
};
