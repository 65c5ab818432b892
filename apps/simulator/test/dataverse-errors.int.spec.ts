import { type Answer, SimulatorClient } from './simulator-client';
import { guid, trapTables } from './traps/dataverse-tables';

// dataverse-web-api.md 15.1, one test a line: status and code, and how a caller comes by them.
let client: SimulatorClient;
const api = '/api/data/v9.2';
const ships = `${api}/new_shipments`;
const one = `${ships}(${guid(1)})`;

beforeAll(async () => {
  client = await SimulatorClient.start();
});
afterAll(() => client.stop());
beforeEach(async () => {
  await client.sim('reset', {});
  await client.authenticate();
  await client.sim('tables', { system: 'dataverse', tables: trapTables });
  await client.sim('seed', {
    system: 'dataverse',
    table: 'new_shipments',
    rows: [{ new_shipmentid: guid(1), new_name: 'One', new_code: 'S-1' }],
  });
});

const faults = (body: object) => client.sim('faults', { system: 'dataverse', ...body });
const afterFault = async (body: object) => {
  await faults(body);
  return client.get(ships);
};
const asUser = async (user: object, more: object = {}): Promise<void> => {
  await client.sim('users', {
    system: 'dataverse',
    clientId: 'other',
    user: { systemuserid: guid(50), fullname: 'Other', ...user },
    ...more,
  });
  await client.authenticate('other');
};

type Row = [what: string, status: number, code: string, call: () => Promise<Answer>, message?: RegExp];

