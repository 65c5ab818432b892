import type { ODataRequest, ODataResponse } from '../../odata/http';
import type { Row } from '../../odata/model';
import { decodePart, type ExpandItem, parseQuery, type QueryOptions } from '../../odata/query-options';
import { relatedRow, relatedRows } from '../../odata/relations';
import type { Caller } from '../../shell/caller';
import { splitUrl } from '../../shell/url';
import type { FinanceTable } from '../definitions/finance-table';
import type { FinanceState } from '../finance-state';
import type { FinanceDependencies } from '../ports';
import { etagOf } from '../wire/etag';
import { faults, jsonType } from '../wire/finance-fault';
import { type RowShape, rowWriter, valueJson } from '../wire/row-writer';
import { isVisible } from '../write/record-writer';
import { CollectionReader, type ReadScope } from './collection-reader';
import { pageOf } from './paging';

/** Reads below `/data`: collections, single records, properties and navigation. Source: finance-api.md section 2. */
export class DataReader {
  private readonly collections: CollectionReader;

  constructor(
    private readonly state: FinanceState,
    private readonly dependencies: FinanceDependencies,
  ) {
    this.collections = new CollectionReader(state);
  }

  serviceDocument(origin: string): ODataResponse {
    const value = [...this.state.catalogue.tables()].map(({ entitySet }) => ({ name: entitySet, kind: 'EntitySet', url: entitySet }));
    return ok(JSON.stringify({ '@odata.context': `${origin}/data/$metadata`, value }));
  }

  collection(table: FinanceTable, request: ODataRequest<Caller>): ODataResponse {
    const options = this.optionsOf(request);
    const select = this.selectOf(table, options);
    const scope = this.scopeOf(request, options);
    const page = pageOf(request, options, this.dependencies.faults.switches().pageSize);
    // The first page alone is often all that is wanted; who asks for a second one will ask for more.
    const isFirst = page.skip === 0 && options.count !== true;
    const rows = isFirst
      ? this.collections.firstRows(table, options, scope, page.take + 1)
      : this.collections.rows(table, options, scope, queryIdentity(request));
    return this.writePage(table, rows, page, { options, select, scope, request, context: table.entitySet });
  }

  count(table: FinanceTable, request: ODataRequest<Caller>): ODataResponse {
    const options = this.optionsOf(request);
    const rows = this.collections.rows(table, options, this.scopeOf(request, options), queryIdentity(request));
    return { status: 200, headers: { 'Content-Type': 'text/plain', 'OData-Version': '4.0' }, body: String(rows.length) };
  }

  record(table: FinanceTable, key: string | undefined, rest: readonly string[], request: ODataRequest<Caller>): ODataResponse {
    const options = this.optionsOf(request);
    const scope = this.scopeOf(request, options);
    const row = this.find(table, key, scope);
    const [member, ...deeper] = rest;
    if (member === undefined) return this.writeRecord(table, row, options, scope, request, `${table.entitySet}`);
    const column = table.columns.get(member);
    if (column !== undefined) return this.writeProperty(table, row, column.name, deeper, request);
    const navigation = table.model.navigations.get(member);
    const target = navigation && this.state.catalogue.bySetName(navigation.target);
    if (navigation === undefined || target === undefined || deeper.length > 0) throw faults.noRoute(request.origin + request.url);
    if (navigation.cardinality === 'one') {
      const found = relatedRow(this.state.database, navigation, row);
      return found === undefined
        ? { status: 204, headers: { 'OData-Version': '4.0' }, body: '' }
        : this.writeRecord(target, found, options, scope, request, target.entitySet);
    }
    const rows = this.collections.among(target, relatedRows(this.state.database, navigation, row), options, scope);
    const page = pageOf(request, options, this.dependencies.faults.switches().pageSize);
    return this.writePage(target, rows, page, {
      options,
      select: this.selectOf(target, options),
      scope,
      request,
      context: target.entitySet,
    });
  }

  /** The entity as an answer to its own creation. */
  created(table: FinanceTable, row: Row, request: ODataRequest<Caller>): string {
    return recordJson(table, row, `${request.origin}/data/$metadata#${table.entitySet}/$entity`, shapeOf(request));
  }

