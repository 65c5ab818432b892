import { EventReceiver } from './event-receiver';
import { SimulatorClient } from './simulator-client';

// The samples of simulator-control.md, word for word: both name columns (of a key, of a reference) that they do not list.
const thing = {
  logicalName: 'sample_thing',
  entitySetName: 'sample_things',
  primaryId: 'sample_thingid',
  primaryName: 'sample_name',
  baseType: 'crmbaseentity',
  changeTracking: false,
  optimisticConcurrency: true,
  columns: [
    { name: 'sample_name', type: 'String', maxLength: 100 },
    { name: 'sample_amount', type: 'Money', precision: 2 },
    { name: 'sample_kind', type: 'Choice', options: [{ value: 1, label: 'A' }] },
    { name: 'sample_on', type: 'DateTime', behavior: 'UserLocal' },
    { name: 'modifiedon', type: 'DateTime', readOnly: true },
  ],
  lookups: [
    {
      name: 'sample_parentid',
      targets: [{ table: 'account', navigation: 'sample_parentid_account', collection: 'sample_account_things' }],
    },
  ],
  manyToMany: [{ with: 'account', navigation: 'sample_thing_accounts', navigationOnOther: 'sample_account_manythings' }],
  alternateKeys: [{ name: 'sample_key', columns: ['sample_keyattribute'] }],
};

const groups = {
  entitySetName: 'CustomerGroups',
  entityType: 'CustomerGroup',
  internalName: 'CustCustomerGroupEntity',
  label: 'Customer groups',
  key: ['dataAreaId', 'CustomerGroupId'],
  companySpecific: true,
  readOnly: false,
  dataEvents: true,
  dataManagement: true,
  columns: [
    { name: 'CustomerGroupId', type: 'String', maxLength: 10 },
    { name: 'Description', type: 'String', maxLength: 60 },
    { name: 'IsSalesTaxIncludedInPrice', type: 'Enum', enum: 'NoYes' },
    { name: 'Rate', type: 'Decimal' },
    { name: 'ValidFrom', type: 'DateTime' },
    { name: 'RecordId', type: 'Int64', readOnly: true },
  ],
  enums: [
    {
      name: 'NoYes',
      values: [
        { name: 'No', value: 0 },
        { name: 'Yes', value: 1 },
      ],
    },
  ],
  references: [{ columns: ['PaymentTermId'], to: 'PaymentTerms', by: ['Name'], navigation: 'PaymentTerm' }],
  collections: [{ navigation: 'ProjectFundingRules', to: 'ProjectFundingRules', by: { ProjectContractID: 'ProjectContractId' } }],
  actions: [{ name: 'submit', boundTo: 'record', parameters: [], refuse: { where: { CustomerGroupId: '10' }, message: '...' } }],
};

let client: SimulatorClient;
beforeAll(async () => {
  client = await SimulatorClient.start();
});
afterAll(() => client.stop());

describe('the samples of simulator-control.md', () => {
  it('define a Dataverse table with all it names: both ends of a lookup and of a many-to-many relationship, and its key', async () => {
    await client.sim('tables', { system: 'dataverse', tables: [thing] });
    const api = '/api/data/v9.2';
    const account = (await client.post(`${api}/accounts`, { name: 'A' }, { prefer: 'return=representation' })).json<{
      accountid: string;
    }>();
    const body = {
      sample_name: 'T',
      sample_amount: 2.5,
      sample_keyattribute: 'K 1',
      'sample_parentid_account@odata.bind': `/accounts(${account.accountid})`,
      'sample_thing_accounts@odata.bind': [`/accounts(${account.accountid})`],
    };
    expect((await client.post(`${api}/sample_things`, body)).status).toBe(204);
    const row = await client.get(`${api}/sample_things(sample_keyattribute='K 1')?$select=sample_name,sample_amount`);
    expect(row.json()).toMatchObject({ sample_name: 'T', sample_amount: 2.5 });
    for (const navigation of ['sample_account_things', 'sample_account_manythings']) {
      const related = await client.get(`${api}/accounts(${account.accountid})/${navigation}?$select=sample_name`);
      expect(related.json()).toMatchObject({ value: [{ sample_name: 'T' }] });
    }
    const tracked = () => client.get(`${api}/accounts?$select=name`, { prefer: 'odata.track-changes' });
    await client.sim('tables', { system: 'dataverse', tables: [{ logicalName: 'account', changeTracking: true }] });
    expect((await tracked()).json()).toHaveProperty(['@odata.deltaLink']);
  });

  it('define a Finance entity with the reference it checks and the action it refuses', async () => {
    await client.sim('tables', { system: 'finance', tables: [groups] });
    const created = await client.post('/data/CustomerGroups', { CustomerGroupId: '10' });
    expect(created.json()).toMatchObject({ dataAreaId: 'usmf', PaymentTermId: '', IsSalesTaxIncludedInPrice: 'No', Rate: 0 });
    expect((await client.post('/data/CustomerGroups', { CustomerGroupId: '20', PaymentTermId: 'N30' })).text).toContain(
      "Warning: The value 'N30' in field 'Payment term id' is not found in the related table",
    );
    const submit = (id: string) =>
      client.post(`/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='${id}')/Microsoft.Dynamics.DataEntities.submit`, {});
    await client.post('/data/CustomerGroups', { CustomerGroupId: '20' });
    expect([(await submit('10')).status, (await submit('20')).status]).toEqual([500, 204]);
  });

  it('activate one event, or all of a kind when none is named', async () => {
    const receiver = await EventReceiver.start();
    const { url } = receiver;
    const subscribe = (more: object) => client.sim('subscriptions', { system: 'finance', company: '', url, ...more });
    await subscribe({ kind: 'business-event' });
    await subscribe({ kind: 'data-event', operation: 'create' });
    await client.sim('business-events', { businessEventId: 'AnyBusinessEvent', company: 'usmf', payload: { A: 1 } });
    await receiver.received(1);
    await client.post('/data/PaymentTerms', { Name: 'N30' });
    const [business, data] = (await receiver.received(2)).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(business).toMatchObject({ BusinessEventId: 'AnyBusinessEvent', A: 1 });
    expect(data).toMatchObject({ MessageName: 'OnExternalCreated' });
    await receiver.stop();
    await client.sim('subscriptions', {
      system: 'finance',
      kind: 'business-event',
      eventId: 'OurBusinessEvent',
      company: '',
      url,
    });
    const action = '/data/BusinessEventsCatalogs/Microsoft.Dynamics.DataEntities.getBusinessEventsCatalog';
    const catalogue = (await client.post(action, { _businessEventsCategory: '' })).json<{ value: string }>();
    expect(JSON.parse(catalogue.value)).toEqual(expect.arrayContaining(['SalesInvoicePostedBusinessEvent', 'OurBusinessEvent']));
  });
});
