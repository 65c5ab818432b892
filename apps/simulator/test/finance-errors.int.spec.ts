import { type Answer, SimulatorClient } from './simulator-client';
import { trapEntities } from './traps/finance-tables';

// finance-api.md 1.3, 7.1, 7.2 and 12: statuses, shapes and switches, one test a line.
let client: SimulatorClient;
const moorings = '/data/Moorings';
const one = `${moorings}(dataAreaId='usmf',MooringID='M1')`;

beforeAll(async () => {
  client = await SimulatorClient.start();
});
afterAll(() => client.stop());
beforeEach(async () => {
  await client.sim('reset', {});
  await client.authenticate();
  await client.sim('tables', { system: 'finance', tables: trapEntities });
  await client.sim('seed', { system: 'finance', table: 'Moorings', rows: [{ dataAreaId: 'usmf', MooringID: 'M1' }] });
});

const faults = (body: object) => client.sim('faults', { system: 'finance', ...body });
const afterFault = async (body: object, call = () => client.get(moorings)) => {
  await faults(body);
  return call();
};
const failing = (status: number, message?: string) => () =>
  afterFault({ errorRate: 1, status, ...(message === undefined ? {} : { error: { message } }) });
const write = (column: string, value: unknown) => () => client.post(moorings, { MooringID: 'M2', [column]: value });

/** What a client finds: the shape of the body, and the innermost text. */
const shapeOf = (answer: Answer): string => {
  if (answer.text === '') return 'empty';
  if (answer.text.startsWith('<')) return 'html';
  const body = answer.json<{ Message?: string; error?: { innererror?: object } }>();
  if (body.error === undefined) return body.Message === undefined ? 'none' : 'router';
  return body.error.innererror === undefined ? 'plain' : 'odata';
};

describe('Finance errors, by class (finance-api.md 7.2)', () => {
  it.each<[line: string, status: number, shape: string, text: RegExp, call: () => Promise<Answer>]>([
    ['1. a gateway in front', 503, 'html', /Service Temporarily Unavailable/, failing(503)],
    ['1. bad gateway', 502, 'html', /Bad Gateway/, failing(502)],
    ['1. gateway time-out', 504, 'html', /Gateway Time-out/, failing(504)],
    ['2. throttled', 429, 'plain', /high resource utilization/, () => afterFault({ throttle: { mode: 'resource', retryAfter: 1 } })],
    ['3. no token', 401, 'empty', /^$/, () => client.raw(moorings)],
    [
      '4. forbidden',
      403,
      'plain',
      /does not have access to the company/,
      async () => {
        await client.sim('users', { system: 'finance', defaultCompany: 'usmf', companies: ['usmf'] });
        return client.post(moorings, { dataAreaId: 'ussi', MooringID: 'M2' });
      },
    ],
    ['5. unknown set', 404, 'router', /No HTTP resource was found/, () => client.get('/data/Nowhere')],
    ['6. absent record', 404, 'empty', /^$/, () => client.get(`${moorings}(dataAreaId='usmf',MooringID='M9')`)],
    [
      '7. absent on write',
      400,
      'odata',
      /No resources were found when selecting for update\./,
      () => client.delete(`${moorings}(dataAreaId='usmf',MooringID='M9')`),
    ],
    ['8. stale etag', 412, 'odata', /The record was changed by another user\./, () => client.patch(one, {}, { 'if-match': 'W/"x"' })],
    [
      '9. update conflict',
      400,
      'odata',
      /update conflict/,
      () => afterFault({ updateConflicts: { table: 'Moorings' } }, () => client.patch(one, {})),
    ],
    ['10. deadlock', 500, 'odata', /deadlock/, failing(500, 'Transaction was deadlocked: deadlock victim.')],
    ['11. exists', 400, 'odata', /The record already exists/, () => client.post(moorings, { MooringID: 'M1' })],
    [
      '12. feature',
      400,
      'odata',
      /has not turned on Project Operations Integration/,
      failing(400, 'Company USMF has not turned on Project Operations Integration.'),
    ],
    ['13. reference', 400, 'odata', /is not found in the related table/, write('QuayCode', 'XX')],
    [
      '14. dependants',
      400,
      'odata',
      /cannot be deleted while dependent/,
      async () => {
        await client.post('/data/Quays', { Code: 'Q1', Name: 'One' });
        await client.patch(one, { QuayCode: 'Q1' });
        return client.delete("/data/Quays(dataAreaId='usmf',Code='Q1')");
      },
    ],
    ['15. unknown property', 400, 'odata', /The property 'Depth' does not exist/, write('Depth', 3)],
    ['15. wrong type', 400, 'odata', /Cannot convert the literal 'much'/, write('Rate', 'much')],
    [
      '15. unknown property in a query',
      400,
      'odata',
      /Could not find a property named 'Depth'/,
      () => client.get(`${moorings}?$select=Depth`),
    ],
    [
      '17. validateField',
      400,
      'odata',
      /validateField failed on field 'HarMooringEntity\.Description'/,
      write('Description', 'x'.repeat(61)),
    ],
    ['18. anything else, 400', 400, 'odata', /Update has been canceled\./, failing(400, 'Update has been canceled.')],
    ['19. anything else, 500', 500, 'odata', /unexpected X\+\+ error/, failing(500)],
  ])('%s: %i, %s', async (_line, status, shape, text, call) => {
    const answer = await call();
    expect([answer.status, shapeOf(answer)]).toEqual([status, shape]);
    expect(answer.text).toMatch(text);
  });

  it('an exception of a custom service: 500 in its own shape (7.1)', async () => {
    const answer = await client.post('/api/services/UserSessionService/AifUserSessionService/ApplyTimeZone', { dateTime: 'never' });
    expect(answer.status).toBe(500);
    expect(Object.keys(answer.json())).toEqual(['Message', 'ExceptionMessage', 'ExceptionType', 'StackTrace']);
  });

  it('SOAP and $ref: 501 with a sentence', async () => {
    for (const path of ['/soap/services/UserSessionService?wsdl', `${one}/Quay/$ref`]) {
      const answer = await client.get(path);
      expect([answer.status, answer.text]).toEqual([501, expect.stringMatching(/"The simulator of Finance .+\."/)]);
    }
  });
});

