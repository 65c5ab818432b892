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
});

describe('writing (section 9)', () => {
  it('creates with what the platform fills, and answers the new address', () => {
    const answer = environment.send('POST', 'accounts', { name: 'Quay', revenue: 10.5 });
    expect(answer.status).toBe(204);
    const [, key] = /\(([0-9a-f-]{36})\)$/.exec(answer.headers['OData-EntityId']!)!;
    expect(environment.get(`accounts(${key})`).json).toMatchObject({
      name: 'Quay',
      revenue: 10.5,
      revenue_base: 10.5,
      exchangerate: 1,
      statecode: 0,
      statuscode: 1,
      createdon: '2026-03-14T09:26:53Z',
      _createdby_value: environment.userId,
      _ownerid_value: environment.userId,
    });
    expect(environment.writes).toEqual([{ table: 'accounts', key, kind: 'create' }]);
  });

  it('upserts by alternate key: 201 and 200 with the row, 204 without, and the address as it was given', () => {
    const representation = { prefer: 'return=representation' };
    expect(environment.send('PATCH', "accounts(accountnumber='A-1')?$select=name", { name: 'One' }, representation).status).toBe(201);
    const second = environment.send(
      'PATCH',
      "accounts(accountnumber='a-1')?$select=name",
      { name: 'Two', accountnumber: 'Z' },
      representation,
    );
    expect([second.status, second.json.name, second.headers['Preference-Applied']]).toEqual([200, 'Two', 'return=representation']);
    const third = environment.send('PATCH', "accounts(accountnumber='A-1')", { name: 'Three' });
    expect([third.status, third.headers['OData-EntityId']]).toEqual([204, `${api}/accounts(accountnumber='A-1')`]);
    expect(environment.get('accounts?$select=name,accountnumber').json.value).toMatchObject([{ name: 'Three', accountnumber: 'A-1' }]);
  });

  it('keeps conditions: If-Match and If-None-Match, the word null among them (section 13)', () => {
    const { headers } = environment.send('PATCH', `accounts(${id(1)})`, { name: 'One' }, { prefer: 'return=representation' });
    const stale = headers['ETag']!;
    expect(environment.get(`accounts(${id(1)})`, { 'if-none-match': stale }).status).toBe(304);
    expect(environment.send('PATCH', `accounts(${id(1)})`, { name: 'One' }, { 'if-match': '*', 'if-none-match': 'null' }).status).toBe(204);
    expect(environment.get(`accounts(${id(1)})`, { 'if-none-match': stale }).status).toBe(200);
    const mismatch = environment.send('PATCH', `accounts(${id(1)})`, { name: 'Two' }, { 'if-match': stale });
    expect([mismatch.status, mismatch.errorCode]).toEqual([412, '0x80060882']);
    const exists = environment.send('PATCH', `accounts(${id(1)})`, { name: 'Two' }, { 'if-none-match': '*' });
    expect([exists.status, exists.errorCode]).toEqual([412, '0x80040237']);
    const missing = environment.send('PATCH', `accounts(${id(2)})`, { name: 'Two' }, { 'if-match': '*' });
    expect([missing.status, missing.errorCode]).toEqual([404, '0x80040217']);
    expect(environment.send('DELETE', `accounts(${id(1)})`, undefined, { 'if-match': stale }).status).toBe(412);
  });

  it('binds by id, by alternate key and polymorphically, and refuses what does not fit', () => {
    environment.send('PATCH', `accounts(${id(1)})`, { name: 'One', accountnumber: 'A-1' });
    const contact = environment.send(
      'POST',
      'contacts?$select=_parentcustomerid_value,fullname',
      {
        firstname: 'Ada',
        lastname: 'Byron',
        'parentcustomerid_account@odata.bind': "/accounts(accountnumber='A-1')",
      },
      { prefer: 'return=representation,odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname"' },
    );
    expect(contact.json).toMatchObject({
      fullname: 'Ada Byron',
      _parentcustomerid_value: id(1),
      '_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
    });
    const bare = environment.send('POST', 'contacts', { 'parentcustomerid@odata.bind': `/accounts(${id(1)})` });
    expect([bare.status, bare.errorCode]).toEqual([400, '0x80048d19']);
    expect(bare.errorMessage).toContain("An undeclared property 'parentcustomerid' which only has property annotations");
    const gone = environment.send('POST', 'contacts', { 'parentcustomerid_account@odata.bind': `/accounts(${id(9)})` });
    expect([gone.status, gone.errorCode]).toEqual([404, '0x80040217']);
  });

  it.each([
    [{ foo: 1 }, 400, '0x0', "Invalid property 'foo'"],
    [
      { name: 'x'.repeat(161) },
      400,
      '0x80044331',
      "The length of the 'name' attribute of the 'account' entity exceeded the maximum allowed length of '160'.",
    ],
    [{ accountcategorycode: 7 }, 400, '0x8004431A', 'outside the valid range'],
    [{ numberofemployees: 3000000000 }, 400, '0x8004432F', 'outside the valid range'],
    [{ openedon: '2026-03-01T08:00:00Z' }, 400, '0x80048d19', "expected type 'Edm.Date'"],
    [{ name: 5 }, 400, '0x80048d19', "expected type 'Edm.String'"],
    [{ _primarycontactid_value: id(1) }, 400, '0x80048d19', 'Use Navigation properties instead'],
  ])('refuses the body %j', (body, status, code, message) => {
    const answer = environment.send('POST', 'accounts', body);
    expect([answer.status, answer.errorCode]).toEqual([status, code]);
    expect(answer.errorMessage).toContain(message);
  });

  it('refuses a second row with one id or one key', () => {
    environment.send('POST', 'accounts', { accountid: id(1), accountnumber: 'A' });
    expect(environment.send('POST', 'accounts', { accountid: id(1) }).errorCode).toBe('0x80040237');
    const duplicate = environment.send('POST', 'accounts', { accountnumber: 'a' });
    expect([duplicate.status, duplicate.errorCode]).toEqual([412, '0x80060892']);
  });

  it('keeps state and status together', () => {
    environment.send('POST', 'tasks', { activityid: id(1), subject: 'x' });
    expect(environment.send('PATCH', `tasks(${id(1)})`, { statuscode: 5 }).errorMessage).toBe(
      `5 is not a valid status code for state code TaskState.Open on task with Id ${id(1)}.`,
    );
    environment.send('PATCH', `tasks(${id(1)})`, { statecode: 1 });
    expect(environment.get(`tasks(${id(1)})`).json).toMatchObject({ statecode: 1, statuscode: 5 });
  });

  it('inserts deep, associates, and cascades or forgets on delete', () => {
    environment.send('POST', 'accounts', {
      accountid: id(1),
      name: 'One',
      primarycontactid: { contactid: id(11), lastname: 'Byron' },
      Account_Tasks: [{ activityid: id(21), subject: 'call' }],
    });
    expect(environment.get(`accounts(${id(1)})/primarycontactid`).json.lastname).toBe('Byron');
    environment.send('POST', 'leads', { leadid: id(31), subject: 'lead' });
    expect(
      environment.send('POST', `accounts(${id(1)})/accountleads_association/$ref`, { '@odata.id': `${api}/leads(${id(31)})` }).status,
    ).toBe(204);
    expect(environment.get(`leads(${id(31)})/accountleads_association`).json.value).toHaveLength(1);
    expect(environment.send('DELETE', `accounts(${id(1)})/accountleads_association(${id(31)})/$ref`).status).toBe(204);
    expect(environment.get(`leads(${id(31)})/accountleads_association`).json.value).toHaveLength(0);
    environment.send('DELETE', `contacts(${id(11)})`);
    expect(environment.get(`accounts(${id(1)})`).json._primarycontactid_value).toBeNull();
    environment.send('DELETE', `accounts(${id(1)})`);
    expect(environment.get(`tasks(${id(21)})`).status).toBe(404);
  });
});

