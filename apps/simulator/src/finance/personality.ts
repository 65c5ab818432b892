import { randomUUID } from 'node:crypto';
import { ControlRefusal } from '../control/control-refusal';
import { isObject, type JsonObject } from '../control/read-body';
import { ODataProblem, type ODataRequest, type ODataResponse } from '../odata/http';
import type { Row, Value } from '../odata/model';
import { rowKey } from '../odata/row-key';
import { type BusinessRule, RuleRefusal } from '../odata/rules';
import type { StoreConstraint } from '../odata/table-store';
import type { JsonObject as JsonBody } from '../odata/json-reader';
import type { Caller } from '../shell/caller';
import { splitUrl } from '../shell/url';
import { BulkService } from './bulk/bulk-service';
import { DataService } from './data-service';
import type { FinanceTable } from './definitions/finance-table';
import { EventHub } from './events/event-hub';
import { FinanceState } from './finance-state';
import { MetadataService } from './metadata/metadata-service';
import type { EventSubscription, Finance, FinanceDependencies, FinanceUser } from './ports';
import { RecordLoader } from './record-loader';
import { answerCustomService } from './services/custom-services';
import { actionAnswer } from './services/action-answer';
import { TableActions } from './services/table-actions';
import { FinanceFault, faultResponse, faults } from './wire/finance-fault';
import { keyPredicate } from './wire/row-writer';
import { translate } from './wire/translate';
import { type CommittedWrite, RecordWriter } from './write/record-writer';

/** Object id of nobody: what the system itself writes is written by. */
const SYSTEM = '00000000-0000-0000-0000-000000000000';

/** The Finance personality: thin over the core, generic over tables. */
export class FinancePersonality implements Finance {
  private readonly state: FinanceState;
  private readonly events: EventHub;
  private readonly loader: RecordLoader;
  private readonly writer: RecordWriter;
  private readonly data: DataService;
  private readonly metadata: MetadataService;
  readonly bulk: BulkService;

  constructor(private readonly dependencies: FinanceDependencies) {
    this.state = new FinanceState(dependencies.random);
    this.events = new EventHub(this.state, dependencies);
    this.loader = new RecordLoader(this.state);
    this.writer = new RecordWriter(this.state, dependencies, (write) => this.committed(write));
    this.metadata = new MetadataService(this.state);
    this.bulk = new BulkService(this.state, this.writer, dependencies);
    this.data = new DataService(
      this.state,
      dependencies,
      this.writer,
      new TableActions(dependencies),
      (...call) => this.systemAction(...call),
      {
        handle: (request) => this.batchItem(request),
        transaction: (work) => this.state.transaction(work),
        newId: randomUUID,
      },
    );
  }

  handle(request: ODataRequest<Caller>): ODataResponse {
    const { path } = splitUrl(request.url);
    const resource = path.startsWith('/data') ? this.data.resourceOf(request.url) : undefined;
    const response = this.answer(request, () => {
      if (path === '/data' || path.startsWith('/data/')) return this.data.answer(resource, request);
      if (/^\/metadata(\/|$)/i.test(path)) return this.metadata.answer(request);
      const user = this.state.userOf(request.caller.clientId);
      if (path.startsWith('/api/services')) return answerCustomService(request, { user, clientId: request.caller.clientId });
      if (path.startsWith('/api/connector/')) return this.bulk.serveConnector(request, user.defaultCompany);
      if (path.startsWith('/soap/'))
        throw faults.notImplemented('The simulator of Finance does not implement SOAP: call the same service as JSON below /api/services.');
      throw faults.noRoute(request.origin + request.url);
    });
    const table = path.startsWith('/data') ? DataService.tableOf(resource, path) : (path.replace(/^\/api/, '').split('/')[2] ?? '');
    this.dependencies.statistics.call({ method: request.method, table, status: response.status });
    return response;
  }

  handleBlob(request: ODataRequest<undefined>): ODataResponse {
    return this.answer(request, () => this.bulk.serveBlob(request));
  }

  define(tables: unknown, builtIn = false): void {
    if (!Array.isArray(tables)) throw new ControlRefusal("'tables' must be a list.");
    const prepared = this.state.catalogue.prepare(tables, (entitySet) => (this.state.database.table(entitySet)?.size ?? 0) === 0, builtIn);
    prepared.keep();
    for (const table of prepared.tables) this.state.define(table);
    for (const entitySet of prepared.replaced) this.state.rules.give(entitySet);
    this.data.forget();
  }

  defineBuiltIn(tables: readonly unknown[]): void {
    this.define(tables, true);
  }

  seed(table: string, rows: unknown): void {
    if (!Array.isArray(rows)) throw new ControlRefusal("'rows' must be a list.");
    refusable(() => this.loader.seed(this.tableNamed(table), rows as JsonObject[]));
    this.data.forget();
  }

  generate(table: string, count: number, template: unknown): void {
    if (!isObject(template)) throw new ControlRefusal("'template' must be an object.");
    refusable(() => this.loader.generate(this.tableNamed(table), count, template));
    this.data.forget();
  }

  rows(table: string, top = Infinity, skip = 0): { readonly count: number; readonly rows: Row[] } {
    const found = this.tableNamed(table);
    const store = this.state.storeOf(found);
    const rows: Row[] = [];
    let index = 0;
    for (const row of store.scan()) {
      if (index >= skip + top) break;
      if (index >= skip) rows.push(withoutHidden(found, row));
      index += 1;
    }
    return { count: store.size, rows };
  }

  setUser(user: FinanceUser, clientId?: string): void {
    this.state.setUser(user, clientId);
  }

  reset(): void {
    this.state.clear();
    this.events.clear();
    this.bulk.clear();
    this.data.forget();
  }

