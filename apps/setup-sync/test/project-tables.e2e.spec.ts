import { randomUUID } from 'node:crypto';
import { eventually, useStack, type World } from '@concord/testing';
import { SetupWorld } from './setup-world';

/** What hangs on a project: tasks, milestones, and who works on it. */
describe('project tables go to Finance', () => {
  let setup: SetupWorld;
  let world: World;
  afterAll(() => setup?.stop(), 60_000); // before the stack's own: hooks run in order
  const stack = useStack();
  const project = randomUUID();
  const bind = (set: string, id: string): string => `/${set}(${id})`;
  const act = async (name: string, parameters: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, string>>> =>
    (await world.control.post(`actions/${name}`, parameters)) as Readonly<Record<string, string>>;

  beforeAll(async () => {
    setup = await SetupWorld.start({ brokers: stack.brokers, postgresUrl: stack.postgresUrl, topicPrefix: stack.topicPrefix });
    world = setup.world;
    // Numbers are drawn by a job, after the row is there.
    const known = (await world.control.rows('dataverse', 'msdyn_projectparameters'))[0];
    await world.control.seed('dataverse', 'msdyn_projectparameters', [
      {
        msdyn_projectparameterid: known?.['msdyn_projectparameterid'] ?? randomUUID(),
        msdyn_tasknumberprefix: 'A-',
        msdyn_projectnumberprefix: 'PRJ-',
        msdyn_contractlinenumberprefix: 'CL-',
      },
    ]);
    await setup.done(
      world.dataverse.create('msdyn_projects', {
        msdyn_projectid: project,
        msdyn_subject: 'Mountain road',
        'msdyn_OwningCompany@odata.bind': bind(
          'cdm_companies',
          await setup.idOf('cdm_companies', 'cdm_companyid', { cdm_companycode: 'USMF' }),
        ),
      }),
    );
  }, 180_000);

  it('a project and its tasks wait for numbers that come late, and arrive as a tree (I6)', async () => {
    const { task: root } = await act('add-task', { project, subject: 'Survey' });
    const { task: middle } = await act('add-task', { project, subject: 'Field work', parent: root });
    const { task: leaf } = await act('add-task', { project, subject: 'Measure', parent: middle });
    const arrived = await setup.arrives('finance', 'ProjectTasks', {
      TaskElementId: leaf,
      TaskName: 'Measure',
      ParentTaskElementId: middle,
    });
    expect(arrived).toMatchObject({ dataAreaId: 'usmf', TaskOutlineLevel: 3 });
    expect(arrived['ProjectId']).toMatch(/^PRJ-\d+$/);
    expect(arrived['TaskId']).toMatch(/^A-\d+$/);
    await setup.arrives('finance', 'ProjectTasks', { TaskElementId: middle, ParentTaskElementId: root });
    await setup.arrives('finance', 'ProjectTasks', { TaskElementId: root, ParentTaskElementId: '' });
  }, 90_000);

  it('a task that somebody changes in Finance is set right there, and never written in Dataverse', async () => {
    const task = await setup.arrives('finance', 'ProjectTasks', { TaskName: 'Measure' });
    const key = `ProjectTasks(dataAreaId='usmf',ProjectId='${String(task['ProjectId'])}',TaskId='${String(task['TaskId'])}')?cross-company=true`;
    await setup.done(world.finance.change(key, { TaskName: 'by an accountant' }));
    await act('change-task', { project, task: task['TaskElementId'], subject: 'Measure twice' });
    await setup.arrives('finance', 'ProjectTasks', { TaskId: task['TaskId'], TaskName: 'Measure twice' });
    const { writes } = await world.control.statistics();
    expect(writes.filter(({ system, table }) => system === 'dataverse' && table.startsWith('msdyn_projecttask'))).toEqual([]);
  }, 90_000);

  it('a task that is removed goes in Finance', async () => {
    const { task } = await act('add-task', { project, subject: 'Superfluous' });
    await setup.arrives('finance', 'ProjectTasks', { TaskElementId: task });
    await act('remove-task', { project, task });
    await setup.leaves('finance', 'ProjectTasks', { TaskElementId: task });
  }, 90_000);

  it('a milestone names its line by the number that came late, and its day moves with no time zone', async () => {
    const [contract, line, milestone] = [randomUUID(), randomUUID(), randomUUID()];
    const usmf = await setup.idOf('cdm_companies', 'cdm_companyid', { cdm_companycode: 'USMF' });
    const usd = await setup.idOf('transactioncurrencies', 'transactioncurrencyid', { isocurrencycode: 'USD' });
    const task = await setup.arrives('finance', 'ProjectTasks', { TaskName: 'Survey' });
    await setup.done(
      world.dataverse.create('salesorders', {
        salesorderid: contract,
        name: 'Mountain road',
        msdyn_salesordernumber: 'PC-MS',
        msdyn_ordertype: 192350001,
        'msdyn_company@odata.bind': bind('cdm_companies', usmf),
        'transactioncurrencyid@odata.bind': bind('transactioncurrencies', usd),
      }),
    );
    await setup.done(
      world.dataverse.create('salesorderdetails', {
        salesorderdetailid: line,
        salesorderdetailname: 'Surveying',
        productdescription: 'Surveying',
        sequencenumber: 1,
        msdyn_linetype: 690970000,
        msdyn_billingmethod: 192350001,
        extendedamount: 2500,
        msdyn_standalonesellingprice: 2400.5,
        msdyn_invoicescheduletype: 192350000,
        'salesorderid@odata.bind': bind('salesorders', contract),
        'msdyn_Project@odata.bind': bind('msdyn_projects', project),
      }),
    );
    await setup.done(
      world.dataverse.create('msdyn_contractlinescheduleofvalues', {
        msdyn_contractlinescheduleofvalueid: milestone,
        msdyn_name: 'Half way',
        msdyn_amount: 1250.1234,
        msdyn_milestonedate: '2026-03-31',
        msdyn_invoicedate: '2026-04-01T06:59:00Z',
        'msdyn_contract@odata.bind': bind('salesorders', contract),
        'msdyn_ContractLineId@odata.bind': bind('salesorderdetails', line),
        'msdyn_project@odata.bind': bind('msdyn_projects', project),
        'msdyn_projecttask@odata.bind': bind('msdyn_projecttasks', String(task['TaskElementId'])),
        'transactioncurrencyid@odata.bind': bind('transactioncurrencies', usd),
      }),
    );
    const sent = await setup.arrives('finance', 'ProjectContractLines', { ProjectContractId: 'PC-MS', InvoiceScheduleType: 'Milestone' });
    expect(Number(sent['StandaloneSellingPrice'])).toBe(2400.5);
    const number = await eventually(
      async () => {
        const lines = await world.control.rows('finance', 'ProjectContractLines');
        return lines.find((row) => row['ProjectContractId'] === 'PC-MS' && /^CL-\d+$/.test(String(row['ContractLineId'])))?.[
          'ContractLineId'
        ];
      },
      { describe: 'the number of the line' },
    );
    const arrived = await setup.arrives('finance', 'ProjectContractLineMilestones', {
      dataAreaId: 'usmf',
      ContractLineMilestoneIdentifier: milestone,
      ContractLineMilestoneGuid: milestone,
      ContractLineId: number,
      ProjectContractId: 'PC-MS',
      ProjectNumber: task['ProjectId'],
      ActivityNumber: task['TaskId'],
      CurrencyCode: 'USD',
      TransactionDate: '2026-03-31T12:00:00Z',
    });
    expect(Number(arrived['Amount'])).toBe(1250.1234);
  }, 90_000);

  it('a resource is known in Finance by its id once it is a worker, and not before', async () => {
    const [resource, worker] = [randomUUID(), randomUUID()];
    await setup.done(world.dataverse.create('bookableresources', { bookableresourceid: resource, name: 'Ada', resourcetype: 1 }));
    await setup.stands('bookableresources', resource, 'excluded');
    await setup.done(world.dataverse.create('cdm_workers', { cdm_workerid: worker, cdm_workernumber: 'W-1', cdm_firstname: 'Ada' }));
    await setup.done(world.dataverse.change(`bookableresources(${resource})`, { 'msdyn_worker@odata.bind': bind('cdm_workers', worker) }));
    await setup.arrives('finance', 'WorkerResourceImports', { ProjCDSResourceId: resource, PersonnelNumber: 'W-1' });
  }, 90_000);

  it('a project that gets another number stays the one it is in Finance, and is in step again when its own is given back (I3)', async () => {
    const { ProjectId } = await setup.arrives('finance', 'ProjectsV2', { dataAreaId: 'usmf', ProjectName: 'Mountain road' });
    const gets = (row: Readonly<Record<string, unknown>>) => setup.done(world.dataverse.change(`msdyn_projects(${project})`, row));
    await gets({ msdyn_projectnumber: 'PRJ-OTHER', msdyn_subject: 'Valley road' });
    await setup.arrives('finance', 'ProjectsV2', { ProjectId, ProjectName: 'Valley road' });
    await setup.stands('msdyn_projects', project, 'conflict');
    expect((await setup.linkOf('msdyn_projects', project))?.['error']).toMatchObject({
      code: 'INTEGRATION_KEY_CHANGED',
      message: expect.stringContaining('prj-other') as string,
    });
    expect((await world.control.rows('finance', 'ProjectsV2')).map((row) => row['ProjectId'])).not.toContain('PRJ-OTHER');
    await gets({ msdyn_projectnumber: ProjectId });
    await setup.stands('msdyn_projects', project, 'synced');
  }, 90_000);
});
