import { DynamicsWebApi } from 'dynamics-web-api';
import { SimulatorClient } from '../../test/simulator-client';
import { standardTables } from '../../test/dataverse-environment';

// A public client that nobody here wrote (section 19), doing what its users do with it, over real HTTP.
let simulator: SimulatorClient;
let client: DynamicsWebApi;

const id = (n: number) => `5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e${String(n).padStart(3, '0')}`;

beforeAll(async () => {
  simulator = await SimulatorClient.start();
  const token = await simulator.authenticate();
  client = new DynamicsWebApi({ serverUrl: simulator.url, dataApi: { version: '9.2' }, onTokenRefresh: () => Promise.resolve(token) });
});

afterAll(() => simulator.stop());

beforeEach(async () => {
  await simulator.sim('reset', {});
  await simulator.sim('tables', { system: 'dataverse', tables: standardTables });
  await simulator.authenticate();
});

describe('dynamics-web-api', () => {
  it('creates, retrieves, updates, upserts and deletes', async () => {
    const key = await client.create({ collection: 'accounts', data: { name: 'One', accountnumber: 'A-1', revenue: 12.5 } });
    expect(key).toMatch(/^[0-9a-f-]{36}$/);
    const row = await client.retrieve({ collection: 'accounts', key: String(key), select: ['name', 'revenue'], includeAnnotations: '*' });
    expect(row).toMatchObject({ name: 'One', revenue: 12.5, revenue_Formatted: '$12.50', accountid: key });
    const updated = await client.update({
      collection: 'accounts',
      key: String(key),
      data: { name: 'Two' },
      returnRepresentation: true,
      select: ['name'],
    });
    expect(updated).toMatchObject({ name: 'Two' });
    await client.updateSingleProperty({ collection: 'accounts', key: String(key), fieldValuePair: { name: 'Three' } });
    const etag = row['@odata.etag'];
    expect(await client.update({ collection: 'accounts', key: String(key), data: { name: 'x' }, ifmatch: etag })).toBe(false);
    const upserted = await client.upsert({
      collection: 'accounts',
      key: "accountnumber='A-1'",
      data: { numberofemployees: 5 },
      returnRepresentation: true,
    });
    expect(upserted).toMatchObject({ name: 'Three', numberofemployees: 5 });
    expect(await client.upsert({ collection: 'accounts', key: String(key), data: { name: 'y' }, ifnonematch: '*' })).toBeNull(); // its word for 412
    await client.deleteRecord({ collection: 'accounts', key: String(key), property: 'numberofemployees' });
    expect((await client.retrieve({ collection: 'accounts', key: String(key) })).numberofemployees).toBeNull();
    expect(await client.deleteRecord({ collection: 'accounts', key: String(key) })).toBe(true);
    await expect(client.retrieve({ collection: 'accounts', key: String(key) })).rejects.toMatchObject({ status: 404, code: '0x80040217' });
  });

  it('learns nothing of an upsert by a text key: it looks for a GUID in OData-EntityId, which repeats the key (17.2, 2)', async () => {
    const upsert = () => client.upsert({ collection: 'accounts', key: "accountnumber='A-1'", data: { name: 'x' } });
    expect([await upsert(), await upsert()].map((answer) => /[0-9a-f-]{36}/.test(String(answer)))).toEqual([false, false]);
    expect(await client.count({ collection: 'accounts' })).toBe(1);
  });

  it('retrieves many: filters, orders, counts, expands, pages', async () => {
    await simulator.sim('seed', {
      system: 'dataverse',
      table: 'accounts',
      rows: [1, 2, 3, 4, 5].map((n) => ({ accountid: id(n), name: `Row ${n}`, numberofemployees: n })),
    });
    await simulator.sim('seed', {
      system: 'dataverse',
      table: 'contacts',
      rows: [{ contactid: id(9), lastname: 'Byron', _parentcustomerid_value: id(5), '_parentcustomerid_value@type': 'account' }],
    });
    const page = await client.retrieveMultiple({
      collection: 'accounts',
      select: ['name'],
      filter: 'numberofemployees gt 1',
      orderBy: ['name desc'],
      count: true,
      maxPageSize: 3,
      expand: [{ property: 'contact_customer_accounts', select: ['lastname'], filter: "lastname ne 'x'" }],
    });
    expect(page.oDataCount).toBe(4);
    expect(page.value.map(({ name }) => name)).toEqual(['Row 5', 'Row 4', 'Row 3']);
    expect(page.value[0].contact_customer_accounts).toMatchObject([{ lastname: 'Byron' }]);
    const next = await client.retrieveMultiple({ collection: 'accounts', maxPageSize: 3 }, page.oDataNextLink);
    expect(next.value.map(({ name }) => name)).toEqual(['Row 2']);
    expect((await client.retrieveAll({ collection: 'accounts', select: ['name'] })).value).toHaveLength(5);
    expect(await client.count({ collection: 'accounts', filter: "name eq 'row 1'" })).toBe(1);
    expect(await client.countAll({ collection: 'accounts', select: ['name'] })).toBe(5);
    const sums = await client.retrieveMultiple({ collection: 'accounts', apply: 'aggregate(numberofemployees with sum as total)' });
    expect(sums.value).toMatchObject([{ total: 15 }]);
  });

  it('follows changes', async () => {
    const initial = await client.retrieveMultiple({ collection: 'accounts', select: ['name'], trackChanges: true });
    await client.create({ collection: 'accounts', data: { name: 'One', accountid: id(1) } });
    await client.deleteRecord({ collection: 'accounts', key: id(1) });
    await client.create({ collection: 'accounts', data: { name: 'Two', accountid: id(2) } });
    const delta = await client.retrieveMultiple({ collection: 'accounts' }, initial.oDataDeltaLink);
    expect(delta.value).toMatchObject([{ name: 'Two' }, { id: id(1), reason: 'deleted' }]);
  });

  it('associates and disassociates in every cardinality', async () => {
    await client.create({ collection: 'accounts', data: { accountid: id(1), name: 'One' } });
    await client.create({ collection: 'contacts', data: { contactid: id(2), lastname: 'Byron' } });
    await client.create({ collection: 'leads', data: { leadid: id(3), subject: 'Lead' } });
    const names = async (navigation: string) =>
      (await client.retrieve({ collection: 'accounts', key: id(1), expand: [{ property: navigation }] }))[navigation];
    await client.associate({
      collection: 'accounts',
      primaryKey: id(1),
      relationshipName: 'contact_customer_accounts',
      relatedCollection: 'contacts',
      relatedKey: id(2),
    });
    expect(await names('contact_customer_accounts')).toHaveLength(1);
    await client.disassociate({
      collection: 'accounts',
      primaryKey: id(1),
      relationshipName: 'contact_customer_accounts',
      relatedKey: id(2),
    });
    expect(await names('contact_customer_accounts')).toHaveLength(0);
    await client.associate({
      collection: 'accounts',
      primaryKey: id(1),
      relationshipName: 'accountleads_association',
      relatedCollection: 'leads',
      relatedKey: id(3),
    });
    expect(await names('accountleads_association')).toHaveLength(1);
    await client.disassociate({
      collection: 'accounts',
      primaryKey: id(1),
      relationshipName: 'accountleads_association',
      relatedKey: id(3),
    });
    expect(await names('accountleads_association')).toHaveLength(0);
    await client.associateSingleValued({
      collection: 'accounts',
      primaryKey: id(1),
      navigationProperty: 'primarycontactid',
      relatedCollection: 'contacts',
      relatedKey: id(2),
    });
    expect(await names('primarycontactid')).toMatchObject({ lastname: 'Byron' });
    await client.disassociateSingleValued({ collection: 'accounts', primaryKey: id(1), navigationProperty: 'primarycontactid' });
    expect(await names('primarycontactid')).toBeNull();
  });

  it('batches, with references, rollback and going on after errors', async () => {
    client.startBatch();
    void client.create({ collection: 'contacts', data: { contactid: id(1), lastname: 'Byron' }, contentId: '1' });
    void client.create({ collection: 'accounts', data: { accountid: id(2), name: 'Ünï', 'primarycontactid@odata.bind': '$1' } });
    void client.retrieveMultiple({ collection: 'contacts', select: ['lastname'] });
    const [contact, account, contacts] = await client.executeBatch();
    expect([contact, account]).toEqual([id(1), id(2)]);
    expect(contacts.value).toMatchObject([{ lastname: 'Byron' }]);
    expect(await client.retrieve({ collection: 'accounts', key: id(2) })).toMatchObject({ name: 'Ünï', _primarycontactid_value: id(1) });

    client.startBatch();
    void client.create({ collection: 'accounts', data: { accountid: id(3) } });
    void client.create({ collection: 'accounts', data: { accountid: id(2) } });
    await expect(client.executeBatch()).rejects.toBeDefined();
    expect(await client.count({ collection: 'accounts' })).toBe(1);

    client.startBatch();
    void client.retrieve({ collection: 'accounts', key: id(8) });
    void client.retrieve({ collection: 'accounts', key: id(2), select: ['name'] });
    const answers = await client.executeBatch({ continueOnError: true });
    expect(answers[0]).toMatchObject({ status: 404 });
    expect(answers[1]).toMatchObject({ name: 'Ünï' });
  });

  it('calls functions and actions, impersonates, reads definitions', async () => {
    const me = await client.callFunction('WhoAmI');
    expect(me.UserId).toMatch(/^[0-9a-f-]{36}$/);
    const totals = await client.callFunction({ functionName: 'RetrieveTotalRecordCount', parameters: { EntityNames: ['account'] } });
    expect(totals.EntityRecordCountCollection.Values).toEqual([0]);
    const created = await client.callAction({
      collection: 'accounts',
      actionName: 'Microsoft.Dynamics.CRM.CreateMultiple',
      action: { Targets: [{ '@odata.type': 'Microsoft.Dynamics.CRM.account', name: 'a' }] },
    });
    expect(created.Ids).toHaveLength(1);
    await simulator.sim('users', { system: 'dataverse', user: { systemuserid: id(7), fullname: 'Grace' }, impersonate: true });
    await client.create({ collection: 'accounts', data: { accountid: id(1) }, impersonate: id(7) });
    expect(await client.retrieve({ collection: 'accounts', key: id(1) })).toMatchObject({
      _createdby_value: id(7),
      _createdonbehalfby_value: me.UserId,
    });

    const entities = await client.retrieveEntities({ select: ['LogicalName', 'EntitySetName'], filter: "LogicalName eq 'account'" });
    expect(entities.value).toMatchObject([{ LogicalName: 'account', EntitySetName: 'accounts' }]);
    const { MetadataId } = entities.value[0];
    expect(await client.retrieveEntity({ key: MetadataId, select: ['PrimaryIdAttribute'] })).toMatchObject({
      PrimaryIdAttribute: 'accountid',
    });
    const attributes = await client.retrieveAttributes({
      entityKey: "LogicalName='account'",
      castType: 'Microsoft.Dynamics.CRM.PicklistAttributeMetadata',
      select: ['LogicalName'],
      expand: [{ property: 'OptionSet', select: ['Options'] }],
    });
    expect(attributes.value.find(({ LogicalName }) => LogicalName === 'accountcategorycode').OptionSet.Options).toHaveLength(2);
    const relationships = await client.retrieveRelationships({
      castType: 'Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata',
      select: ['SchemaName'],
      filter: "ReferencedEntity eq 'account'",
    });
    expect(relationships.value.map(({ SchemaName }) => SchemaName)).toContain('contact_customer_accounts');
    expect(await client.retrieveCsdlMetadata()).toContain('<EntitySet Name="accounts"');
  });
});
