import { isJsonObject, type JsonObject, type JsonValue, readJson } from '../odata/json-reader';
import type { ODataRequest, ODataResponse } from '../odata/http';
import type { Row } from '../odata/model';
import type { Caller } from '../shell/caller';
import { splitUrl } from '../shell/url';
import type { BatchHost } from './batch/batch-host';
import { runJsonBatch } from './batch/json-batch';
import { runMultipartBatch } from './batch/multipart-batch';
import type { FinanceTable } from './definitions/finance-table';
import type { FinanceState } from './finance-state';
import { csdlDocument } from './metadata/csdl-document';
import type { FinanceDependencies } from './ports';
import { DataReader } from './read/data-reader';
import { actionOf, readResource, type Resource } from './read/resource';
import type { TableActions } from './services/table-actions';
import { etagOf } from './wire/etag';
import { faults, jsonType } from './wire/finance-fault';
import { keyPredicate } from './wire/row-writer';
import type { RecordWriter, WriteScope } from './write/record-writer';

type SystemActionHandler = (set: string, action: string, body: JsonObject, request: ODataRequest<Caller>) => ODataResponse | undefined;

/** `/data`: routes a request to reading, writing, actions or a batch. Throws `FinanceFault` and `ODataProblem`. */
export class DataService {
  private readonly reader: DataReader;

  constructor(
    private readonly state: FinanceState,
    dependencies: FinanceDependencies,
    private readonly writer: RecordWriter,
    private readonly actions: TableActions,
    private readonly systemAction: SystemActionHandler,
    private readonly batchHost: BatchHost,
  ) {
    this.reader = new DataReader(state, dependencies);
  }

  /** The name a call is counted under. */
  static tableOf(resource: Resource | undefined, path: string): string {
    if (resource === undefined) return path.replace(/^\/data\/?/, '').split(/[(/]/, 1)[0] ?? '';
    if ('table' in resource) return resource.table.entitySet;
    if ('set' in resource) return resource.set;
    return resource.kind === 'service' ? '' : `$${resource.kind}`;
  }

  resourceOf(url: string): Resource | undefined {
    return readResource(splitUrl(url).path.replace(/^\/data\/?/, ''), this.state.catalogue);
  }

  answer(resource: Resource | undefined, request: ODataRequest<Caller>): ODataResponse {
    const method = methodOf(request);
    if (resource === undefined) throw faults.noRoute(request.origin + request.url);
    switch (resource.kind) {
      case 'service':
        return only('GET', method, () => this.reader.serviceDocument(request.origin));
      case 'metadata':
        return only('GET', method, () => ({
          status: 200,
          headers: { 'Content-Type': 'application/xml', 'OData-Version': '4.0' },
          body: csdlDocument(this.state.catalogue),
        }));
      case 'batch':
        return only('POST', method, () => this.batch(request));
      case 'count':
        return only('GET', method, () => this.reader.count(resource.table, request));
      case 'collection':
        if (method === 'POST') return this.create(resource.table, request);
        return only('GET', method, () => this.reader.collection(resource.table, request));
      case 'record':
        return this.record(resource, method, request);
      case 'set-action':
        return only('POST', method, () => this.actions.onSet(resource.table, resource.action, bodyOf(request), request.origin));
      case 'system-action': {
        const answer = only('POST', method, () => this.systemAction(resource.set, resource.action, bodyOf(request), request));
        if (answer === undefined) throw faults.noRoute(request.origin + request.url);
        return answer;
      }
    }
  }

  forget(): void {
    this.reader.forget();
  }

  private batch(request: ODataRequest<Caller>): ODataResponse {
    return /^\s*application\/json\b/i.test(request.headers['content-type'] ?? '')
      ? runJsonBatch(request, this.batchHost)
      : runMultipartBatch(request, this.batchHost);
  }

  private create(table: FinanceTable, request: ODataRequest<Caller>): ODataResponse {
    const row = this.writer.create(table, bodyOf(request), this.writeScope(request));
    const headers = {
      'Content-Type': jsonType,
      'OData-Version': '4.0',
      ETag: etagOf(row),
      Location: locationOf(table, row, request.origin),
    };
    // Only on request: finance-api.md promises the entity, and OData's preference to leave it out is a standard one.
    if (/return=minimal/i.test(request.headers['prefer'] ?? '')) {
      return {
        status: 204,
        headers: {
          'OData-Version': '4.0',
          Location: headers.Location,
          'OData-EntityId': headers.Location,
          'Preference-Applied': 'return=minimal',
        },
        body: '',
      };
    }
    return { status: 201, headers, body: this.reader.created(table, row, request) };
  }

  private record(resource: Extract<Resource, { kind: 'record' }>, method: string, request: ODataRequest<Caller>): ODataResponse {
    const { table, key, rest } = resource;
    const action = rest.length === 1 ? actionOf(rest[0]!) : undefined;
    if (action !== undefined) {
      return only('POST', method, () =>
        this.actions.onRecord(
          table,
          action,
          this.reader.find(table, key, this.reader.scopeOf(request, this.reader.optionsOf(request))),
          bodyOf(request),
          request.origin,
        ),
      );
    }
    if (rest.includes('$ref')) throw faults.notImplemented('The simulator of Finance has no $ref: write the columns of the reference.');
    if (method === 'GET') return this.reader.record(table, key, rest, request);
    if (rest.length > 0) throw faults.methodNotAllowed(method);
    const noContent = { status: 204, headers: { 'OData-Version': '4.0' }, body: '' };
    const ifMatch = request.headers['if-match'];
    if (method === 'PATCH' || method === 'PUT') {
      this.writer.update(table, key, bodyOf(request), this.writeScope(request), ifMatch);
      return noContent;
    }
    if (method === 'DELETE') {
      this.writer.delete(table, key, this.writeScope(request), ifMatch);
      return noContent;
    }
    throw faults.methodNotAllowed(method);
  }

  private writeScope(request: ODataRequest<Caller>): WriteScope {
    const { user, crossCompany } = this.reader.scopeOf(request, this.reader.optionsOf(request));
    const quotedDecimals = /IEEE754Compatible=true/i.test(request.headers['content-type'] ?? '');
    return { user, crossCompany, objectId: request.caller.objectId, quotedDecimals };
  }
}

/** Some clients tunnel PATCH through POST. */
const methodOf = ({ method, headers }: ODataRequest): string =>
  method === 'POST' && headers['x-http-method'] ? headers['x-http-method'].toUpperCase() : method;

const only = <Result>(wanted: string, method: string, work: () => Result): Result => {
  if (method !== wanted) throw faults.methodNotAllowed(method);
  return work();
};

const bodyOf = (request: ODataRequest): JsonObject => {
  if (request.body.length === 0) return {};
  const value: JsonValue = readJson(request.body.toString('utf8'));
  if (!isJsonObject(value)) throw faults.badBody('The payload must be a JSON object.');
  return value;
};

const locationOf = (table: FinanceTable, row: Row, origin: string): string =>
  `${origin}/data/${table.entitySet}(${keyPredicate(table, row)})`;