describe('Dataverse errors that a request brings about (dataverse-web-api.md 15.1)', () => {
  it.each<Row>([
    [
      'rate limit',
      429,
      '0x80072322',
      () => afterFault({ throttle: { mode: 'requests', retryAfter: 1 } }),
      /^Number of requests exceeded the limit of 6000 over time window of 300 seconds\.$/,
    ],
    [
      'time limit',
      429,
      '0x80072321',
      () => afterFault({ throttle: { mode: 'executionTime', retryAfter: 1 } }),
      /^Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of 300 seconds\. Decrease number of concurrent requests or reduce the duration of requests and try again later\.$/,
    ],
    [
      'concurrency limit',
      429,
      '0x80072326',
      () => afterFault({ throttle: { mode: 'concurrency', retryAfter: 1 } }),
      /^Number of concurrent requests exceeded the limit of 52\.$/,
    ],
    ['Throttling', 429, '0x8005F103', () => afterFault({ throttle: { mode: 'resource', retryAfter: 1 } })],
    ['UnExpected', 500, '0x80040216', () => afterFault({ errorRate: 1, status: 500 })],
    [
      'UnExpected, with a key in address and body of UpsertMultiple',
      400,
      '0x80040216',
      () =>
        client.post(`${ships}/Microsoft.Dynamics.CRM.UpsertMultiple`, {
          Targets: [
            { '@odata.type': 'Microsoft.Dynamics.CRM.new_shipment', '@odata.id': "new_shipments(new_code='S-9')", new_code: 'S-9' },
          ],
        }),
      /^An unexpected error occurred\.$/,
    ],
    [
      'ObjectDoesNotExist',
      404,
      '0x80040217',
      () => client.get(`${ships}(${guid(9)})`),
      /^new_shipment With Id = 00000000-0000-0000-0000-000000000009 Does Not Exist$/,
    ],
    ['ObjectDoesNotExist, bound', 404, '0x80040217', () => client.post(ships, { 'new_OwnedById@odata.bind': `/new_carriers(${guid(9)})` })],
    [
      'ObjectDoesNotExist, in bulk',
      404,
      '0x80040217',
      () =>
        client.post(`${ships}/Microsoft.Dynamics.CRM.UpdateMultiple`, {
          Targets: [{ '@odata.type': 'Microsoft.Dynamics.CRM.new_shipment', new_shipmentid: guid(9) }],
        }),
      /^new_shipment With Ids = .+ Do Not Exist$/,
    ],
    [
      'RecordNotFoundByEntityKey',
      404,
      '0x80060891',
      () => client.get(`${ships}(new_code='none')`),
      /^A record with the specified key values does not exist in new_shipment entity$/,
    ],
    [
      'DuplicateRecord, created twice',
      412,
      '0x80040237',
      () => client.post(ships, { new_shipmentid: guid(1) }),
      /^Cannot insert duplicate key\.$/,
    ],
    [
      'DuplicateRecord, create only',
      412,
      '0x80040237',
      () => client.patch(one, {}, { 'if-none-match': '*' }),
      /^A record with matching key values already exists\.$/,
    ],
    [
      'DuplicateRecordEntityKey',
      412,
      '0x80060892',
      () => client.post(ships, { new_code: 's-1' }),
      /^Entity Key new_codekey violated\. A record with the same value for new_code already exists\. A duplicate record cannot be created\. Select one or more unique values and try again\.$/,
    ],
    ['InvalidArgument', 400, '0x80040203', () => client.post(ships, { new_at: '1700-01-01T00:00:00Z' })],
    ['InvalidArgument, a state taken away', 400, '0x80040203', () => client.patch(one, { statecode: null })],
    [
      'StringLengthTooLong',
      400,
      '0x80044331',
      () => client.post(ships, { new_name: 'x'.repeat(41) }),
      /^A validation error occurred\. {2}The length of the 'new_name' attribute of the 'new_shipment' entity exceeded the maximum allowed length of '40'\.$/,
    ],
    ['PicklistValueOutOfRange', 400, '0x8004431A', () => client.post(ships, { new_kind: 3 })],
    ['IntegerValueOutOfRange', 400, '0x8004432F', () => client.post(ships, { new_count: 3_000_000_000 })],
    [
      'IsvAborted',
      400,
      '0x80040265',
      async () => {
        await faults({ rejectRows: { table: 'new_shipments', where: { new_name: 'x' }, message: 'Ships are named otherwise.' } });
        return client.post(ships, { new_name: 'x' });
      },
      /^Ships are named otherwise\.$/,
    ],
    [
      'state and status do not fit',
      400,
      '0x80048408',
      () => client.patch(one, { statecode: 1, statuscode: 1 }),
      /^1 is not a valid status code for state code New_shipmentState\.Inactive on new_shipment with Id 00000000-0000-0000-0000-000000000001\.$/,
    ],
    [
      'CannotDeleteDueToAssociation',
      405,
      '0x80040227',
      async () => {
        await client.post(`${api}/new_carriers`, { new_carrierid: guid(5), new_owned: [{ new_name: 'owned' }] });
        return client.delete(`${api}/new_carriers(${guid(5)})`);
      },
      /^The object you tried to delete is associated with another object and cannot be deleted\.$/,
    ],
    [
      'ConcurrencyVersionMismatch',
      412,
      '0x80060882',
      () => client.patch(one, {}, { 'if-match': 'W/"1"' }),
      /^The version of the existing record doesn't match the RowVersion property provided\.$/,
    ],
    [
      'OptimisticConcurrencyNotEnabled',
      400,
      '0x8006088D',
      async () => {
        await client.sim('tables', { system: 'dataverse', tables: [{ logicalName: 'new_shipment', optimisticConcurrency: false }] });
        return client.patch(one, {}, { 'if-match': 'W/"1"' });
      },
    ],
    ['ODataClientPayloadError, wrong type', 400, '0x80048d19', () => client.post(ships, { new_count: 'many' })],
    [
      'ODataClientPayloadError, unknown navigation property',
      400,
      '0x80048d19',
      () => client.post(ships, { 'new_x@odata.bind': '/new_carriers(1)' }),
      /^Error identified in Payload provided by the user for Entity :'new_shipments', For more information on this error please follow this help link https:\/\/go\.microsoft\.com\/fwlink\/\?linkid=2195293 {2}----> {2}InnerException : Microsoft\.OData\.ODataException: An undeclared property 'new_x' which only has property annotations/,
    ],
    [
      'ODataClientPayloadError, malformed batch',
      400,
      '0x80048d19',
      () => client.call(`${api}/$batch`, { method: 'POST', headers: { 'content-type': 'multipart/mixed; boundary=b' }, body: '--b\r\n' }),
    ],
    [
      'unknown column in $select',
      400,
      '0x0',
      () => client.get(`${ships}?$select=New_Name`),
      /^Could not find a property named 'New_Name' on type 'Microsoft\.Dynamics\.CRM\.new_shipment'\.$/,
    ],
    ['unknown column in $filter', 400, '0x0', () => client.get(`${ships}?$filter=x%20eq%201`), /^Could not find a property named 'x'/],
    [
      'unknown column in the body',
      400,
      '0x0',
      () => client.post(ships, { New_Name: 'x' }),
      /^An error occurred while validating input parameters: Microsoft\.Crm\.CrmException: Invalid property 'New_Name' was found in entity 'Microsoft\.Dynamics\.CRM\.new_shipment'\. ---> /,
    ],
    [
      'CrmHttpError, resource',
      404,
      '0x8006088A',
      () => client.get(`${api}/new_shipment`),
      /^Resource not found for the segment 'new_shipment'\.$/,
    ],
    [
      'CrmHttpError, syntax',
      400,
      '0x8006088A',
      () => client.get(`${ships}?$filter=new_name%20eq`),
      /^Bad Request - Error in query syntax\./,
    ],
    ['unsupported query feature', 400, '0x80060888', () => client.get(`${ships}?$skip=1`)],
    ['unsupported query feature, function', 400, '0x80060888', () => client.get(`${ships}?$filter=${encodeURI('length(new_name) eq 3')}`)],
    [
      'wrong method for a function',
      404,
      '',
      () => client.post(`${api}/WhoAmI`, {}),
      /^No HTTP resource was found that matches the request URI '.+\/api\/data\/v9\.2\/WhoAmI'\.$/,
    ],
    [
      'wrong method for an action',
      404,
      '',
      () => client.get(`${ships}/Microsoft.Dynamics.CRM.CreateMultiple`),
      /^No HTTP resource was found that matches the request URI /,
    ],
    [
      'wrong operation name',
      404,
      '',
      () => client.post(`${ships}/Microsoft.Dynamics.CRM.Nothing`, {}),
      /^No HTTP resource was found that matches the request URI /,
    ],
    [
      'ChangeTrackingNotEnabledForEntity',
      400,
      '0x80072491',
      () => client.get(`${api}/new_carriers`, { prefer: 'odata.track-changes' }),
      /^Entity new_carrier isn't enabled for change tracking\.$/,
    ],
    [
      'ExpiredVersionStamp',
      400,
      '0x80044352',
      async () => {
        const { '@odata.deltaLink': link } = (await client.get(ships, { prefer: 'odata.track-changes' })).json<{
          '@odata.deltaLink': string;
        }>();
        await client.sim('delta-tokens/expire', { table: 'new_shipments' });
        return client.get(link.replace(client.url, ''));
      },
      /^Version stamp associated with the client has expired\. Please perform a full sync\.$/,
    ],
    ['invalid paging cookie', 400, '0x8004430A', () => client.get(`${ships}?$skiptoken=x`)],
    [
      'UnauthorizedAccess',
      401,
      '0x80040277',
      async () => {
        await asUser({ isdisabled: true });
        return client.get(ships);
      },
    ],
    [
      'PrivilegeDenied',
      403,
      '0x80040220',
      async () => {
        await asUser({}, { privileges: { deny: [{ table: 'new_shipment', operations: ['create'] }] } });
        return client.post(ships, {});
      },
      /is missing prvCreatenew_shipment privilege/,
    ],
    ['InvalidCallerId', 403, '0x80048D1A', () => client.get(ships, { mscrmcallerid: guid(99) })],
  ])('%s: %i %s', async (_what, status, code, call, message = /./) => {
    const answer = await call();
    const { error } = answer.json<{ error: { code: string; message: string } }>();
    expect([answer.status, error.code]).toEqual([status, code]);
    expect(error.message).toMatch(message);
    expect(Object.keys(error)).toEqual(['code', 'message']);
  });

  it('no error: rows without a value in a key column, however many (8)', async () => {
    const statuses = await Promise.all([1, 2, 3].map(async () => (await client.post(ships, { new_name: 'no code' })).status));
    expect(statuses).toEqual([204, 204, 204]);
    expect((await client.patch(one, { new_code: null })).status).toBe(204);
    expect((await client.get(`${ships}(new_code='S-1')`)).status).toBe(404);
  });

  it('RequestEntityTooLarge: 413', async () => {
    const answer = await client.call(ships, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.alloc(129 * 1024 * 1024, 32),
    });
    expect(answer.status).toBe(413);
  });

  it('carries more when all annotations are asked for (1.4)', async () => {
    const answer = await client.get(`${ships}(${guid(9)})`, { prefer: 'odata.include-annotations="*"' });
    expect(Object.keys(answer.json<{ error: object }>().error)).toEqual([
      'code',
      'message',
      '@Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus',
      '@Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode',
      '@Microsoft.PowerApps.CDS.HelpLink',
      '@Microsoft.PowerApps.CDS.InnerError.Message',
    ]);
  });
});

