import { api, standardTables, TestEnvironment } from '../../test/dataverse-environment';

let environment: TestEnvironment;

beforeEach(() => {
  environment = new TestEnvironment();
  environment.dataverse.define(standardTables);
});

const id = (n: number) => `5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e${String(n).padStart(3, '0')}`;

describe('reading (section 4)', () => {
  beforeEach(() => {
    environment.dataverse.seed('accounts', [
      { accountid: id(1), name: 'Fabrikam', accountnumber: 'F-1', revenue: 12500.5, accountcategorycode: 1, creditonhold: false },
      { accountid: id(2), name: 'Contoso', accountnumber: 'C-2', numberofemployees: 1200, openedon: '2026-03-01' },
      { accountid: id(3), name: 'Adventure Works', _parentaccountid_value: id(1) },
    ]);
    environment.dataverse.seed('contact', [
      { contactid: id(11), firstname: 'Ada', lastname: 'Byron', _parentcustomerid_value: id(1), '_parentcustomerid_value@type': 'account' },
    ]);
  });

  it('answers one row with its context, etag and primary key, whatever is selected', () => {
    const answer = environment.get(`accounts(${id(1)})?$select=name`);
    expect(answer.status).toBe(200);
    expect(answer.headers['ETag']).toBe(answer.json['@odata.etag']);
    expect(answer.json).toEqual({
      '@odata.context': `${api}/$metadata#accounts(name)/$entity`,
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
      name: 'Fabrikam',
      accountid: id(1),
    });
  });

  it('adds the currency lookup to money, with all digits of the amount, and annotations before their property', () => {
    const answer = environment.get(`accounts(${id(1)})?$select=revenue,accountcategorycode`, { prefer: 'odata.include-annotations="*"' });
    expect(answer.json).toMatchObject({
      revenue: 12500.5,
      'revenue@OData.Community.Display.V1.FormattedValue': '$12,500.50',
      'accountcategorycode@OData.Community.Display.V1.FormattedValue': 'Preferred Customer',
      '_transactioncurrencyid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'transactioncurrency',
      '_transactioncurrencyid_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'transactioncurrencyid',
      '_transactioncurrencyid_value@OData.Community.Display.V1.FormattedValue': 'US Dollar',
    });
    expect(answer.text.indexOf('revenue@OData')).toBeLessThan(answer.text.indexOf('"revenue":'));
  });

  it.each([
    ["name eq 'fabrikam'", ['Fabrikam']],
    ["contains(name,'o') and not startswith(name,'a')", ['Contoso']],
    ["name eq '%works'", ['Adventure Works']],
    ['numberofemployees ge 1200', ['Contoso']],
    ['numberofemployees ne 5', ['Contoso']],
    ['revenue gt 12500.49', ['Fabrikam']],
    ['creditonhold eq false', ['Fabrikam']],
    ['openedon eq 2026-03-01', ['Contoso']],
    [`_parentaccountid_value eq ${id(1)}`, ['Adventure Works']],
    ["parentaccountid/name eq 'FABRIKAM'", ['Adventure Works']],
    ['accountnumber eq null', ['Adventure Works']],
    ["contact_customer_accounts/any(c:c/lastname eq 'Byron' and c/firstname ne null)", ['Fabrikam']],
    ['account_parent_account/any()', ['Fabrikam']],
    ["Microsoft.Dynamics.CRM.In(PropertyName='accountnumber',PropertyValues=['F-1','c-2'])", ['Fabrikam', 'Contoso']],
    ['Microsoft.Dynamics.CRM.Between(PropertyName=\'numberofemployees\',PropertyValues=["1000","1300"])', ['Contoso']],
    ["name eq @p1 or numberofemployees eq @p2&@p1='Fabrikam'&@p2=1200", ['Fabrikam', 'Contoso']],
  ])('filters by %s', (filter, names) => {
    const answer = environment.get(`accounts?$select=name&$filter=${filter.replaceAll('%', '%25')}`);
    expect(answer.status).toBe(200);
    expect(answer.json.value.map((row: { name: string }) => row.name).sort()).toEqual([...names].sort());
  });

  it('pages by preference over an opaque next link that returns every row once', () => {
    const seen: string[] = [];
    let url = `${api}/accounts?$select=name&$orderby=name desc&$count=true`;
    for (let page = 0; page < 5 && url !== undefined; page += 1) {
      const { json, headers } = environment.get(url.slice(api.length - '/api/data/v9.2'.length), { prefer: 'odata.maxpagesize=1' });
      expect(headers['Preference-Applied']).toBe('odata.maxpagesize=1');
      expect(json['@odata.count']).toBe(3);
      seen.push(...json.value.map((row: { name: string }) => row.name));
      url = json['@odata.nextLink'];
    }
    expect(seen).toEqual(['Fabrikam', 'Contoso', 'Adventure Works']);
    expect(environment.get('accounts?$skiptoken=nonsense').errorCode).toBe('0x8004430A');
  });

  it('answers $top without a next link, and a plain number with a byte order mark for $count', () => {
    expect(environment.get('accounts?$top=1').json['@odata.nextLink']).toBeUndefined();
    expect(environment.get("accounts/$count?$filter=name ne 'Fabrikam'").text).toBe('\ufeff2');
  });

  it('expands both ways, with the lookup back in children and a next link that is always there', () => {
    const answer = environment.get(
      `accounts(${id(1)})?$select=name&$expand=contact_customer_accounts($select=fullname),primarycontactid($select=fullname)`,
    );
    expect(answer.json['@odata.context']).toBe(
      `${api}/$metadata#accounts(name,contact_customer_accounts(fullname),primarycontactid(fullname))/$entity`,
    );
    expect(answer.json.primarycontactid).toBeNull();
    expect(answer.json.contact_customer_accounts).toEqual([
      { '@odata.etag': expect.any(String), fullname: 'Ada Byron', contactid: id(11), _parentcustomerid_value: id(1) },
    ]);
    expect(answer.json['contact_customer_accounts@odata.nextLink']).toBe(
      `${api}/accounts(${id(1)})/contact_customer_accounts?$select=fullname`,
    );
  });

  it('follows navigation properties, and reads single properties', () => {
    expect(environment.get(`accounts(${id(3)})/parentaccountid?$select=name`).json.name).toBe('Fabrikam');
    expect(environment.get(`accounts(${id(1)})/parentaccountid`).status).toBe(204);
    expect(environment.get(`accounts(${id(1)})/contact_customer_accounts/$count`).text).toBe('\ufeff1');
    expect(environment.get(`accounts(${id(1)})/contact_customer_accounts/$ref`).json.value).toEqual([
      { '@odata.id': `${api}/contacts(${id(11)})` },
    ]);
    expect(environment.get(`accounts(${id(1)})/name`).json).toEqual({
      '@odata.context': `${api}/$metadata#accounts(${id(1)})/name`,
      value: 'Fabrikam',
    });
    expect(environment.get(`accounts(${id(1)})/name/$value`).text).toBe('Fabrikam');
    expect(environment.get(`accounts(${id(1)})/description`).status).toBe(204);
  });

  it('pages all expanded collections by preference when one of them is expanded further', () => {
    environment.dataverse.seed(
      'tasks',
      [21, 22, 23].map((n) => ({
        activityid: id(n),
        subject: `Task ${n}`,
        _regardingobjectid_value: id(1),
        '_regardingobjectid_value@type': 'account',
      })),
    );
    const flat = environment.get(`accounts(${id(1)})?$select=name&$expand=Account_Tasks($select=subject;$orderby=subject desc;$top=2)`, {
      prefer: 'odata.maxpagesize=1',
    });
    expect(flat.json.Account_Tasks.map((task: { subject: string }) => task.subject)).toEqual(['Task 23', 'Task 22']);
    const url = `accounts(${id(1)})?$select=name&$expand=Account_Tasks($select=subject),contact_customer_accounts($select=fullname;$expand=owninguser($select=fullname))`;
    const seen: string[] = [];
    let page = environment.get(url, { prefer: 'odata.maxpagesize=2' }).json;
    expect(page.contact_customer_accounts[0].owninguser).toMatchObject({ fullname: 'Ada Administrator', ownerid: expect.any(String) });
    seen.push(...page.Account_Tasks.map((task: { subject: string }) => task.subject));
    page = environment.get(page['Account_Tasks@odata.nextLink'].slice(33), { prefer: 'odata.maxpagesize=2' }).json;
    seen.push(...page.value.map((task: { subject: string }) => task.subject));
    expect(seen).toEqual(['Task 21', 'Task 22', 'Task 23']);
  });

  it('expands a reference, with its lookup', () => {
    const answer = environment.get(`accounts(${id(3)})?$select=name&$expand=parentaccountid/$ref`);
    expect(answer.json).toMatchObject({
      '@odata.context': `${api}/$metadata#accounts(name,parentaccountid,parentaccountid/$ref())/$entity`,
      _parentaccountid_value: id(1),
      parentaccountid: { '@odata.id': `${api}/accounts(${id(1)})` },
    });
  });

  it('aggregates', () => {
    const answer = environment.get('accounts?$apply=groupby((statecode),aggregate(revenue with sum as total,$count as n))');
    expect(answer.json.value).toEqual([{ statecode: 0, total: 12500.5, n: 3 }]);
  });

  it.each([
    [
      'accounts(00000000-0000-0000-0000-000000000009)',
      404,
      '0x80040217',
      'account With Id = 00000000-0000-0000-0000-000000000009 Does Not Exist',
    ],
    ['nothings', 404, '0x8006088A', "Resource not found for the segment 'nothings'."],
    ['Accounts', 404, '0x8006088A', "Resource not found for the segment 'Accounts'."],
    ["accounts(accountnumber='none')", 404, '0x80060891', 'A record with the specified key values does not exist in account entity'],
    ["accounts(name='x')", 400, '0x80060888', 'The key in the request URI is not valid'],
    ['accounts?$select=foo', 400, '0x0', "Could not find a property named 'foo' on type 'Microsoft.Dynamics.CRM.account'."],
    ['accounts?$filter=name', 400, '0x8006088A', 'Bad Request - Error in query syntax.'],
    ['accounts?$filter=name eq 5', 400, '0x8006088A', 'incompatible types'],
    ['accounts?$skip=1', 400, '0x80060888', '$skip'],
    [
      'accounts?$expand=contact_customer_accounts/$ref',
      400,
      '0x80060888',
      'Expand with $ref is only supported on lookup type navigation property.',
    ],
    [
      "accounts?$filter=not Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['a'])",
      400,
      '0x80060888',
      'Not operator along with',
    ],
  ])('refuses %s', (path, status, code, message) => {
    const answer = environment.get(path);
    expect([answer.status, answer.errorCode]).toEqual([status, code]);
    expect(answer.errorMessage).toContain(message);
  });

  it('follows one navigation property to the table that its row names: an owner is a user or a team', () => {
    const team = '5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e0f1';
    const account = '5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e0f2';
    environment.dataverse.seed('teams', [{ teamid: team, name: 'Movers' }]);
    environment.dataverse.seed('accounts', [{ accountid: account, name: 'Owned', _ownerid_value: team, '_ownerid_value@type': 'team' }]);
    const path = `accounts(${account})`;
    expect(environment.get(`${path}?$select=name&$expand=ownerid($select=name,fullname)`).json.ownerid).toMatchObject({
      teamid: team,
      name: 'Movers',
    });
    expect(environment.get(`${path}/ownerid?$select=name`).json).toMatchObject({
      '@odata.context': `${api}/$metadata#teams(name)/$entity`,
      name: 'Movers',
    });
    expect(environment.get(`${path}/ownerid/$ref`).json['@odata.id']).toBe(`${api}/teams(${team})`);
    environment.send('PATCH', path, { 'ownerid@odata.bind': `/systemusers(${environment.userId})` });
    expect(environment.get(`${path}?$expand=ownerid($select=fullname)`).json.ownerid).toMatchObject({ systemuserid: environment.userId });
  });
});