describe('change tracking (section 6)', () => {
  const follow = (link: string, headers = {}) => environment.get(link.slice('https://contoso.crm4.dynamics.com'.length), headers);

  it('gives a delta link on the last page only, then changes by version and deletes last', () => {
    environment.dataverse.seed(
      'accounts',
      [1, 2, 3].map((n) => ({ accountid: id(n), name: `Row ${n}` })),
    );
    const headers = { prefer: 'odata.track-changes,odata.maxpagesize=2' };
    const first = environment.get('accounts?$select=name', headers);
    expect(first.json['@odata.deltaLink']).toBeUndefined();
    const last = follow(first.json['@odata.nextLink'], headers);
    expect(last.json.value).toHaveLength(1);
    const link = last.json['@odata.deltaLink'];

    environment.send('DELETE', `accounts(${id(1)})`);
    environment.send('PATCH', `accounts(${id(3)})`, { name: 'Changed' });
    environment.send('PATCH', `accounts(${id(4)})`, { name: 'New' });
    environment.send('PATCH', `accounts(${id(3)})`, { name: 'Changed again' });
    const delta = follow(link);
    expect(delta.json['@odata.context']).toBe(`${api}/$metadata#accounts(name)/$delta`);
    expect(delta.json.value).toMatchObject([
      { name: 'New', accountid: id(4) },
      { name: 'Changed again', accountid: id(3) },
      { '@odata.context': `${api}/$metadata#accounts/$deletedEntity`, id: id(1), reason: 'deleted' },
    ]);
    expect(follow(delta.json['@odata.deltaLink']).json.value).toEqual([]);

    const pages = [follow(link, { prefer: 'odata.maxpagesize=2' })];
    while (pages.at(-1)!.json['@odata.nextLink'] !== undefined)
      pages.push(follow(pages.at(-1)!.json['@odata.nextLink'], { prefer: 'odata.maxpagesize=2' }));
    expect(pages.map(({ json }) => json.value.length)).toEqual([2, 1]);
    expect(pages[1]!.json['@odata.deltaLink']).toBeDefined();
  });

  it('refuses tables without tracking, options, and tokens that are too old', () => {
    const headers = { prefer: 'odata.track-changes' };
    expect(environment.get('contacts', headers).errorCode).toBe('0x80072491');
    expect(environment.get("accounts?$filter=name eq 'x'", headers).errorMessage).toBe(
      'The "$filter" query parameter isn\'t supported when Change Tracking is enabled.',
    );
    const link = environment.get('accounts', headers).json['@odata.deltaLink'];
    environment.dataverse.expireDeltaTokens('account');
    expect(follow(link).errorCode).toBe('0x80044352');
    const fresh = environment.get('accounts', headers).json['@odata.deltaLink'];
    expect(follow(fresh).status).toBe(200);
    environment.time += 8 * 86_400_000;
    expect(follow(fresh).errorCode).toBe('0x80044352');
  });
});

