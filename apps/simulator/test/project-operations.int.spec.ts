import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ids, worldRows } from './project-world';
import { SimulatorClient } from './simulator-client';

const api = '/api/data/v9.2';

/** The rules of Project Operations as callers of the two APIs meet them: domain/70-finance-accounting.md 11.3. */
describe('Project Operations over the wire', () => {
  let integration: SimulatorClient;
  let person: { authorization: string };

  beforeAll(async () => {
    integration = await SimulatorClient.start();
    const token = await integration.authenticate('person');
    person = { authorization: `Bearer ${token}` };
    await integration.authenticate();
  });
  afterAll(() => integration.stop());
  beforeEach(async () => {
    await integration.sim('reset', {});
    for (const [table, rows] of Object.entries(worldRows)) await integration.sim('seed', { system: 'dataverse', table, rows });
  });

  const act = <T = Record<string, unknown>>(name: string, parameters: object = {}): Promise<T> =>
    integration.sim<T>(`actions/${name}`, parameters);
  const refusal = (answer: { status: number; json: <T>() => T }) => ({
    status: answer.status,
    ...answer.json<{ error: { code: string; message: string } }>().error,
  });
  const rows = async (set: string): Promise<Record<string, unknown>[]> =>
    (await integration.get(`${api}/${set}`)).json<{ value: Record<string, unknown>[] }>().value;

  /** Eight approved hours; answers the ids of cost and sale. */
  const book = async (): Promise<string[]> => {
    const submitted = await act<{ entries: { entry: string }[] }>('submit-time', { resource: 'Bob', project: 'P-TM', hours: 8 });
    const approved = await act<{ entries: { actuals: { id: string }[] }[] }>('approve-time', { entries: submitted.entries[0]!.entry });
    return approved.entries[0]!.actuals.map(({ id }) => id);
  };

  it('nobody makes or changes actuals by hand (G1)', async () => {
    const [cost] = await book();
    const actual = { msdyn_description: 'by hand', msdyn_transactiontypecode: 192350000 };

    expect(refusal(await integration.post(`${api}/msdyn_actuals`, actual, person))).toEqual({
      status: 400,
      code: '0x80040265',
      message:
        "The product doesn't support creating actuals either manually or through customizations. Use entry journals to create new actuals and Correct entries update existing actuals.",
    });
    expect((await integration.patch(`${api}/msdyn_actuals(${cost!})`, actual, person)).status).toBe(400);
  });

  it('a data import may make them, and a column that somebody added may be changed (G1)', async () => {
    const [cost] = await book();
    await integration.sim('tables', {
      system: 'dataverse',
      tables: [{ logicalName: 'msdyn_actual', columns: [{ name: 'new_note', type: 'String', maxLength: 50 }] }],
    });

    expect(
      (await integration.post(`${api}/msdyn_actuals`, { importsequencenumber: 1, msdyn_transactiontypecode: 192350000 }, person)).status,
    ).toBe(204);
    expect((await integration.patch(`${api}/msdyn_actuals(${cost!})`, { new_note: 'ours' }, person)).status).toBe(204);
  });

  it('voucher data from Finance is accepted, without a second import id (D15)', async () => {
    const [cost] = await book();
    const voucher = {
      msdyn_vouchernumber: 'USPM-000001',
      msdyn_accountingamount: 800,
      msdyn_accountexchangerate: 1,
      msdyn_accountingtaxamount: 0,
    };

    expect((await integration.patch(`${api}/msdyn_actuals(${cost!})`, voucher)).status).toBe(204);
    const stored = (await integration.get(`${api}/msdyn_actuals(${cost!})`)).json<Record<string, unknown>>();
    expect(stored).toMatchObject(voucher);
    expect(stored['msdyn_actualimportid']).toMatch(/^[0-9a-f-]{36}$/);
    expect(stored['msdyn_actualimportid']).not.toBe(cost);
  });

  it('nobody deletes an actual (G2), and nobody but the platform decides what is skipped (G13)', async () => {
    const [cost] = await book();

    for (const headers of [undefined, person]) {
      expect(refusal(await integration.delete(`${api}/msdyn_actuals(${cost!})`, headers))).toMatchObject({
        status: 400,
        code: '0x80040265',
      });
      expect(refusal(await integration.patch(`${api}/msdyn_actuals(${cost!})`, { msdyn_skipsync: true }, headers)).status).toBe(400);
    }
  });

  it('a confirmed invoice is final (G3)', async () => {
    await book();
    await act('mark-ready-to-invoice', { contract: 'C-TM' });
    const { invoices } = await act<{ invoices: { invoice: string; lineDetails: { id: string }[] }[] }>('create-invoice', {
      contract: 'C-TM',
    });
    const invoice = `${api}/invoices(${invoices[0]!.invoice})`;
    const detail = `${api}/msdyn_invoicelinetransactions(${invoices[0]!.lineDetails[0]!.id})`;
    expect((await integration.patch(detail, { msdyn_quantity: 6 }, person)).status).toBe(204);
    expect((await integration.get(invoice)).json<{ totalamount: number }>().totalamount).toBe(1200);
    expect(refusal(await integration.patch(detail, { msdyn_transactionclassification: 192350001 }, person)).message).toContain('class');

    await act('confirm-invoice', { invoice: invoices[0]!.invoice });
    expect((await integration.patch(invoice, { description: 'late' }, person)).status).toBe(400);
    expect((await integration.patch(invoice, { msdyn_projectinvoicestatus: 192350000 }, person)).status).toBe(400);
    expect((await integration.delete(invoice, person)).status).toBe(400);
    expect((await integration.patch(detail, { msdyn_quantity: 1 }, person)).status).toBe(400);
    expect((await integration.patch(invoice, { msdyn_projectinvoicestatus: 192350003 }, person)).status).toBe(204);
  });

  it('a draft invoice that is deleted goes with its lines, and what it had taken is ready again', async () => {
    const [, sale] = await book();
    await act('mark-ready-to-invoice', { contract: 'C-TM' });
    const { invoices } = await act<{ invoices: { invoice: string }[] }>('create-invoice', { contract: 'C-TM' });
    expect((await integration.delete(`${api}/invoices(${invoices[0]!.invoice})`, person)).status).toBe(204);

    expect([await rows('msdyn_invoicelinetransactions'), await rows('invoicedetails')]).toEqual([[], []]);
    expect((await integration.get(`${api}/msdyn_actuals(${sale!})`)).json<Record<string, unknown>>()['msdyn_billingstatus']).toBe(
      192350004,
    );
  });

  describe('an expense that Finance posted', () => {
    const expense = (task: string, number = 'E-000463') => ({
      msdyn_name: 'Airfare',
      msdyn_externaltransactionid: number,
      msdyn_externalprojecttransid: 'TR-9001',
      msdyn_externaltasknumber: task,
      msdyn_quantity: 1,
      msdyn_price: 100,
      msdyn_amount: 100,
      msdyn_salestaxamount: 5,
      msdyn_transactiondate: '2026-03-03T00:00:00Z',
      'msdyn_Project@odata.bind': `/msdyn_projects(${ids.tmProject})`,
      'msdyn_ExpenseCategory@odata.bind': `/msdyn_expensecategories(${ids.flight})`,
      'msdyn_owningcompany@odata.bind': `/cdm_companies(${ids.uspm})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${ids.usd})`,
    });

    it('is approved by a job: cost with its tax and its origin in Finance, sale beside it (D8)', async () => {
      expect((await integration.post(`${api}/msdyn_expenses`, expense('W-2'))).status).toBe(204);
      expect(await rows('msdyn_actuals')).toEqual([]);
      await integration.sim('clock', { advanceSeconds: 31 });

      const [made] = await rows('msdyn_expenses');
      expect(made).toMatchObject({ msdyn_expensestatus: 192350002, _msdyn_task_value: ids.task(2), msdyn_hasexternalorigin: true });
      const actuals = await rows('msdyn_actuals');
      expect(actuals.find((row) => row['msdyn_transactiontypecode'] === 192350000)).toMatchObject({
        msdyn_amount: 100,
        msdyn_accountingtaxamount: 5,
        msdyn_extendedamount: 105,
        msdyn_externaloriginreference: 'TR-9001',
        msdyn_externalreferenceid: 'E-000463',
      });
      expect(actuals).toHaveLength(2);
    });

    it('on a summary task, or one that does not exist, is refused (G9)', async () => {
      for (const task of ['W-1', 'W-99']) {
        expect(refusal(await integration.post(`${api}/msdyn_expenses`, expense(task)))).toEqual({
          status: 400,
          code: '0x80040265',
          message:
            "Could not resolve project task for export expense. The specified task activity number doesn't uniquely identify the task of the project in the system.",
        });
      }
    });

    it('cannot be recalled (G6)', async () => {
      await integration.post(`${api}/msdyn_expenses`, expense('W-2'));
      await integration.sim('clock', { advanceSeconds: 31 });
      const [made] = await rows('msdyn_expenses');
      const answer = await integration.raw('/_sim/actions/recall-expense', { method: 'POST', body: { entries: made!['msdyn_expenseid'] } });

      expect(answer.status).toBe(422);
      expect(answer.json<{ error: { message: string } }>().error.message).toContain('cannot be recalled');
    });
  });

  it('a journal of the general ledger comes as header and lines, read-only to people, and is booked when it is confirmed (D16)', async () => {
    const journal = 'aaaaaaaa-0000-4000-8000-000000000001';
    await integration.post(`${api}/msdyn_journals`, { msdyn_journalid: journal, msdyn_description: 'GL-1', msdyn_hasexternalorigin: true });
    const line = {
      msdyn_transactiontypecode: 192350000,
      msdyn_transactionclassification: 192350001,
      msdyn_quantity: 1,
      msdyn_price: 40,
      msdyn_amount: 40,
      msdyn_transactiondate: '2026-03-04',
      msdyn_externaloriginreference: 'TR-77',
      'msdyn_Journal@odata.bind': `/msdyn_journals(${journal})`,
      'msdyn_Project@odata.bind': `/msdyn_projects(${ids.tmProject})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${ids.usd})`,
    };
    expect((await integration.post(`${api}/msdyn_journallines`, line)).status).toBe(204);
    expect((await integration.post(`${api}/msdyn_journallines`, line, person)).status).toBe(400);
    expect((await integration.patch(`${api}/msdyn_journals(${journal})`, { msdyn_description: 'mine' }, person)).status).toBe(400);
    expect((await integration.patch(`${api}/msdyn_journals(${journal})`, { msdyn_posted: true })).status).toBe(204);

    const actuals = await rows('msdyn_actuals');
    expect(actuals.map((row) => [row['msdyn_transactiontypecode'], row['msdyn_amount'], row['msdyn_externaloriginreference']])).toEqual(
      expect.arrayContaining([
        [192350000, 40, 'TR-77'],
        [192350005, 40, null],
      ]),
    );
    expect(await rows('msdyn_transactionconnections')).toHaveLength(1);
  });

  it('usage of a packing slip is approved by itself (D17)', async () => {
    const usage = {
      msdyn_hasexternalorigin: true,
      msdyn_usagedate: '2026-03-04',
      msdyn_quantity: 3,
      msdyn_unitcost: 5,
      'msdyn_Project@odata.bind': `/msdyn_projects(${ids.tmProject})`,
      'msdyn_Product@odata.bind': `/products(${ids.cable})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${ids.usd})`,
    };
    expect((await integration.post(`${api}/msdyn_materialusagelogs`, usage)).status).toBe(204);

    const actuals = await rows('msdyn_actuals');
    expect(actuals.map((row) => row['msdyn_amount']).sort()).toEqual([15, 22.5]);
  });

  it('a contracting unit in another currency than its company is refused (G12)', async () => {
    const project = { msdyn_subject: 'Wrong unit', 'msdyn_OwningCompany@odata.bind': `/cdm_companies(${ids.uspm})` };
    const unit = { 'msdyn_ContractOrganizationalUnitId@odata.bind': `/msdyn_organizationalunits(${ids.gbUnit})` };

    expect(refusal(await integration.post(`${api}/msdyn_projects`, { ...project, ...unit }, person)).message).toContain('GBP');
  });

  it('tasks and assignments are made by the scheduling service only, and everybody who tracks changes hears of it', async () => {
    const tracked = await integration.get(`${api}/msdyn_resourceassignments?$select=msdyn_effort,msdyn_plannedcost`, {
      prefer: 'odata.track-changes',
    });
    const link = new URL(tracked.json<Record<string, string>>()['@odata.deltaLink']!);
    expect((await integration.post(`${api}/msdyn_projecttasks`, { msdyn_subject: 'Build' })).status).toBe(400);
    await act('add-task', { project: 'P-TM', subject: 'Build', parent: 'Phase', start: '2026-03-02', effort: 16 });
    const first = await act<{ assignment: string }>('assign-resource', { project: 'P-TM', task: 'Build', resource: 'Bob', hours: 16 });
    const second = await act<{ assignment: string; plannedCost: string; plannedSales: string }>('assign-resource', {
      project: 'P-TM',
      task: 'Build',
      resource: 'Bob',
      hours: 12,
    });

    expect(second).toMatchObject({ plannedCost: '1200', plannedSales: '2400' });
    const delta = (await integration.get(link.pathname + link.search)).json<{ value: Record<string, unknown>[] }>().value;
    expect(delta).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ msdyn_resourceassignmentid: second.assignment, msdyn_effort: 12 }),
        expect.objectContaining({ id: first.assignment, reason: 'deleted' }),
      ]),
    );
  });

  it('an expense and a material estimate are a cost line and a sales line that names it', async () => {
    await act('estimate-expense', { project: 'P-TM', category: 'Travel', quantity: 2, cost: 300, currency: 'USD' });
    const material = await act<{ costLine: string; salesLine: string }>('estimate-material', {
      project: 'P-TM',
      product: 'M-1',
      quantity: 10,
      currency: 'USD',
    });

    const lines = await rows('msdyn_estimatelines');
    expect(lines.map((row) => row['msdyn_amount']).sort()).toEqual([42.5, 600, 600, 75]);
    expect(lines.find((row) => row['msdyn_estimatelineid'] === material.salesLine)).toMatchObject({
      _msdyn_origin_value: material.costLine,
      msdyn_transactiontypecode: 192350005,
    });
  });

  it('projects and tasks get their numbers after they are made, where a number sequence is set up', async () => {
    await integration.sim('seed', {
      system: 'dataverse',
      table: 'msdyn_projectparameters',
      rows: [
        {
          msdyn_projectparameterid: ids.parameters,
          msdyn_projectnumberprefix: 'PRJ-',
          msdyn_tasknumberprefix: 'W',
          msdyn_contractnumberprefix: 'PC-',
        },
      ],
    });
    const tracked = await integration.get(`${api}/msdyn_projects?$select=msdyn_projectnumber`, { prefer: 'odata.track-changes' });
    expect(tracked.status).toBe(200);
    const created = await integration.post(
      `${api}/msdyn_projects`,
      { msdyn_subject: 'New' },
      { prefer: 'return=representation', ...person },
    );
    const { msdyn_projectid: id, msdyn_projectnumber: number } = created.json<Record<string, string | null>>();
    expect(number).toBeNull();
    expect((await integration.get(`${api}/msdyn_projects(${id!})`)).json<Record<string, unknown>>()['msdyn_projectnumber']).toBe(
      'PRJ-000001',
    );
  });

  it('an actual may get its import id after it is made', async () => {
    await integration.sim('seed', {
      system: 'dataverse',
      table: 'msdyn_projectparameters',
      rows: [{ msdyn_projectparameterid: ids.parameters, msdyn_importidscomelater: true }],
    });
    const [cost] = await book();
    const stored = (await integration.sim<{ rows: Record<string, unknown>[] }>('rows?system=dataverse&table=msdyn_actuals')).rows;
    expect(stored.map((row) => row['msdyn_actualimportid'])).toEqual([null, null]);
    expect((await integration.get(`${api}/msdyn_actuals(${cost!})`)).json<Record<string, unknown>>()['msdyn_actualimportid']).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });

  it('nobody sets the stage of an approval by hand', async () => {
    await book();
    const [approval] = await rows('msdyn_projectapprovals');
    const answer = await integration.patch(
      `${api}/msdyn_projectapprovals(${String(approval!['msdyn_projectapprovalid'])})`,
      { msdyn_recordstage: 1 },
      person,
    );
    expect(refusal(answer)).toMatchObject({ status: 400, code: '0x80040265' });
  });

  it('the README names every action with its parameters', async () => {
    const listed = await integration.sim<{ actions: { name: string; system: string; parameters: Record<string, string> }[] }>('');
    const readme = readFileSync(join(__dirname, '../src/project-operations/dataverse/README.md'), 'utf8').split('\n');
    const missing = listed.actions
      .filter(({ system }) => system === 'dataverse')
      .filter(({ name, parameters }) => {
        const row = readme.find((line) => line.startsWith(`| \`${name}\` `));
        return row?.split('|').at(-2)?.trim() !== Object.keys(parameters).join(', ');
      });
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('lists what people can do, and refuses in words', async () => {
    const listed = await integration.sim<{ actions: { name: string; system: string; parameters: object }[] }>('');
    const names = listed.actions.filter(({ system }) => system === 'dataverse').map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['submit-time', 'approve-time', 'recall-time', 'confirm-contract', 'confirm-invoice', 'run-jobs']),
    );

    const answer = await integration.raw('/_sim/actions/approve-time', { method: 'POST', body: { entries: 'nobody' } });
    expect([answer.status, answer.json<{ error: { message: string } }>().error.message]).toEqual([
      422,
      "There is no msdyn_timeentry 'nobody'.",
    ]);
  });
});