describe('Dataverse errors that come of themselves, asked for through /_sim/faults (15.1)', () => {
  it.each<[name: string, status: number, code: string]>([
    ['GenericSqlError', 400, '0x80044150'],
    ['TransactionAborted', 400, '0x80040255'],
    ['TransactionNotStarted', 400, '0x80040251'],
    ['SqlTimeout', 400, '0x80044151'],
    ['CouldNotObtainLockOnResource', 400, '0x80044339'],
    ['ConcurrentOperationFailure', 400, '0x80071154'],
    ['DuplicateRecordsFound', 412, '0x80040333'],
    ['ConcurrencyVersionNotProvided', 400, '0x80060883'],
    ['metadata version mismatch', 400, '0x80072494'],
    ['unManagedIdsAccessDenied', 403, '0x80048306'],
    ['PrincipalPrivilegeDenied', 403, '0x80040231'],
    ['CrmApiLicensingError', 403, '0x80050304'],
    ['OrganizationDisabled', 403, '0x8004A104'],
    ['CrmCheckPrivilege failed', 400, '-2147220839'],
  ])('%s: %i %s', async (_name, status, code) => {
    const answer = await afterFault({ errorRate: 1, error: { code } });
    expect([answer.status, answer.json()]).toMatchObject([status, { error: { code, message: expect.stringMatching(/\w{3}/) as string } }]);
  });

  it('under another status, and in other words, where the public disagrees (15.3)', async () => {
    const answer = await afterFault({ errorRate: 1, status: 500, error: { code: '0x80040333', message: 'A duplicate.' } });
    expect([answer.status, answer.json()]).toEqual([500, { error: { code: '0x80040333', message: 'A duplicate.' } }]);
  });

  it.each([500, 502, 503, 504])('any other, %i', async (status) => {
    expect((await afterFault({ errorRate: 1, status })).status).toBe(status);
  });

  it('a reset connection', async () => {
    await faults({ offline: true });
    await expect(client.get(ships)).rejects.toThrow();
  });

  it('no token, and one that has expired: 401', async () => {
    expect((await client.raw(ships)).status).toBe(401);
    await client.sim('clock', { advanceSeconds: 4_000 });
    const expired = await client.get(ships);
    expect([expired.status, expired.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Bearer authorization_uri=/)]);
  });
});