describe('$batch (section 11)', () => {
  const batch = (lines: readonly string[], headers = {}) =>
    environment.send('POST', '$batch', `${lines.join('\r\n')}\r\n`, { 'content-type': 'multipart/mixed; boundary="b"', ...headers });
  const part = (request: string, body?: unknown, contentId?: number) => [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `${request} HTTP/1.1`,
    ...(body === undefined ? ['', ''] : ['Content-Type: application/json; type=entry', '', JSON.stringify(body)]),
  ];

  it('answers a change set with a reference byte for byte', () => {
    const answer = batch([
      '--b',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      ...part('POST /api/data/v9.2/accounts', { accountid: id(1), name: 'One' }, 1),
      '--c',
      ...part('POST /api/data/v9.2/contacts', { contactid: id(2), 'parentcustomerid_account@odata.bind': '$1' }, 2),
      '--c--',
      '--b--',
    ]);
    expect(answer.status).toBe(200);
    const [, outer] = /boundary=(batchresponse_[0-9a-f-]{36})$/.exec(answer.headers['Content-Type']!)!;
    const [, inner] = /boundary=(changesetresponse_[0-9a-f-]{36})/.exec(answer.text)!;
    const expected = [
      `--${outer}`,
      `Content-Type: multipart/mixed; boundary=${inner}`,
      '',
      ...[
        ['accounts', 1],
        ['contacts', 2],
      ].flatMap(([set, n]) => [
        `--${inner}`,
        'Content-Type: application/http',
        'Content-Transfer-Encoding: binary',
        `Content-ID: ${n}`,
        '',
        'HTTP/1.1 204 No Content',
        'OData-Version: 4.0',
        `Location: ${api}/${set}(${id(Number(n))})`,
        `OData-EntityId: ${api}/${set}(${id(Number(n))})`,
        '',
        '',
      ]),
      `--${inner}--`,
      `--${outer}--`,
      '',
    ];
    expect(answer.text.split('\r\n')).toEqual(expected);
    expect(environment.get(`contacts(${id(2)})`).json._parentcustomerid_value).toBe(id(1));
  });

  it('rolls a failing change set back, stops without continue-on-error and goes on with it', () => {
    const lines = [
      '--b',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      ...part('POST accounts', { accountid: id(1), name: 'One' }, 1),
      '--c',
      ...part('POST accounts', { accountid: id(2), name: 'x'.repeat(161) }, 2),
      '--c--',
      '--b',
      ...part(`POST ${api}/accounts`, { accountid: id(3), name: 'Three' }),
      '--b--',
    ];
    const stopped = batch(lines);
    expect(stopped.status).toBe(400);
    expect(environment.get('accounts/$count').text).toBe('\ufeff0');
    const went = batch(lines, { prefer: 'odata.continue-on-error' });
    expect(went.status).toBe(200);
    expect(went.text).toMatch(/HTTP\/1\.1 400 Bad Request\r\nREQ_ID: [0-9a-f-]{36}\r\n/);
    expect(environment.get('accounts?$select=name').json.value).toMatchObject([{ name: 'Three' }]);
    expect(environment.writes).toHaveLength(1);
  });

  it('refuses an undeclared reference, and runs nothing', () => {
    const answer = batch([
      '--b',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      ...part('POST accounts', { accountid: id(1) }, 1),
      '--c',
      ...part('PATCH $7', { name: 'x' }, 2),
      '--c--',
      '--b--',
    ]);
    expect(answer.status).toBe(400);
    expect(answer.errorMessage).toContain("Content-ID Reference: '$7' does not exist in the batch context.");
    expect(environment.get('accounts/$count').text).toBe('\ufeff0');
  });

  it('accepts bare line feeds', () => {
    const text = ['--b', ...part('GET accounts?$select=name'), '--b--', '', ''].join('\n');
    expect(environment.send('POST', '$batch', text, { 'content-type': 'multipart/mixed;boundary=b' }).text).toContain('HTTP/1.1 200 OK');
  });
});

