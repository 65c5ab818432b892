import { customerGroups, paymentTerms, regions } from './finance-tables';
import { innerMessage, SimulatorClient } from './simulator-client';

const group10 = "/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='10')";

describe('Finance, writing (finance-api.md, section 3)', () => {
  let finance: SimulatorClient;

  beforeAll(async () => {
    finance = await SimulatorClient.start();
  });

  beforeEach(async () => {
    await finance.sim('reset', {});
    await finance.sim('tables', { system: 'finance', tables: [paymentTerms, customerGroups, regions] });
    await finance.sim('seed', { system: 'finance', table: 'PaymentTerms', rows: [{ dataAreaId: 'usmf', Name: 'Net30' }] });
    await finance.sim('seed', {
      system: 'finance',
      table: 'CustomerGroups',
      rows: [
        { dataAreaId: 'usmf', CustomerGroupId: '10', Description: 'First', PaymentTermId: 'Net30' },
        { dataAreaId: 'ussi', CustomerGroupId: '10' },
      ],
    });
  });

  afterAll(() => finance.stop());

  const create = (body: object, headers?: Record<string, string>) => finance.post('/data/CustomerGroups', body, headers);
  const group = async () => (await finance.get(group10)).json<Record<string, unknown>>();

  it('creates: 201 with the whole entity, version 1 and a location; the company is the default one when none is sent (3.2)', async () => {
    const answer = await create({
      CustomerGroupId: '20',
      ValidFrom: '2026-03-31T00:00:00Z',
      '@odata.type': '#Microsoft.Dynamics.DataEntities.CustomerGroup',
    });
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`${finance.url}/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='20')`);
    const body = answer.json<Record<string, string>>();
    expect(body).toMatchObject({ dataAreaId: 'usmf', CustomerGroupId: '20', Description: '', ValidFrom: '2026-03-31T12:00:00Z' });
    expect(Buffer.from(body['@odata.etag']!.slice(3, -1), 'base64').toString()).toBe("'1,5637144578'");
  });

  it('keeps every digit of a decimal (2.7)', async () => {
    const answer = await finance.call('/data/CustomerGroups', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"CustomerGroupId":"20","Rate":12345678901234567.123456}',
    });
    expect(answer.text).toContain('"Rate":12345678901234567.123456');
  });

  it('draws numbers of an automatic sequence and refuses sent ones (3.2)', async () => {
    const drawn = await finance.post('/data/Regions', { Code: 'A', Name: 'a' });
    expect(drawn.json()).toMatchObject({ Number: 'R0001' });
    expect((await finance.post('/data/Regions', { Code: 'B', Name: 'b', Number: 'R9' })).status).toBe(400);
  });

  it('numbers a key automatically or by hand, per company, as the switch says (3.2, 12)', async () => {
    await finance.sim('faults', { system: 'finance', numberSequences: { CustomerGroups: { usmf: 'automatic' }, Regions: 'manual' } });
    expect((await create({ Description: 'a' })).json()).toMatchObject({ CustomerGroupId: 'CUST-000001' });
    expect((await create({ CustomerGroupId: '20' })).status).toBe(400);
    expect((await create({ dataAreaId: 'ussi', CustomerGroupId: '20' })).status).toBe(201);
    expect((await finance.post('/data/Regions', { Code: 'B', Name: 'b', Number: 'R9' })).status).toBe(201);
  });

  it('updates: 204 without body, another record version, unsent fields left alone, by PATCH and PUT (3.3)', async () => {
    const before = await group();
    const answer = await finance.patch(group10, { Description: 'Second' });
    expect([answer.status, answer.text]).toEqual([204, '']);
    const after = await group();
    expect(after).toMatchObject({ Description: 'Second', PaymentTermId: 'Net30' });
    expect(after['@odata.etag']).not.toBe(before['@odata.etag']);
    expect((await finance.call(group10, { method: 'PUT', body: { Rate: 2 } })).status).toBe(204);
    expect(await group()).toMatchObject({ Description: 'Second', Rate: 2 });
  });

  it('refuses a changed key and accepts the same one (3.3)', async () => {
    expect((await finance.patch(group10, { CustomerGroupId: '11' })).status).toBe(400);
    expect((await finance.patch(group10, { CustomerGroupId: '10', Description: 'x' })).status).toBe(204);
  });

  it('has no upsert: an absent record, or one of another company, is 400 with a text (3.4)', async () => {
    for (const [method, path] of [
      ['PATCH', "/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='77')"],
      ['PUT', "/data/CustomerGroups(dataAreaId='ussi',CustomerGroupId='10')"],
      ['DELETE', "/data/CustomerGroups(dataAreaId='ussi',CustomerGroupId='10')"],
    ] as const) {
      const answer = await finance.call(path, { method, ...(method === 'DELETE' ? {} : { body: { Description: 'x' } }) });
      expect([method, answer.status, innerMessage(answer)]).toEqual([method, 400, 'No resources were found when selecting for update.']);
    }
    expect((await finance.delete("/data/CustomerGroups(dataAreaId='ussi',CustomerGroupId='10')?cross-company=true")).status).toBe(204);
  });

  it('deletes with 204, and refuses while dependants exist (3.5)', async () => {
    const refused = await finance.delete("/data/PaymentTerms(dataAreaId='usmf',Name='Net30')");
    expect([refused.status, innerMessage(refused)]).toEqual([
      400,
      "Delete failed for table row of type 'PaymentTermEntity'. Infolog: Error: Payment term cannot be deleted while dependent customer groups exist.",
    ]);
    expect((await finance.delete(group10)).status).toBe(204);
    expect((await finance.delete("/data/PaymentTerms(dataAreaId='usmf',Name='Net30')")).status).toBe(204);
  });

  it('checks If-Match: 412 for a stale etag, the star for any (3.6)', async () => {
    const etag = (await group())['@odata.etag'] as string;
    expect((await finance.patch(group10, { Rate: 1 }, { 'if-match': etag })).status).toBe(204);
    const stale = await finance.patch(group10, { Rate: 2 }, { 'if-match': etag });
    expect([stale.status, innerMessage(stale)]).toEqual([412, 'The record was changed by another user.']);
    expect((await finance.delete(group10, { 'if-match': '*' })).status).toBe(204);
  });

  it('names field, value and related table of an unknown reference (3.8)', async () => {
    expect(innerMessage(await create({ CustomerGroupId: '20', PaymentTermId: 'XX' }))).toBe(
      "Write failed for table row of type 'CustCustomerGroupEntity'. Infolog: Warning: The value 'XX' in field 'Terms of payment' is not found in the related table 'Terms of payment'.; Warning: validateField failed on field 'CustCustomerGroupEntity.PaymentTermId'.",
    );
  });

  it('looks references up in the row’s own company (3.8)', async () => {
    expect((await create({ dataAreaId: 'ussi', CustomerGroupId: '20', PaymentTermId: 'Net30' })).status).toBe(400);
  });

  it('says which record exists already (3.8)', async () => {
    expect(innerMessage(await create({ CustomerGroupId: '10', Description: 'Again' }))).toBe(
      "Write failed for table row of type 'CustCustomerGroupEntity'. Infolog: Info: Cannot create a record in Customer groups (CustGroup). Customer group id: 10, Again.\nThe record already exists..",
    );
  });

  it('asks for mandatory fields and for the key (3.8)', async () => {
    expect(innerMessage(await finance.post('/data/Regions', { Code: 'A' }))).toBe(
      "Write failed for table row of type 'Region'. Infolog: Warning: Field 'Name' must be filled in.; Warning: validateWrite failed on data source 'Region (Region)'.",
    );
    expect(innerMessage(await finance.post('/data/Regions', { Name: 'A' }))).toContain("Field 'Code' must be filled in.");
  });

  it.each<[string, object]>([
    ['an unknown property', { CustomerGroupId: '20', Nothing: 1 }],
    ['a number for a text', { CustomerGroupId: 20 }],
    ['a text for a number', { CustomerGroupId: '20', Rate: '1' }],
    ['a label for an enum member', { CustomerGroupId: '20', IsSalesTaxIncludedInPrice: 'ja' }],
    ['null for what is not a text', { CustomerGroupId: '20', ValidFrom: null }],
    ['a date that does not exist', { CustomerGroupId: '20', ValidFrom: '2026-02-30T00:00:00Z' }],
  ])('takes %s for a body that does not fit the metadata (3.8)', async (_what, body) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { innererror: { type: 'System.Reflection.TargetInvocationException' } } });
  });

  it('runs an action, or refuses it with 500 and its text (3.9)', async () => {
    await create({ CustomerGroupId: '20' });
    const action = 'Microsoft.Dynamics.DataEntities.submit';
    expect((await finance.call(`/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='20')/${action}`, { method: 'POST' })).status).toBe(
      204,
    );
    const refused = await finance.call(`${group10}/${action}`, { method: 'POST' });
    expect([refused.status, innerMessage(refused)]).toEqual([
      500,
      'Exception occurred while executing action submit on Entity CustomerGroup: Group 10 is closed.',
    ]);
    expect((await finance.call(`${group10}/Microsoft.Dynamics.DataEntities.Submit`, { method: 'POST' })).status).toBe(404);
  });

  it('fails as the switches say (12)', async () => {
    await finance.sim('faults', { system: 'finance', businessErrorStatus: 500, absentOnWrite: 404, staleEtagStatus: 409, language: 'de' });
    const duplicate = await create({ CustomerGroupId: '10' });
    expect([duplicate.status, innerMessage(duplicate)]).toEqual([500, expect.stringContaining('Der Datensatz ist bereits vorhanden')]);
    expect((await finance.patch("/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='77')", {})).status).toBe(404);
    expect((await finance.patch(group10, {}, { 'if-match': 'W/"x"' })).status).toBe(409);
  });

  it('meets an update conflict and a business rule when told to (3.6, control API)', async () => {
    await finance.sim('faults', {
      system: 'finance',
      updateConflicts: { table: 'CustomerGroups', count: 1 },
      rejectRows: { table: 'CustomerGroups', where: { Description: 'bad' }, message: 'No bad groups.' },
    });
    expect(innerMessage(await finance.patch(group10, { Rate: 1 }))).toContain('An update conflict occurred due to another user process');
    expect((await finance.patch(group10, { Rate: 1 })).status).toBe(204);
    expect(innerMessage(await finance.patch(group10, { Description: 'bad' }))).toContain('No bad groups.');
    expect((await group())['Description']).toBe('First');
  });
});
