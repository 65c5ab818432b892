import type { SimulatorAction } from '../control/action-routes';
import { ControlApi } from '../control/control-api';
import { controlRoutes } from '../control/control-routes';
import type { BaseCurrencyOption } from '../control/state-routes';
import { datasets, loadDataset } from '../datasets';
import { createDataverse, type Dataverse } from '../dataverse';
import { DeliveryService } from '../deliveries/delivery-service';
import { FaultGate } from '../faults/fault-gate';
import { FaultPlan } from '../faults/fault-plan';
import { createFinance } from '../finance';
import type { Finance } from '../finance/ports';
import type { ODataRequest, ODataResponse } from '../odata/http';
import { addProjectRules, projectActions, runDueWork } from '../project-operations';
import { Statistics, type SystemName } from '../statistics/statistics';
import { AccessTokens } from '../tokens/access-tokens';
import { ClientRegistry } from '../tokens/clients';
import { TokenEndpoint } from '../tokens/token-endpoint';
import { answerTokenRoute } from '../tokens/token-routes';
import { authenticate, unauthorized } from './authenticate';
import type { Caller } from './caller';
import { SimulatorClock } from './clock';
import { dataverseDependencies, financeDependencies } from './dependencies';
import type { PlainRequest } from './http-server';
import { SeededRandom } from './seeded-random';
import { systemOfPath, tableOfPath } from './system-paths';
import { tracingHeaders } from './tracing-headers';

/** The whole simulator without its socket: one environment of each system, what steers them, and who may call. */
export class Simulator {
  readonly clock = new SimulatorClock();
  readonly statistics = new Statistics();
  readonly faultRandom = new SeededRandom();
  /** Ids come from a sequence of their own: the choice of who fails must not depend on how many rows were made. */
  readonly idRandom = new SeededRandom(7);
  readonly faults = new FaultPlan(this.faultRandom);
  readonly gate = new FaultGate(this.faults, this.faultRandom, this.statistics, () => this.clock.now());
  readonly deliveries = new DeliveryService(this.faults, this.faultRandom, () => this.clock.now());
  readonly clients = new ClientRegistry();
  readonly tokens = new AccessTokens(this.clients, () => this.clock.now());
  readonly dataverse: Dataverse;
  readonly finance: Finance;
  readonly datasets = datasets;
  /** What a person would do; each comes with the business rules of its module. */
  readonly actions: readonly SimulatorAction[];

  private readonly tokenEndpoint = new TokenEndpoint(
    this.clients,
    this.tokens,
    () => this.clock.now(),
    () => this.statistics.countToken(),
  );
  private readonly control: ControlApi;
  private readonly dataverseIdentities = new Map<string, string>();

  constructor() {
    this.dataverse = createDataverse(dataverseDependencies(this));
    this.finance = createFinance(financeDependencies(this));
    this.actions = projectActions(this);
    this.control = new ControlApi(controlRoutes(this));
  }

  /** Rows, defined tables, faults, users, subscriptions, executions, clock and statistics start over, with this data set. */
  reset(dataset: string, baseCurrency?: BaseCurrencyOption): void {
    this.faults.clear();
    this.faultRandom.reseed(1);
    this.idRandom.reseed(7);
    this.deliveries.reset();
    this.clock.reset();
    this.clients.reset();
    this.dataverseIdentities.clear();
    loadDataset(dataset, this.dataverse, this.finance, baseCurrency);
    addProjectRules(this);
    this.gate.reset();
    this.statistics.reset();
  }

  setDataverseIdentity(clientId: string, userId: string): void {
    this.clients.ensure(clientId);
    this.dataverseIdentities.set(clientId, userId);
  }

  async serve(request: PlainRequest): Promise<ODataResponse | 'cut'> {
    const path = request.url.split('?', 1)[0]!;
    // Samples of recurring integrations name a language first: `/en/api/connector/dequeue/...`.
    const unlocalised = /^\/[a-z]{2}(?:-[a-z]{2})?(?=\/api\/connector\/)/i.exec(path);
    if (unlocalised !== null) return this.serve({ ...request, url: request.url.slice(unlocalised[0].length) });
    if (path === '/_sim' || path.startsWith('/_sim/')) return this.control.answer(request);
    const system = systemOfPath(path);
    if (system !== undefined) return this.serveSystem(system, path, request);
    if (path.startsWith('/dmf/')) return this.finance.handleBlob(request);
    if (path.startsWith('/api/search/')) return notImplemented('full text search');
    if (path.startsWith('/api/backgroundoperation')) return notImplemented('background operations: a request is answered when it is done');
    return answerTokenRoute(this.tokenEndpoint, request) ?? notHere(path);
  }

  private async serveSystem(system: SystemName, path: string, request: PlainRequest): Promise<ODataResponse | 'cut'> {
    if (this.gate.isOffline(system)) return 'cut';
    if (system === 'dataverse' && request.body.length > LARGEST_DATAVERSE_BODY) return tooLarge;
    const caller = authenticate(request.headers['authorization'], system, this.tokens, this.clients);
    if (caller === undefined) {
      this.statistics.countCall(system, request.method, tableOfPath(path), 401);
      return unauthorized(system, request.origin);
    }
    let reached = false;
    const arrived = performance.now();
    const answer = await this.gate.pass(system, request.method, { caller, connection: request.connection }, () => {
      reached = true;
      return Promise.resolve(this.dispatch(system, { ...request, caller }));
    });
    if (!reached && answer !== 'cut') this.statistics.countCall(system, request.method, tableOfPath(path), answer.status);
    return answer === 'cut'
      ? answer
      : { ...answer, headers: { ...answer.headers, ...tracingHeaders(system, performance.now() - arrived) } };
  }

  advanceClock(seconds: number): void {
    this.clock.advance(seconds);
    runDueWork(this);
  }

  private dispatch(system: SystemName, request: ODataRequest<Caller>): ODataResponse {
    runDueWork(this);
    if (system === 'finance') return this.finance.handle(request);
    return this.dataverse.handle({
      ...request,
      caller: { clientId: request.caller.clientId, userId: this.dataverseUserOf(request.caller) },
    });
  }

  private dataverseUserOf({ clientId, kind }: Caller): string {
    const { application, administrator } = this.dataverse.identities;
    return this.dataverseIdentities.get(clientId) ?? (kind === 'person' ? administrator : application);
  }
}

/** [inferred] The Web API's documentation gives about 116 MB for one message with plug-ins. */
const LARGEST_DATAVERSE_BODY = 128 * 1024 * 1024;

const tooLarge: ODataResponse = {
  status: 413,
  headers: { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0' },
  body: '{"error":{"code":"","message":"Request Entity Too Large"}}',
};

/** What of Dataverse lives beside its Web API. */
const notImplemented = (feature: string): ODataResponse => ({
  status: 501,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify({ error: { code: '0x80060888', message: `The simulator does not implement ${feature}.` } }),
});

const notHere = (path: string): ODataResponse => ({
  status: 404,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify({
    error: {
      message: `Nothing lives at ${path}. Dataverse is at /api/data/v9.2, Finance at /data, tokens at /<tenant>/oauth2/v2.0/token, the control API at /_sim.`,
    },
  }),
});