describe('bulk messages (section 12)', () => {
  const rows = (...targets: object[]) => ({
    Targets: targets.map((target) => ({ '@odata.type': 'Microsoft.Dynamics.CRM.account', ...target })),
  });

  it('creates, updates and upserts all or none', () => {
    const created = environment.send('POST', 'accounts/Microsoft.Dynamics.CRM.CreateMultiple', rows({ name: 'a' }, { name: 'b' }));
    expect([created.status, created.json.Ids.length]).toEqual([200, 2]);
    const failing = environment.send(
      'POST',
      'accounts/Microsoft.Dynamics.CRM.CreateMultiple',
      rows({ name: 'c' }, { name: 'x'.repeat(161) }),
    );
    expect(failing.errorCode).toBe('0x80044331');
    expect(environment.get('accounts/$count').text).toBe('\ufeff2');
    const [first] = created.json.Ids;
    expect(
      environment.send(
        'POST',
        'accounts/Microsoft.Dynamics.CRM.UpdateMultiple',
        rows({ accountid: first, name: 'A' }, { accountid: first, name: 'ignored' }),
      ).status,
    ).toBe(204);
    expect(environment.get(`accounts(${first})`).json.name).toBe('A');
    expect(
      environment.send(
        'POST',
        'accounts/Microsoft.Dynamics.CRM.UpsertMultiple',
        rows({ '@odata.id': "accounts(accountnumber='K-1')", name: 'k' }),
      ).status,
    ).toBe(204);
    expect(environment.get("accounts(accountnumber='K-1')").json.name).toBe('k');
    expect(environment.send('POST', 'accounts/Microsoft.Dynamics.CRM.DeleteMultiple', rows()).errorMessage).toBe(
      'DeleteMultiple has not yet been implemented.',
    );
  });
});

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
