import { standardTables, TestEnvironment } from '../../test/dataverse-environment';

let environment: TestEnvironment;

beforeEach(() => {
  environment = new TestEnvironment();
  environment.dataverse.define(standardTables);
});

const id = (n: number) => `5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e${String(n).padStart(3, '0')}`;

describe('webhooks (section 7)', () => {
  it('are registered through the API and tell what was written, in the form of the data contract', () => {
    const endpoint = environment.send('POST', 'serviceendpoints', {
      name: 'hook',
      contract: 8,
      url: 'http://127.0.0.1:1/hooks',
      authtype: 5,
      authvalue: '<settings><setting name="x-concord-key" value="k&amp;1" /></settings>',
    });
    const endpointId = /\(([^)]+)\)$/.exec(endpoint.headers['OData-EntityId']!)![1]!;
    expect(environment.get(`serviceendpoints(${endpointId})`).json).not.toHaveProperty('authvalue');
    const filters = environment.get(
      "sdkmessagefilters?$select=sdkmessagefilterid&$filter=sdkmessageid/name eq @m and primaryobjecttypecode eq @t&@m='Update'&@t='account'",
    );
    const [{ sdkmessagefilterid }] = filters.json.value;
    const message = environment.get("sdkmessages?$filter=name eq 'Update'").json.value[0].sdkmessageid;
    const step = environment.send('POST', 'sdkmessageprocessingsteps', {
      name: 'step',
      stage: 40,
      mode: 1,
      filteringattributes: 'name,primarycontactid',
      asyncautodelete: true,
      'sdkmessageid@odata.bind': `/sdkmessages(${message})`,
      'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${sdkmessagefilterid})`,
      'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${endpointId})`,
    });
    expect(step.status).toBe(204);
    environment.send('POST', 'accounts', { accountid: id(1), name: 'One' });
    environment.send('PATCH', `accounts(${id(1)})`, { numberofemployees: 5 });
    expect(environment.deliveries).toHaveLength(0);
    environment.send('PATCH', `accounts(${id(1)})?tag=concord`, { name: 'Two', revenue: 5.5, accountcategorycode: 1 });
    const [delivery] = environment.deliveries;
    expect(delivery!.headers).toMatchObject({
      'x-concord-key': 'k&1',
      'x-ms-dynamics-entity-name': 'account',
      'x-ms-dynamics-request-name': 'Update',
    });
    expect(delivery!.body).toContain('\\/Date(1773480413000)\\/');
    const context = JSON.parse(delivery!.body);
    expect(context).toMatchObject({
      MessageName: 'Update',
      PrimaryEntityId: id(1),
      PrimaryEntityName: 'account',
      Stage: 40,
      SharedVariables: [{ key: 'tag', value: 'concord' }],
      InputParameters: [
        {
          key: 'Target',
          value: {
            LogicalName: 'account',
            Attributes: expect.arrayContaining([
              { key: 'name', value: 'Two' },
              { key: 'revenue', value: { __type: 'Money:http://schemas.microsoft.com/xrm/2011/Contracts', Value: 5.5 } },
              { key: 'accountcategorycode', value: { __type: 'OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts', Value: 1 } },
            ]),
          },
        },
      ],
    });
    delivery!.settled(500);
    expect(environment.get('asyncoperations?$select=statecode,statuscode').json.value).toMatchObject([{ statecode: 3, statuscode: 31 }]);
  });
});

describe('metadata (section 4.7) and the rest', () => {
  it('describes tables', () => {
    const answer = environment.get(
      "EntityDefinitions(LogicalName='account')?$select=LogicalName,EntitySetName,ChangeTrackingEnabled&$expand=Keys($select=KeyAttributes,EntityKeyIndexStatus),ManyToOneRelationships($select=ReferencingEntityNavigationPropertyName)",
    );
    expect(answer.json).toMatchObject({
      LogicalName: 'account',
      EntitySetName: 'accounts',
      ChangeTrackingEnabled: true,
      MetadataId: expect.any(String),
      Keys: [{ KeyAttributes: ['accountnumber'], EntityKeyIndexStatus: 'Active' }],
    });
    const choice = environment.get(
      "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='accountcategorycode')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet,GlobalOptionSet",
    );
    expect(choice.json.OptionSet.Options[0]).toMatchObject({
      Value: 1,
      Label: { UserLocalizedLabel: { Label: 'Preferred Customer', LanguageCode: 1033 } },
    });
    expect(environment.get('$metadata').text).toContain('<EntityType Name="account" BaseType="mscrm.crmbaseentity">');
  });

  it('says who is calling, and writes in the name of another', () => {
    const userid = environment.dataverse.addUser({ user: { systemuserid: id(7), fullname: 'Grace' }, impersonate: true });
    expect(environment.get('WhoAmI').json.UserId).toBe(environment.userId);
    expect(environment.send('POST', 'WhoAmI').status).toBe(404);
    environment.send('POST', 'accounts', { accountid: id(1) }, { mscrmcallerid: userid });
    expect(environment.get(`accounts(${id(1)})`).json).toMatchObject({
      _createdby_value: userid,
      _createdonbehalfby_value: environment.userId,
    });
    expect(environment.send('POST', 'accounts', {}, { mscrmcallerid: id(8) }).errorCode).toBe('0x80048D1A');
  });

  it('generates numbered rows', () => {
    environment.dataverse.generate('accounts', 12, { name: 'Row {n:3}', revenue: 5 });
    const { count, rows } = environment.dataverse.rows('account', 2, 9);
    expect(count).toBe(12);
    expect(rows).toMatchObject([{ name: 'Row 010', revenue: 5 }, { name: 'Row 011' }]);
  });
});
