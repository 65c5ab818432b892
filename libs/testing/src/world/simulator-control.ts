export interface WriteCount {
  readonly system: string;
  readonly table: string;
  readonly key: string;
  readonly creates: number;
  readonly updates: number;
  readonly deletes: number;
}

export interface Statistics {
  readonly calls: readonly {
    readonly system: string;
    readonly method: string;
    readonly table: string;
    readonly status: number;
    readonly count: number;
  }[];
  readonly writes: readonly WriteCount[];
  readonly throttled: number;
  readonly earlyRetries: number;
}

/** What an administrator of Finance activates by hand; other entities are found by the gateway's sweep, only later. */
const eventfulEntities = [
  'CustomersV3',
  'Currencies',
  'LegalEntities',
  'ProjectsV2',
  'ProjectContractHeaders',
  'ProjectContractLines',
  'ProjectFundingSources',
  'ProjActualsImports',
  'ProjAdvancedJournalLines',
  'ProjectIntegrationLogs',
];

/** The simulator's `/_sim`, as its control page specifies it. */
export class SimulatorControl {
  constructor(private readonly url: string) {}

  faults(members: Record<string, unknown>): Promise<unknown> {
    return this.post('faults', members);
  }

  reset(dataset: string): Promise<unknown> {
    return this.post('reset', { dataset });
  }

  seed(system: string, table: string, rows: readonly Record<string, unknown>[]): Promise<unknown> {
    return this.post('seed', { system, table, rows });
  }

  generate(system: string, table: string, count: number, template: Record<string, unknown>): Promise<unknown> {
    return this.post('generate', { system, table, count, template });
  }

  /** Activates data events of an entity towards the gateway, as an administrator would. */
  subscribe(entity: string, url: string): Promise<unknown> {
    return this.post('subscriptions', { system: 'finance', kind: 'data-event', entity, company: '', url });
  }

  /** Data events of the entities whose changes should arrive at once, towards the gateway; answers how many. */
  async activateDataEvents(url: string): Promise<number> {
    for (const entity of eventfulEntities) await this.subscribe(entity, url);
    return eventfulEntities.length;
  }

  /** What a person does in one of the two systems, e.g. `approve-time`; throws what the system answers where it refuses. */
  async act(name: string, parameters: Record<string, unknown>): Promise<Record<string, unknown>> {
    return ((await this.post(`actions/${name}`, parameters)) ?? {}) as Record<string, unknown>;
  }

  async rows(system: string, table: string): Promise<readonly Record<string, unknown>[]> {
    const rows: Record<string, unknown>[] = [];
    for (;;) {
      const page = (await this.get(`rows?system=${system}&table=${table}&top=5000&skip=${rows.length}`)) as {
        count: number;
        rows: Record<string, unknown>[];
      };
      rows.push(...page.rows);
      if (page.rows.length === 0 || rows.length >= page.count) return rows;
    }
  }

  async statistics(): Promise<Statistics> {
    return (await this.get('stats')) as Statistics;
  }

  async post(path: string, body: Record<string, unknown>): Promise<unknown> {
    const answer = await fetch(`${this.url}/_sim/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`POST /_sim/${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  private async get(path: string): Promise<unknown> {
    const answer = await fetch(`${this.url}/_sim/${path}`);
    if (!answer.ok) throw new Error(`GET /_sim/${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
