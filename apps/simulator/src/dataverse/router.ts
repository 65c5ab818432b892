import type { ODataRequest, ODataResponse } from '../odata/http';
import { parseQuery, type QueryOptions } from '../odata/query-options';
import { type PathSegment, parsePath } from '../odata/resource-path';
import type { Environment } from './environment';
import { DataverseError, failures } from './errors';
import { errorAnswer } from './error-answers';
import { serveMetadata } from './metadata-routes';
import { serveOperation } from './named-operations';
import type { Operation } from './operation';
import type { DataverseCaller } from './ports';
import { operationOf } from './request-operation';
import type { RowWriter } from './row-writer';
import { serveBatch } from './batch';
import { serveTable } from './table-routes';

/** One request on its way through the routes. */
export interface Route {
  readonly environment: Environment;
  readonly writer: RowWriter;
  readonly request: ODataRequest<DataverseCaller>;
  readonly operation: Operation;
  readonly options: QueryOptions;
  readonly segments: readonly PathSegment[];
  /** Absolute URL without query. */
  readonly address: string;
  readonly rawQuery: string;
}

const rootPattern = /^\/api\/data\/(v\d{1,2}\.\d{1,2})(?:\/([^]*))?$/;
const longestUrl = 32_768;
const longestUrlInBatch = 65_536;

/** Serves everything under `/api/data/`. Never throws. */
export class Router {
  constructor(
    private readonly environment: Environment,
    private readonly writer: RowWriter,
  ) {}

  handle(request: ODataRequest<DataverseCaller>): ODataResponse {
    const { statistics } = this.environment.dependencies;
    let response: ODataResponse;
    let table = '';
    try {
      const [path = '', rawQuery = ''] = cut(request.url.split('#')[0]!);
      if (request.url.length > (request.insideBatch === true ? longestUrlInBatch : longestUrl)) {
        throw new DataverseError(414, '0x80060888', 'The URL is longer than the service accepts.');
      }
      const root = rootPattern.exec(path);
      if (root === null) throw failures.noResource(`${request.origin}${path}`);
      const rest = root[2] ?? '';
      table = /^[^(/?]*/.exec(rest)![0];
      response = this.route(request, `${request.origin}/api/data/${root[1]!}`, rest, rawQuery);
    } catch (error) {
      response = errorAnswer(this.asShown(error, request), this.environment.newId(), request.headers['prefer']);
    }
    statistics.call({ method: request.method, table, status: response.status });
    if (request.insideBatch === true) return response;

    return { ...response, headers: { ...response.headers, 'x-ms-service-request-id': this.environment.newId() } };
  }

  /** Failed conditions have an empty code in the documentation, a code in practice. */
  private asShown(error: unknown, { headers }: ODataRequest<DataverseCaller>): unknown {
    const isConditional = headers['if-match'] !== undefined || (headers['if-none-match'] ?? 'null') !== 'null';
    const { faults } = this.environment.dependencies;
    if (!isConditional || !(error instanceof DataverseError) || (error.status !== 404 && error.status !== 412)) return error;

    return faults.emptyConditionalCodes?.() === true ? new DataverseError(error.status, '', error.message) : error;
  }

  private route(request: ODataRequest<DataverseCaller>, api: string, path: string, rawQuery: string): ODataResponse {
    const { environment, writer } = this;
    if (path === '$batch') return serveBatch(environment, request, api, (inner) => this.handle(inner));
    const options = parseQuery(rawQuery);
    const operation = operationOf(environment, request, api, options);
    const segments = parsePath(path);
    const route: Route = { environment, writer, request, operation, options, segments, address: `${api}/${path}`, rawQuery };
    const first = segments[0]?.name ?? '';
    if (environment.bySetName(first) !== undefined) return serveTable(route, environment.bySetName(first)!);

    return serveMetadata(route) ?? serveOperation(route);
  }
}

const cut = (url: string): [string, string] => {
  const question = url.indexOf('?');
  return question < 0 ? [url, ''] : [url.slice(0, question), url.slice(question + 1)];
};
