import { customerGroups, paymentTerms, regions } from './finance-tables';
import { innerMessage, SimulatorClient } from './simulator-client';

interface Page {
  readonly '@odata.context': string;
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: Record<string, unknown>[];
}

describe('Finance, reading (finance-api.md, section 2)', () => {
  let finance: SimulatorClient;

  beforeAll(async () => {
    finance = await SimulatorClient.start();
    await finance.sim('tables', { system: 'finance', tables: [paymentTerms, customerGroups, regions] });
    await finance.sim('seed', {
      system: 'finance',
      table: 'PaymentTerms',
      rows: [{ dataAreaId: 'usmf', Name: 'Net30', NumberOfDays: 30 }],
    });
    await finance.sim('seed', {
      system: 'finance',
      table: 'CustomerGroups',
      rows: [
        {
          dataAreaId: 'USMF',
          CustomerGroupId: '10',
          Description: 'Road works',
          PaymentTermId: 'Net30',
          Rate: 1.05,
          ValidFrom: '2026-03-31T12:00:00Z',
        },
        { dataAreaId: 'usmf', CustomerGroupId: "O'Hara/1", Description: 'Railroad', IsSalesTaxIncludedInPrice: 'Yes' },
        { dataAreaId: 'ussi', CustomerGroupId: '10', Description: 'Other company' },
      ],
    });
  });

  afterAll(() => finance.stop());

  const ids = async (query: string): Promise<unknown[]> =>
    (await finance.get(`/data/CustomerGroups?${query}`)).json<Page>().value.map((row) => row['CustomerGroupId']);

  it('shows the default company only, unless cross-company is true (2.3)', async () => {
    expect(await ids('')).toEqual(['10', "O'Hara/1"]);
    expect(await ids("$filter=dataAreaId eq 'ussi'")).toEqual([]);
    expect(await ids("$filter=dataAreaId eq 'USSI'&cross-company=true")).toEqual(['10']);
    expect((await finance.get("/data/CustomerGroups(dataAreaId='ussi',CustomerGroupId='10')")).status).toBe(404);
    expect((await finance.get("/data/CustomerGroups(dataAreaId='ussi',CustomerGroupId='10')?cross-company=true")).status).toBe(200);
  });

  it('shows no company that the user may not see, even across companies (2.3)', async () => {
    await finance.sim('users', { system: 'finance', defaultCompany: 'usmf', companies: ['usmf'] });
    expect((await ids('cross-company=true')).length).toBe(2);
    await finance.sim('users', { system: 'finance', defaultCompany: 'usmf' });
  });

  it('writes rows with lower-case company, unset values, noon dates, exact decimals and the etag (2.6, 2.7)', async () => {
    const answer = await finance.get('/data/CustomerGroups?$top=1');
    expect(answer.headers['odata-version']).toBe('4.0');
    expect(answer.json<Page>()['@odata.context']).toBe(`${finance.url}/data/$metadata#CustomerGroups`);
    const [row] = answer.json<Page>().value;
    expect(row).toEqual({
      '@odata.etag': `W/"${Buffer.from("'0,5637144576'").toString('base64')}"`,
      dataAreaId: 'usmf',
      CustomerGroupId: '10',
      Description: 'Road works',
      PaymentTermId: 'Net30',
      IsSalesTaxIncludedInPrice: 'No',
      Rate: 1.05,
      ValidFrom: '2026-03-31T12:00:00Z',
      RecordId: 5637144576,
    });
    const unset = (await finance.get("/data/CustomerGroups(CustomerGroupId='O''Hara%2F1', dataAreaId='USMF')")).json();
    expect(unset).toMatchObject({
      ValidFrom: '1900-01-01T12:00:00Z',
      PaymentTermId: '',
      Rate: 0,
      '@odata.context': `${finance.url}/data/$metadata#CustomerGroups/$entity`,
    });
  });

  it.each([
    ["Description eq '*road*'", ['10', "O'Hara/1"]],
    ["Description eq 'ROAD*'", ['10']],
    ["Description eq '*road'", ["O'Hara/1"]],
    ["Description ne '*road'", ['10']],
    ["IsSalesTaxIncludedInPrice eq Microsoft.Dynamics.DataEntities.NoYes'Yes'", ["O'Hara/1"]],
    ['Rate gt 1.04', ['10']],
    ['ValidFrom ge 2026-01-01T00:00:00Z', ['10']],
    ["CustomerGroupId eq 'O''Hara/1' or PaymentTermId eq 'net30'", ['10', "O'Hara/1"]],
    ['PaymentTerm/NumberOfDays eq 30', ['10']],
    ['not (Rate add 1 gt 2)', ["O'Hara/1"]],
  ])('filters by %s (2.5)', async (filter, expected) => {
    expect(await ids(`$filter=${encodeURIComponent(filter)}`)).toEqual(expected);
  });

  it.each([
    "$filter=contains(Description,'x')",
    "$filter=CustomerGroupId in ('10')",
    "$filter=IsSalesTaxIncludedInPrice eq 'Yes'",
    "$filter=Nothing eq 'x'",
    '$apply=aggregate(Rate with sum as total)',
    '$search=x',
    '$compute=Rate as r',
    '$skiptoken=1',
    '$nonsense=1',
    '$select=Nothing',
    '$expand=PaymentTerm($expand=Nothing)',
    '$top=-1',
  ])('refuses %s with 400 (2.2, 2.5)', async (query) => {
    const answer = await finance.get(`/data/CustomerGroups?${encodeURI(query)}`);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: '', message: 'An error has occurred.' } });
  });

  it('lets text functions work where the switch says so (12)', async () => {
    await finance.sim('faults', { system: 'finance', filterFunctions: 'allow' });
    expect(await ids("$filter=contains(Description,'ROAD') and startswith(Description,'Road')")).toEqual(['10']);
    await finance.sim('faults', {});
  });

  it('answers the router’s 404 for an unknown set, a wrong letter case and a key that is not whole (2.1, 2.4)', async () => {
    for (const path of [
      'Nope',
      'customergroups',
      "CustomerGroups('10')",
      "CustomerGroups(dataAreaId='usmf')",
      "CustomerGroups(dataAreaId='usmf,CustomerGroupId='1')",
    ]) {
      const answer = await finance.get(`/data/${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.json<{ Message: string }>().Message).toMatch(
        /^No HTTP resource was found that matches the request URI '.*'\. No route data was found/,
      );
    }
  });

  it('answers an absent record with 404 and no body (2.4)', async () => {
    const answer = await finance.get("/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='99')");
    expect([answer.status, answer.text]).toEqual([404, '']);
  });

  it('expands one level with options, and names the projection in the context (2.6)', async () => {
    const page = (
      await finance.get('/data/CustomerGroups?$select=CustomerGroupId&$expand=PaymentTerm($select=Name,NumberOfDays)&$top=1')
    ).json<Page>();
    expect(page['@odata.context']).toBe(
      `${finance.url}/data/$metadata#CustomerGroups(CustomerGroupId,PaymentTerm,PaymentTerm(Name,NumberOfDays))`,
    );
    expect(page.value[0]).toMatchObject({ CustomerGroupId: '10', PaymentTerm: { Name: 'Net30', NumberOfDays: 30 } });
  });

  it('counts before $top, as a member and as a bare number (2.2)', async () => {
    const page = (await finance.get('/data/CustomerGroups?$count=true&$top=1')).json<Page>();
    expect([page['@odata.count'], page.value.length, page['@odata.nextLink']]).toEqual([2, 1, undefined]);
    expect((await finance.get('/data/CustomerGroups/$count?cross-company=true')).text).toBe('3');
  });

  it('pages by an absolute $skip link that repeats the query, 10,000 rows at most (2.8)', async () => {
    await finance.sim('generate', { system: 'finance', table: 'Regions', count: 10_002, template: { Code: 'G{n:5}', Name: 'Region {n}' } });
    const first = (await finance.get('/data/Regions?$select=Code&$orderby=Code')).json<Page>();
    expect(first.value.length).toBe(10_000);
    expect(first['@odata.nextLink']).toBe(`${finance.url}/data/Regions?$select=Code&$orderby=Code&$skip=10000`);
    const last = (await finance.get(first['@odata.nextLink']!.slice(finance.url.length))).json<Page>();
    expect(last.value.map((row) => row['Code'])).toEqual(['G10001', 'G10002']);
    const small = await finance.get('/data/Regions?$top=5&$orderby=Code', { prefer: 'odata.maxpagesize=2' });
    expect(small.headers['preference-applied']).toBe('odata.maxpagesize=2');
    expect(small.json<Page>()['@odata.nextLink']).toBe(`${finance.url}/data/Regions?$orderby=Code&$skip=2&$top=3`);
  });

  it('sorts by several columns, text without letter case (2.2)', async () => {
    expect(await ids('$orderby=IsSalesTaxIncludedInPrice desc,CustomerGroupId')).toEqual(["O'Hara/1", '10']);
  });

  it('reads one property, its raw value, and a navigation property (2.2)', async () => {
    const record = "/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='10')";
    expect((await finance.get(`${record}/Description`)).json()).toMatchObject({ value: 'Road works' });
    expect((await finance.get(`${record}/Description/$value`)).text).toBe('Road works');
    expect((await finance.get(`${record}/PaymentTerm`)).json()).toMatchObject({ Name: 'Net30' });
  });

  it('adds types and links with full metadata, and nothing with none (2.6)', async () => {
    const full = (await finance.get('/data/CustomerGroups?$top=1', { accept: 'application/json;odata.metadata=full' })).json<Page>()
      .value[0];
    expect(full).toMatchObject({
      '@odata.type': '#Microsoft.Dynamics.DataEntities.CustomerGroup',
      '@odata.editLink': "CustomerGroups(dataAreaId='usmf',CustomerGroupId='10')",
      'Rate@odata.type': '#Decimal',
    });
    const none = await finance.get('/data/CustomerGroups?$top=1', { accept: 'application/json;odata.metadata=none' });
    expect(none.text).not.toContain('@odata');
  });

  it('names what is wrong in the innermost message (7.1)', async () => {
    expect(innerMessage(await finance.get("/data/CustomerGroups?$filter=Nothing eq 'x'"))).toContain("'Nothing'");
  });

  it('describes sets, properties and enums as JSON (2.9)', async () => {
    const entity = (
      await finance.get(
        "/metadata/DataEntities?$filter=Name eq 'CustCustomerGroupEntity'&$select=Name,PublicCollectionName,DataServiceEnabled",
      )
    ).json<Page>();
    expect(entity.value).toEqual([{ Name: 'CustCustomerGroupEntity', PublicCollectionName: 'CustomerGroups', DataServiceEnabled: true }]);
    const publicEntity = (await finance.get("/metadata/PublicEntities('CustomerGroup')")).json<{
      Properties: { Name: string; AllowEdit: boolean }[];
    }>();
    expect(publicEntity.Properties.find(({ Name }) => Name === 'RecordId')?.AllowEdit).toBe(false);
    expect((await finance.get("/metadata/PublicEnumerations('NoYes')")).json()).toMatchObject({
      Members: [
        { Name: 'No', Value: 0 },
        { Name: 'Yes', Value: 1 },
      ],
    });
    expect((await finance.get("/metadata/PublicEntities?$filter=contains(tolower(Name),'customerg')")).json<Page>().value.length).toBe(1);
  });

  it('describes itself as CSDL (2.9)', async () => {
    const document = await finance.get('/data/$metadata');
    expect(document.text).toContain('<EntitySet Name="CustomerGroups" EntityType="Microsoft.Dynamics.DataEntities.CustomerGroup">');
    expect(document.text).toContain('<Property Name="Rate" Type="Edm.Decimal" Nullable="false"/>');
    expect(document.text).toContain('<Action Name="GetExecutionSummaryStatus" IsBound="true">');
  });
});
