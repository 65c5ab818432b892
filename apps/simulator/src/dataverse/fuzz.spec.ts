import fc from 'fast-check';
import { standardTables, TestEnvironment } from '../../test/dataverse-environment';

const environment = new TestEnvironment();
environment.dataverse.define(standardTables);
const id = '5b0a4c1e-7f35-4f4c-9a52-d9f2a1c0e001';
environment.dataverse.seed('accounts', [{ accountid: id, name: 'One', accountnumber: 'A-1', revenue: 1.5, numberofemployees: 3 }]);

/** A bug of ours shows as the text that only an exception nobody expected gets. */
const expectAnAnswer = (answer: { status: number; text: string }): void => {
  expect([200, 201, 204, 304, 400, 401, 403, 404, 405, 412, 414, 415, 501]).toContain(answer.status);
  expect(answer.text).not.toMatch(/An unexpected error occurred\. ./);
};

const words = [
  'accounts',
  'contacts',
  `(${id})`,
  "(accountnumber='A-1')",
  '/',
  '?',
  '$filter=',
  '$select=',
  '$expand=',
  '$orderby=',
  '$top=',
  '$apply=',
  '&',
  'name',
  'revenue',
  'numberofemployees',
  '_parentaccountid_value',
  'parentaccountid',
  'contact_customer_accounts',
  ' eq ',
  ' and ',
  ' or ',
  'not ',
  '(',
  ')',
  "'x'",
  '1',
  '1.5',
  'null',
  'true',
  id,
  '2026-03-01',
  '/any(',
  'c:c/',
  '$count',
  '$ref',
  '$value',
  '$it',
  'contains(',
  'startswith(',
  ',',
  ';',
  '=',
  '$skiptoken=',
  '$deltatoken=1!01/01/2026 00:00:00',
  '@p',
  '@p=1',
  "'",
  '"',
  'Microsoft.Dynamics.CRM.In(',
  'Microsoft.Dynamics.CRM.LastXDays(',
  "PropertyName='name'",
  'PropertyValue=9999999999',
  "PropertyValues=['a','b']",
  'groupby((name),',
  'aggregate(',
  'revenue with sum as total',
  '$count as n',
  ' add ',
  ' div 0',
  ' in ',
  '%',
  '%25',
  '%27',
  '+',
  '*',
  '[',
  ']',
  '-',
  '--',
  '\u0000',
  'é',
  'EntityDefinitions',
  "(LogicalName='account')",
  '/Attributes',
  '__proto__',
];

const path = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: fc.string() }), { maxLength: 14 })
  .map((parts) => parts.join(''));
const method = fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'BREW');
const runs = { numRuns: 1_500, seed: 20260314 };

describe('bad input gets an answer, never a crash', () => {
  it('in addresses and options', () => {
    fc.assert(
      fc.property(
        method,
        fc.constantFrom('', 'accounts', 'accounts?$filter=', `accounts(${id})`, 'accounts?$apply='),
        path,
        (verb, start, rest) => {
          expectAnAnswer(environment.send(verb, start + rest, verb === 'GET' ? undefined : {}));
        },
      ),
      runs,
    );
  });

  it('in bodies of any shape', () => {
    const names = fc.constantFrom(
      'name',
      'revenue',
      'accountid',
      'openedon',
      'statecode',
      'statuscode',
      'primarycontactid',
      'primarycontactid@odata.bind',
      'Account_Tasks',
      'Account_Tasks@odata.bind',
      '_ownerid_value',
      'sample_tags',
      '__proto__',
      'constructor',
      'Targets',
      '@odata.type',
      '@odata.id',
      'value',
      'creditonhold',
      'ownerid@odata.bind',
    );
    const body = fc.dictionary(
      fc.oneof(names, fc.string()),
      fc.oneof(fc.jsonValue(), fc.constantFrom(`/contacts(${id})`, '$1', '2026-03-01', '1,2', 1e21, -0, 12345678901234567890)),
    );
    const address = fc.constantFrom(
      'accounts',
      `accounts(${id})`,
      "accounts(accountnumber='B')",
      `accounts(${id})/name`,
      `accounts(${id})/primarycontactid/$ref`,
      `accounts(${id})/accountleads_association/$ref`,
      'accounts/Microsoft.Dynamics.CRM.CreateMultiple',
      'accounts/Microsoft.Dynamics.CRM.UpsertMultiple',
      'accounts/Microsoft.Dynamics.CRM.UpdateMultiple',
      'contacts',
      'serviceendpoints',
      'sdkmessageprocessingsteps',
    );
    fc.assert(
      fc.property(method, address, body, (verb, target, content) => expectAnAnswer(environment.send(verb, target, content))),
      runs,
    );
  });

  it('in JSON that is none', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json().map((json) => json.slice(0, -1)),
      fc.constantFrom('[', '{"a":', '"', '[1,]', '{"a":01}', `${'['.repeat(10_000)}`, '{"a":"\\u12"}', '\ufeff{}', 'null'),
    );
    fc.assert(
      fc.property(text, (content) => expectAnAnswer(environment.send('POST', 'accounts', content === '' ? ' ' : content))),
      runs,
    );
  });

  it('in multipart that is broken', () => {
    const lines = fc.array(
      fc.constantFrom(
        '--b',
        '--b--',
        '--c',
        '--c--',
        '',
        'Content-Type: application/http',
        'Content-Type: multipart/mixed; boundary=c',
        'Content-Type: multipart/mixed; boundary=b',
        'Content-ID: 1',
        'Content-Transfer-Encoding: binary',
        'GET accounts HTTP/1.1',
        'POST $1 HTTP/1.1',
        'PATCH /api/data/v9.2/accounts(x) HTTP/1.1',
        'POST $batch HTTP/1.1',
        '{"name":"x"}',
        ':',
        'DELETE accounts',
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom('\r\n', '\n'), (parts, end) => {
        expectAnAnswer(environment.send('POST', '$batch', parts.join(end) || ' ', { 'content-type': 'multipart/mixed; boundary=b' }));
      }),
      runs,
    );
  });

  it('in headers', () => {
    const header = fc.constantFrom(
      'prefer',
      'if-match',
      'if-none-match',
      'mscrmcallerid',
      'callerobjectid',
      'content-type',
      'mscrm.bypassbusinesslogicexecutionstepids',
    );
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'odata.maxpagesize=0',
        'odata.maxpagesize=99999999999',
        'odata.include-annotations="',
        'odata.include-annotations="*"',
        'odata.track-changes',
        'W/"1"',
        '*',
        'null',
        'application/xml',
        id,
        ';;,,=',
      ),
    );
    fc.assert(
      fc.property(header, value, (name, content) => {
        expectAnAnswer(environment.get('accounts?$select=name', { [name]: content }));
        expectAnAnswer(environment.send('PATCH', `accounts(${id})`, { name: 'x' }, { [name]: content }));
      }),
      runs,
    );
  });
});