  find(table: FinanceTable, key: string | undefined, scope: ReadScope): Row {
    const row = key === undefined ? undefined : this.state.storeOf(table).get(key);
    if (row === undefined || !isVisible(table, row, scope.user, scope.crossCompany)) throw faults.absentOnRead();
    return row;
  }

  optionsOf(request: ODataRequest<Caller>): QueryOptions {
    const options = parseQuery(splitUrl(request.url).query);
    const refused = [...options.given].find((name) => refusedOptions.has(name)) ?? options.unknown.find((name) => name !== '$format');
    if (refused !== undefined)
      throw faults.badQuery(`The query specified in the URI is not valid. The query option '${refused}' is not supported.`);
    return options;
  }

  scopeOf(request: ODataRequest<Caller>, options: QueryOptions): ReadScope {
    return {
      user: this.state.userOf(request.caller.clientId),
      crossCompany: options.custom.get('cross-company')?.toLowerCase() === 'true',
      allowFunctions: this.dependencies.faults.switches().filterFunctions === 'allow',
    };
  }

  forget(): void {
    this.collections.forget();
  }

  private writePage(table: FinanceTable, rows: readonly Row[], page: ReturnType<typeof pageOf>, how: PageContext): ODataResponse {
    const { options, select, request } = how;
    const shown = rows.slice(page.skip, page.skip + page.take);
    const shape = shapeOf(request);
    const write = rowWriter(table, { ...shape, select, extra: this.expansion(table, options, how.scope, request) });
    const members: string[] = [];
    if (!shape.bare)
      members.push(
        `"@odata.context":${JSON.stringify(`${request.origin}/data/$metadata#${how.context}${this.projection(table, options, select)}`)}`,
      );
    if (options.count === true) members.push(`"@odata.count":${rows.length}`);
    members.push(`"value":[${shown.map(write).join(',')}]`);
    const next = page.nextLink(rows.length);
    if (next !== undefined) members.push(`"@odata.nextLink":${JSON.stringify(next)}`);
    return ok(`{${members.join(',')}}`, {
      'Content-Type': contentType(shape),
      ...(page.applied === undefined ? {} : { 'Preference-Applied': page.applied }),
    });
  }

  private writeRecord(
    table: FinanceTable,
    row: Row,
    options: QueryOptions,
    scope: ReadScope,
    request: ODataRequest<Caller>,
    context: string,
  ): ODataResponse {
    const select = this.selectOf(table, options);
    const link = `${request.origin}/data/$metadata#${context}${this.projection(table, options, select)}/$entity`;
    const shape = { ...shapeOf(request), select, extra: this.expansion(table, options, scope, request) };
    return ok(recordJson(table, row, link, shape), { 'Content-Type': contentType(shape), ETag: etagOf(row) });
  }

