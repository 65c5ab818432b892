import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, useStack, type World } from '@concord/testing';
import type { TableMap } from '@concord/table-maps';
import { namedSetupMapsIn } from '../src/maps/setup-maps';
import { books, VENDORS } from './initial-sync/books';
import { chainOf, codeOf, companies, PROJECTS, TASKS_EACH, type SeededRows } from './initial-sync/setup-chain';
import { SetupWorld, type Row } from './setup-world';

interface RunView {
  readonly run: string;
  readonly tables: readonly { readonly map: string; readonly system: string; readonly status: string; readonly error?: string }[];
}

const maps: readonly TableMap[] = Object.values(namedSetupMapsIn('UTC'));
const needs = new Map(maps.map(({ id, prerequisites }) => [id, prerequisites] as const));
/** The maps of the sheets: lookup tables write nothing. */
const written = maps.filter(({ writes }) => writes.finance || writes.dataverse).map(({ id }) => id);

/** All of the setup chain in Dataverse, in Finance only what Finance alone keeps; people go on working meanwhile. */
describe('the initial sync of the whole setup chain', () => {
  let setup: SetupWorld;
  let world: World;
  afterAll(() => setup?.stop(), 60_000); // before the stack's own: hooks run in order
  const stack = useStack();
  let chain: readonly SeededRows[];

  beforeAll(async () => {
    setup = await SetupWorld.start({
      brokers: stack.brokers,
      postgresUrl: stack.postgresUrl,
      topicPrefix: stack.topicPrefix,
      dataset: 'empty',
      env: { CONCORD_LEGAL_ENTITIES: companies.join() },
    });
    world = setup.world;
    chain = chainOf(await setup.idOf('transactioncurrencies', 'transactioncurrencyid', { isocurrencycode: 'USD' }));
    for (const { system, table, rows } of [...chain, ...books]) await world.control.seed(system, table, rows);
  }, 240_000);

  it('goes in the order of what needs what, past rows that need later ones, themselves, and edits in between (I1, I2, I6)', async () => {
    const { run } = (await setup.admin('initial-syncs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })) as RunView;
    const edits = people(world, chain);
    const outOfOrder = new Set<string>();
    await eventually(
      async () => {
        const { tables } = (await setup.admin(`initial-syncs/${run}`)) as RunView;
        for (const found of tooEarly(tables)) outOfOrder.add(found);
        const open = tables.filter(({ status }) => status !== 'read');
        if (open.length > 0) throw new Error(JSON.stringify(open.slice(0, 4)));
        return true;
      },
      { timeout: 180_000, every: 100, describe: 'every table to be read' },
    );
    const edited = await edits.stop();
    expect([...outOfOrder]).toEqual([]);
    expect(edited.size).toBe(10);

    const all = PROJECTS * TASKS_EACH;
    const tasks = await eventually(
      async () => {
        const rows = await world.control.rows('finance', 'ProjectTasks');
        if (rows.length < all) throw new Error(`${String(rows.length)} of ${String(all)}. Not in step: ${await setup.troubled()}`);
        return rows;
      },
      { timeout: 120_000, every: 500, describe: 'every task to be in Finance' },
    );
    const parents = new Map(
      rowsOf(chain, 'msdyn_projecttasks').map((row) => [row['msdyn_projecttaskid'], row['_msdyn_parenttask_value'] ?? '']),
    );
    expect(tasks.filter((task) => task['ParentTaskElementId'] !== parents.get(task['TaskElementId']))).toEqual([]);

    await counted('ProjectContractHeaders', PROJECTS);
    await counted('ProjectContractLines', PROJECTS);
    await counted('ProjectFundingSources', PROJECTS);
    await counted('ProjectContractLineMilestones', PROJECTS);
    await counted('CustomersV3', rowsOf(chain, 'accounts').length);
    await counted('ResResourceCategories', rowsOf(chain, 'bookableresourcecategories').length * companies.length);
    await counted('WorkerResourceImports', rowsOf(chain, 'bookableresources').length);
    await counted('Workers', rowsOf(chain, 'cdm_workers').length);
    await counted('ProjectTransactionCategories', rowsOf(chain, 'msdyn_transactioncategories').length);
    await counted('VendorsV2', VENDORS);
    for (const both of ['ExchangeRateTypes', 'ChartOfAccounts', 'FiscalCalendarsEntity']) await counted(both, 2);
    expect(await world.control.rows('dataverse', 'msdyn_currencyexchangerates')).toHaveLength(2);
    const ledgers = await world.control.rows('dataverse', 'msdyn_ledgers');
    expect(ledgers).toHaveLength(companies.length);
    for (const ledger of ledgers)
      for (const lookup of ['company', 'accountingcurrency', 'exchangeratetype', 'chartofaccounts', 'fiscalcalendar'])
        expect(ledger[`_msdyn_${lookup}_value`]).toBeTruthy();
    const own = (await world.control.rows('finance', 'CustomersV3')).filter((row) => row['InvoiceAccount'] === row['CustomerAccount']);
    expect(own.length).toBeGreaterThan(0);

    for (const { key, name } of edited.values()) await setup.arrives('finance', 'ProjectsV2', { ...key, ProjectName: name });
    await eventually(
      async () => {
        const troubled = await setup.troubled();
        if (troubled !== '[]') throw new Error(troubled);
        return true;
      },
      { timeout: 30_000, describe: 'every link to be in step' },
    );
    await eventually(
      async () => {
        const views = (await setup.admin('maps')) as readonly { map: string; links: Readonly<Record<string, number>> }[];
        const inStep = views.filter(({ links }) => (links['synced'] ?? 0) > 0).map(({ map }) => map);
        const without = written.filter((id) => !inStep.includes(id));
        if (without.length > 0) throw new Error(`nothing in step of ${without.join()}`);
        return true;
      },
      { timeout: 30_000, describe: 'every map of the chain to have links in step' },
    );
    const { writes } = await world.control.statistics();
    expect(writes.filter(({ system, creates }) => system === 'finance' && creates > 1)).toEqual([]);
    expect(writes.filter(({ system, table }) => system === 'dataverse' && table.startsWith('msdyn_projecttask'))).toEqual([]);
  }, 480_000);

  it('leaves out a company that is not switched on, and says so of its rows', async () => {
    await setup.done(world.finance.create('LegalEntities', { LegalEntityId: 'FRRT', Name: 'Contoso France' }));
    await world.control.seed('finance', 'CustomerGroups', [{ dataAreaId: 'frrt', CustomerGroupId: '10' }]);
    const customer = { dataAreaId: 'frrt', CustomerAccount: 'C-FR', OrganizationName: 'Of no concern', CustomerGroupId: '10' };
    await setup.done(world.finance.create('CustomersV3', { ...customer, PartyType: 'Organization', SalesCurrencyCode: 'EUR' }));
    for (const [map, record] of [
      ['cdm_companies', 'frrt'],
      ['accounts', 'frrt|c-fr'],
    ] as const) {
      await setup.stands(map, record, 'excluded');
      expect((await setup.linkOf(map, record))?.['reason']).toContain('frrt is not switched on (CONCORD_LEGAL_ENTITIES)');
    }
    expect((await world.control.rows('dataverse', 'cdm_companies')).map((row) => row['cdm_companycode'])).not.toContain('FRRT');
    expect((await world.control.rows('dataverse', 'accounts')).map((row) => row['accountnumber'])).not.toContain('C-FR');
    expect((await world.control.rows('finance', 'ResResourceCategories')).map((row) => row['dataAreaId'])).not.toContain('frrt');
  }, 90_000);

  const counted = (table: string, count: number): Promise<boolean> =>
    eventually(
      async () => {
        const { length } = await world.control.rows('finance', table);
        if (length !== count) throw new Error(`${String(length)} are. Not in step: ${await setup.troubled()}`);
        return true;
      },
      { timeout: 60_000, every: 500, describe: `${String(count)} rows to be in ${table}` },
    );
});

/** Tables that were asked for before one that their map needs had been read. */
const tooEarly = (tables: RunView['tables']): string[] =>
  tables
    .filter(({ status }) => status !== 'queued')
    .flatMap(({ map }) =>
      tables
        .filter((other) => (needs.get(map) ?? []).includes(other.map) && other.status !== 'read')
        .map((other) => `${map} before ${other.map}`),
    );

const rowsOf = (chain: readonly SeededRows[], wanted: string): readonly Row[] => chain.find(({ table }) => table === wanted)?.rows ?? [];

interface Renamed {
  readonly key: Row;
  readonly name: string;
}

/** Somebody who renames projects all the while. Ends with the newest name of each. */
const people = (world: World, chain: readonly SeededRows[]): { stop(): Promise<ReadonlyMap<string, Renamed>> } => {
  const projects = rowsOf(chain, 'msdyn_projects').slice(0, 10);
  const renamed = new Map<string, Renamed>();
  let isWanted = true;
  const work = async (): Promise<void> => {
    for (let round = 0; isWanted || round < projects.length; round += 1) {
      const project = projects[round % projects.length] ?? {};
      const [id, name] = [String(project['msdyn_projectid']), `Renamed ${String(round)}`];
      const { status } = await world.dataverse.change(`msdyn_projects(${id})`, { msdyn_subject: name });
      const key = { dataAreaId: codeOf(project['_msdyn_owningcompany_value']), ProjectId: project['msdyn_projectnumber'] };
      if (status < 300) renamed.set(id, { key, name });
      await sleep(50); // people are not faster
    }
  };
  const working = work();
  return {
    stop: async () => {
      isWanted = false;
      await working;
      return renamed;
    },
  };
};