describe('Finance, switches (finance-api.md 12)', () => {
  const stale = () => client.patch(one, {}, { 'if-match': 'W/"x"' });
  const absent = () => client.patch(`${moorings}(dataAreaId='usmf',MooringID='M9')`, {});
  const duplicate = () => client.post(moorings, { MooringID: 'M1' });

  it.each<[switchName: string, value: unknown, status: number, call: () => Promise<Answer>]>([
    ['businessErrorStatus', 500, 500, duplicate],
    ['staleEtagStatus', 409, 409, stale],
    ['staleEtagStatus', 400, 400, stale],
    ['absentOnWrite', 404, 404, absent],
    ['filterFunctions', 'allow', 200, () => client.get(`${moorings}?$filter=contains(MooringID,'M')`)],
    ['htmlGateway', true, 502, () => client.get(moorings)],
    ['errorRate', 1, 503, () => client.get(moorings)],
  ])('%s %j: %i', async (name, value, status, call) => {
    const before = await call();
    const answer = await afterFault({ [name]: value }, call);
    expect(answer.status).toBe(status);
    expect(before.status).not.toBe(status);
    await faults({ [name]: null });
    expect((await call()).status).toBe(before.status);
  });

  it('defaultCompany and companies of the service user', async () => {
    await client.sim('users', { system: 'finance', defaultCompany: 'ussi', companies: ['ussi'] });
    expect((await client.get(`${moorings}?cross-company=true`)).json()).toMatchObject({ value: [] });
    expect((await client.post(moorings, { MooringID: 'M2' })).json()).toMatchObject({ dataAreaId: 'ussi' });
  });

  it('pageSize', async () => {
    await client.post(moorings, { MooringID: 'M2' });
    await faults({ pageSize: 1 });
    const page = (await client.get(`${moorings}?cross-company=true`)).json<{ value: object[]; '@odata.nextLink': string }>();
    expect([page.value.length, page['@odata.nextLink']]).toEqual([1, `${client.url}${moorings}?cross-company=true&$skip=1`]);
  });

  it('actionErrorStatus', async () => {
    const actions = [{ name: 'close', boundTo: 'record', parameters: [], refuse: { where: { MooringID: 'M1' }, message: 'No.' } }];
    await client.sim('tables', { system: 'finance', tables: [{ entitySetName: 'Moorings', actions }] });
    const run = () => client.post(`${one}/Microsoft.Dynamics.DataEntities.close`, {});
    expect((await run()).status).toBe(500);
    expect((await afterFault({ actionErrorStatus: 400 }, run)).status).toBe(400);
  });

  it('numberSequences', async () => {
    await faults({ numberSequences: { Moorings: 'automatic' } });
    const drawn = await client.post(moorings, { Description: 'drawn' });
    expect([drawn.status, drawn.json<{ MooringID: string }>().MooringID]).toEqual([201, expect.stringMatching(/\d+$/)]);
    expect((await client.post(moorings, { MooringID: 'M7' })).status).toBe(400);
    await faults({ numberSequences: { Moorings: 'manual' } });
    expect((await client.post(moorings, { Description: 'forgotten' })).status).toBe(400);
  });

  it('latencyMs and coldStartMs', async () => {
    const timed = async (body: object) => {
      await faults(body);
      const start = performance.now();
      await client.get(moorings);
      return performance.now() - start;
    };
    expect(await timed({ latencyMs: 60 })).toBeGreaterThanOrEqual(59);
    expect(await timed({ latencyMs: null, coldStartMs: 80 })).toBeGreaterThanOrEqual(79);
  });
});