  subscribe(subscription: EventSubscription): string {
    return this.events.subscribe(subscription);
  }

  raiseBusinessEvent(businessEventId: string, company: string, payload: Readonly<Record<string, unknown>>): void {
    this.events.raise(businessEventId, company, payload);
  }

  addRule(rule: BusinessRule): void {
    this.state.rules.add(rule);
  }

  addConstraint(table: string, constraint: StoreConstraint): void {
    this.state.storeOf(this.tableNamed(table)).constrain(constraint);
  }

  transaction<T>(work: () => T): T {
    return this.state.transaction(work);
  }

  find(table: string, key: Readonly<Row>): Readonly<Row> | undefined {
    const store = this.state.storeOf(this.tableNamed(table));
    const text = rowKey(store.model, key as Row);
    return text === undefined ? undefined : store.get(text);
  }

  where(table: string, column: string, value: Value): readonly Readonly<Row>[] {
    return this.state.storeOf(this.tableNamed(table)).where(column, value);
  }

  scan(table: string): Iterable<Readonly<Row>> {
    return this.state.storeOf(this.tableNamed(table)).scan();
  }

  write(kind: 'create' | 'update' | 'delete', table: string, row: Readonly<Record<string, unknown>>): Row {
    const found = this.tableNamed(table);
    const company = String(row['dataAreaId'] ?? '').toLowerCase();
    const scope = {
      user: { defaultCompany: company || 'usmf' },
      crossCompany: true,
      objectId: SYSTEM,
      quotedDecimals: true,
      isSystem: true,
    };
    const key = kind === 'create' ? undefined : this.keyOf(found, row);
    const body = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as JsonBody;
    try {
      if (kind === 'create') return this.writer.create(found, body, scope);
      if (kind === 'update') return this.writer.update(found, key, body, scope);
      const before = key === undefined ? undefined : this.state.storeOf(found).get(key);
      this.writer.delete(found, key, scope);
      return before!;
    } catch (error) {
      throw error instanceof FinanceFault ? new ControlRefusal(error.message, 422) : error;
    }
  }

  private keyOf(table: FinanceTable, row: Readonly<Record<string, unknown>>): string | undefined {
    const key = Object.fromEntries(table.model.key.columns.filter((name) => name in row).map((name) => [name, row[name]]));
    return rowKey(table.model, this.loader.complete(table, key, this.state.blankRow(table), 'row'));
  }

  private systemAction(set: string, action: string, body: JsonBody, request: ODataRequest<Caller>): ODataResponse | undefined {
    const { defaultCompany } = this.state.userOf(request.caller.clientId);
    if (set === 'DataManagementDefinitionGroups')
      return actionAnswer(this.bulk.runAction(action, { body, origin: request.origin, defaultCompany }), request.origin);
    if (set === 'BusinessEventsCatalogs' && action === 'getBusinessEventsCatalog')
      return actionAnswer(JSON.stringify(this.events.businessEventIds()), request.origin);
    return undefined;
  }

  private batchItem(request: ODataRequest<Caller>): ODataResponse {
    const throttled = this.dependencies.faults.beforeBatchItem(request);
    if (this.data.resourceOf(request.url)?.kind === 'batch') return faultResponse(faults.badQuery('A batch cannot hold another batch.'));
    if (throttled === undefined) return this.handle(request);
    this.dependencies.statistics.call({
      method: request.method,
      table: DataService.tableOf(this.data.resourceOf(request.url), splitUrl(request.url).path),
      status: throttled.status,
    });
    return throttled;
  }

  /** Whatever goes wrong becomes an answer; what nobody expected is a 500 in the service's shape, and a bug of the simulator. */
  private answer(request: ODataRequest, work: () => ODataResponse): ODataResponse {
    try {
      return work();
    } catch (error) {
      const response = faultResponse(this.faultOf(error, request));
      const { language } = this.dependencies.faults.switches();
      return { ...response, body: translate(response.body.toString(), language) };
    }
  }

  private faultOf(error: unknown, request: ODataRequest): FinanceFault {
    if (error instanceof FinanceFault) return error;
    if (error instanceof RuleRefusal) return faults.write(this.dependencies.faults.switches().businessErrorStatus, error.message);
    if (error instanceof ODataProblem) {
      if (error.kind === 'bad-json') return faults.badBody(error.message);
      if (error.kind === 'bad-key' || error.kind === 'unknown-segment') return faults.noRoute(request.origin + request.url);
      return error.kind === 'not-implemented' ? faults.notImplemented(error.message) : faults.badQuery(error.message);
    }
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${JSON.stringify({ level: 'error', service: 'simulator', at: request.url, message })}\n`);
    return new FinanceFault(500, 'odata', `The simulator failed: ${message.split('\n', 1)[0] ?? ''}`, 'System.Exception');
  }

  private committed(write: CommittedWrite): void {
    const { table, kind, before, after } = write;
    // What the system itself writes is no call: it counts in no statistics.
    if (write.by !== SYSTEM)
      this.dependencies.statistics.write({ table: table.entitySet, key: keyPredicate(table, (after ?? before)!), kind });
    this.events.written(write);
  }

  private tableNamed(name: string): FinanceTable {
    const table = this.state.catalogue.find(name);
    if (!table) throw new ControlRefusal(`'table' is '${name}', which is no table of Finance. Define it by POST /_sim/tables first.`);
    return table;
  }
}

/** A constraint holds for seeds too. */
const refusable = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    throw error instanceof RuleRefusal ? new ControlRefusal(error.message) : error;
  }
};

/** Rows as stored, record id and version with a plain name. */
const withoutHidden = (table: FinanceTable, row: Row): Row => {
  const shown: Row = {};
  for (const name of table.columns.keys()) shown[name] = row[name] ?? null;
  return shown;
};
