import { SimulatorClient } from './simulator-client';

interface List {
  readonly value: Record<string, unknown>[];
}

describe('Data sets', () => {
  let client: SimulatorClient;

  beforeAll(async () => {
    client = await SimulatorClient.start('demo');
  });

  beforeEach(() => client.sim('reset', { dataset: 'demo' }));

  afterAll(() => client.stop());

  it('demo has three legal entities on both sides and currencies on Finance’s', async () => {
    const finance = (await client.get('/data/LegalEntities?$select=LegalEntityId')).json<List>();
    const dataverse = (await client.get('/api/data/v9.2/cdm_companies?$select=cdm_companycode')).json<List>();
    expect(finance.value.map((row) => row['LegalEntityId'])).toEqual(['DEMF', 'USMF', 'USSI']);
    expect(dataverse.value.map((row) => row['cdm_companycode']).sort()).toEqual(['DEMF', 'USMF', 'USSI']);
    expect((await client.get('/data/Currencies/$count')).text).toBe('6');
  });

  it('demo rows refer to rows that exist: each one can be written back through the API', async () => {
    for (const set of ['CustomersV3', 'CustomerGroups', 'ExchangeRateCurrencyPairs', 'ExchangeRateCDSs', 'Ledgers']) {
      const { value } = (
        await client.get(`/data/${set}?cross-company=true`, { accept: 'application/json;odata.metadata=full' })
      ).json<List>();
      expect([set, value.length > 0]).toEqual([set, true]);
      for (const row of value) {
        const columns = Object.entries(row).filter(([name, held]) => !name.includes('@') && typeof held === 'string');
        const answer = await client.patch(`/data/${String(row['@odata.editLink'])}?cross-company=true`, Object.fromEntries(columns));
        expect([set, answer.status, answer.text]).toEqual([set, 204, '']);
      }
    }
  });

  it('a contract with customer, line, funding source and project can be written to Finance', async () => {
    const company = { dataAreaId: 'usmf' };
    const steps: [string, object][] = [
      ['CustomersV3', { ...company, CustomerAccount: 'AC-1', CustomerGroupId: '10', InvoiceAccount: 'AC-1', OrganizationName: 'New' }],
      [
        'ProjectContractHeaders',
        { ...company, ProjectContractId: 'ORD-1', Name: 'Contract', SalesCurrencyCode: 'USD', CustomerAccountNumber: 'AC-1' },
      ],
      ['ProjectsV2', { ...company, ProjectId: 'PRJ-1', ProjectName: 'Project', CustomerAccountNumber: 'AC-1', ProjectStage: 'InProcess' }],
      [
        'ProjectContractLines',
        {
          ...company,
          ProjectContractId: 'ORD-1',
          LineSequenceNumber: 1,
          BillingMethod: 'FixedPrice',
          LineProjectId: 'PRJ-1',
          LineAmount: 10.5,
        },
      ],
      [
        'ProjectFundingSources',
        { ...company, ProjectContractID: 'ORD-1', FundingSourceId: 'F-1', CustomerOrOrganization: 'AC-1', TermsOfPayment: 'Net30' },
      ],
      ['ResResourceCategories', { ...company, RoleId: 'ROLE-1', Description: 'Role' }],
      ['ProjectTransactionCategories', { CategoryId: 'TCN-1', Name: 'Category' }],
    ];
    for (const [set, body] of steps) {
      const answer = await client.post(`/data/${set}`, body);
      expect([set, answer.status, answer.status === 201 ? '' : answer.text]).toEqual([set, 201, '']);
    }
    expect(
      (await client.post('/data/ProjectContractHeaders', { dataAreaId: 'nope', ProjectContractId: 'x', SalesCurrencyCode: 'USD' })).status,
    ).toBe(400);
  });

  it('a project and its contract can be entered in Dataverse, found by their alternate keys', async () => {
    const api = '/api/data/v9.2';
    const order = await client.post(`${api}/salesorders`, {
      name: 'Contract',
      msdyn_salesordernumber: 'ORD-1',
      msdyn_ordertype: 192350001,
      'msdyn_company@odata.bind': "/cdm_companies(cdm_companycode='USMF')",
      'customerid_account@odata.bind': '/accounts(00000004-0000-4000-8000-000000000001)',
    });
    expect([order.status, order.text]).toEqual([204, '']);
    const project = await client.post(`${api}/msdyn_projects`, {
      msdyn_subject: 'Project',
      msdyn_projectnumber: 'PRJ-1',
      'msdyn_OwningCompany@odata.bind': '/cdm_companies(00000001-0000-4000-8000-000000000001)',
      'msdyn_salesorderid@odata.bind':
        "/salesorders(msdyn_salesordernumber='ORD-1',_msdyn_company_value=00000001-0000-4000-8000-000000000001)",
    });
    expect([project.status, project.text]).toEqual([204, '']);
    const found = await client.get(
      `${api}/msdyn_projects(msdyn_projectnumber='PRJ-1',_msdyn_owningcompany_value=00000001-0000-4000-8000-000000000001)`,
    );
    expect(found.json()).toMatchObject({ msdyn_subject: 'Project', statecode: 0 });
  });

  it('empty keeps the built-in tables without rows, and a whole definition takes the place of a built-in one', async () => {
    await client.sim('reset', { dataset: 'empty' });
    expect((await client.get('/data/CustomersV3/$count')).text).toBe('0');
    expect((await client.get('/api/data/v9.2/accounts')).json<List>().value).toEqual([]);
    await client.sim('tables', {
      system: 'dataverse',
      tables: [
        {
          logicalName: 'account',
          entitySetName: 'accounts',
          primaryId: 'accountid',
          primaryName: 'name',
          columns: [{ name: 'name', type: 'String' }],
        },
      ],
    });
    expect((await client.get('/api/data/v9.2/accounts?$select=accountnumber')).status).toBe(400);
    await client.sim('tables', {
      system: 'dataverse',
      tables: [{ logicalName: 'account', columns: [{ name: 'accountnumber', type: 'String' }] }],
    });
    expect((await client.get('/api/data/v9.2/accounts?$select=accountnumber')).status).toBe(200);
    expect((await client.get('/api/data/v9.2/contacts')).status).toBe(200);
  });
});
