import { api, standardTables, TestEnvironment } from '../../test/dataverse-environment';

let environment: TestEnvironment;

beforeEach(() => {
  environment = new TestEnvironment();
  environment.dataverse.define(standardTables);
});

const id = (n: number) => `5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e${String(n).padStart(3, '0')}`;

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