  private writeProperty(
    table: FinanceTable,
    row: Row,
    name: string,
    deeper: readonly string[],
    request: ODataRequest<Caller>,
  ): ODataResponse {
    const value = valueJson(table.columns.get(name)!, row[name]);
    if (deeper.length === 1 && deeper[0] === '$value') {
      return {
        status: 200,
        headers: { 'Content-Type': 'text/plain', 'OData-Version': '4.0' },
        body: value.startsWith('"') ? (JSON.parse(value) as string) : value,
      };
    }
    if (deeper.length > 0) throw faults.noRoute(request.origin + request.url);
    const path = decodePart(splitUrl(request.url).path.replace(/^\/data\//, ''));
    return ok(`{"@odata.context":${JSON.stringify(`${request.origin}/data/$metadata#${path}`)},"value":${value}}`);
  }

  private selectOf(table: FinanceTable, options: QueryOptions): ReadonlySet<string> | undefined {
    if (options.select === undefined || options.select.includes('*')) return undefined;
    for (const name of options.select) {
      if (!table.columns.has(name) && !table.model.navigations.has(name)) {
        throw faults.badQuery(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.DataEntities.${table.entityType}'.`);
      }
    }
    return new Set(options.select);
  }

  /** `(Key,Lines,Lines(A,B))` of a context URL. */
  private projection(table: FinanceTable, options: QueryOptions, select: ReadonlySet<string> | undefined): string {
    const expanded = (options.expand ?? []).flatMap(({ name, options: inner }) => [
      name,
      ...(inner.select ? [`${name}(${inner.select.join(',')})`] : []),
    ]);
    const names = [...(select ?? []), ...(select === undefined && expanded.length > 0 ? table.columns.keys() : [])];
    return select === undefined && expanded.length === 0 ? '' : `(${[...names, ...expanded].join(',')})`;
  }

  private expansion(table: FinanceTable, options: QueryOptions, scope: ReadScope, request: ODataRequest<Caller>): RowShape['extra'] {
    if (options.expand === undefined) return undefined;
    const writers = options.expand.map((item) => this.expandOne(table, item, scope, request));
    return (row) => writers.map((write) => write(row));
  }

  private expandOne(table: FinanceTable, item: ExpandItem, scope: ReadScope, request: ODataRequest<Caller>): (row: Row) => string {
    const navigation = table.model.navigations.get(item.name);
    const target = navigation && this.state.catalogue.bySetName(navigation.target);
    if (navigation === undefined || target === undefined) {
      throw faults.badQuery(
        `Could not find a property named '${item.name}' on type 'Microsoft.Dynamics.DataEntities.${table.entityType}'.`,
      );
    }
    if (item.options.expand !== undefined || item.suffix !== undefined) {
      throw faults.badQuery('The query specified in the URI is not valid. Only the first level of $expand is supported.');
    }
    const write = rowWriter(target, { ...shapeOf(request), select: this.selectOf(target, item.options) });
    const name = JSON.stringify(item.name);
    if (navigation.cardinality === 'one') {
      return (row) => {
        const found = relatedRow(this.state.database, navigation, row);
        return `${name}:${found === undefined ? 'null' : write(found)}`;
      };
    }
    return (row) => {
      const { skip = 0, top = Infinity } = item.options;
      const found = this.collections.among(target, relatedRows(this.state.database, navigation, row), item.options, scope);
      return `${name}:[${found
        .slice(skip, skip + top)
        .map(write)
        .join(',')}]`;
    };
  }
}

interface PageContext {
  readonly options: QueryOptions;
  readonly select: ReadonlySet<string> | undefined;
  readonly scope: ReadScope;
  readonly request: ODataRequest<Caller>;
  readonly context: string;
}

const refusedOptions: ReadonlySet<string> = new Set(['$apply', '$search', '$compute', '$skiptoken', '$deltatoken']);

/** What makes two reads the same but for the page: `$skip`, `$top`, `$select`, `$count` and `$expand` do not choose or order rows. */
const queryIdentity = ({ url }: ODataRequest<Caller>): string =>
  splitUrl(url)
    .query.split('&')
    .filter((pair) => /^(\$|%24)(filter|orderby)=/i.test(pair) || pair.startsWith('@'))
    .join('&');

const shapeOf = (request: ODataRequest<Caller>): RowShape => {
  const accept = request.headers['accept'] ?? '';
  if (/odata\.metadata=full/i.test(accept)) return { full: { origin: request.origin } };
  return /odata\.metadata=none/i.test(accept) ? { bare: true } : {};
};

/** `Accept` chose how much comes along, and the answer says so. */
const contentType = ({ full, bare }: RowShape): string =>
  full === undefined && bare !== true ? jsonType : jsonType.replace('minimal', bare === true ? 'none' : 'full');

const recordJson = (table: FinanceTable, row: Row, context: string, shape: RowShape): string => {
  const json = rowWriter(table, shape)(row);
  return shape.bare ? json : `{"@odata.context":${JSON.stringify(context)}${json === '{}' ? '}' : `,${json.slice(1)}`}`;
};

const ok = (body: string, headers: Readonly<Record<string, string>> = {}): ODataResponse => ({
  status: 200,
  headers: { 'Content-Type': jsonType, 'OData-Version': '4.0', ...headers },
  body,
});
