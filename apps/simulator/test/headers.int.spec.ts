import { request } from 'undici';
import { SimulatorClient } from './simulator-client';
import { guid, trapTables } from './traps/dataverse-tables';

// dataverse-web-api.md 1.1, 1.2 and finance-api.md 1.4: what travels beside the bodies.
let client: SimulatorClient;
const ships = '/api/data/v9.2/new_shipments';

beforeAll(async () => {
  client = await SimulatorClient.start();
  await client.sim('tables', { system: 'dataverse', tables: trapTables });
  await client.sim('seed', {
    system: 'dataverse',
    table: 'new_shipments',
    rows: [1, 2].map((n) => ({ new_shipmentid: guid(n), new_kind: n })),
  });
});
afterAll(() => client.stop());

describe('Dataverse headers (dataverse-web-api.md 1.1, 1.2)', () => {
  it('every answer carries version, request ids, what is left of the budget, a hint and the cookie that pins', async () => {
    const { headers } = await client.get(`${ships}(${guid(1)})?$select=new_name`);
    expect(headers).toMatchObject({
      'odata-version': '4.0',
      'content-type': 'application/json; odata.metadata=minimal',
      etag: expect.stringMatching(/^W\/"\d+"$/) as string,
      req_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'x-ms-service-request-id': headers['req_id'],
      'x-ms-ratelimit-burst-remaining-xrm-requests': expect.stringMatching(/^\d+$/) as string,
      'x-ms-ratelimit-time-remaining-xrm-requests': expect.stringMatching(/^1,\d{3}\.\d\d$/) as string,
      'x-ms-dop-hint': expect.stringMatching(/^\d+$/) as string,
      'set-cookie': expect.stringMatching(/^ARRAffinity=/) as string,
    });
  });

  const maxPage = 'odata.maxpagesize=1';
  const annotations = 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"';
  it.each([
    `${maxPage},${annotations}`,
    `${maxPage}, ${annotations}`,
    `${maxPage};${annotations}`,
    `${maxPage}; ${annotations}`,
    [maxPage, annotations],
  ])('preferences are read however they are separated: %j', async (prefer) => {
    const token = await client.authenticate();
    const answer = await request(`${client.url}${ships}?$select=new_kind`, { headers: { authorization: `Bearer ${token}`, prefer } });
    const page = (await answer.body.json()) as { value: Record<string, unknown>[] };
    expect(page.value).toHaveLength(1);
    expect(page.value[0]).toHaveProperty(['new_kind@OData.Community.Display.V1.FormattedValue'], 'Sea');
    expect(answer.headers['preference-applied']).toBe(`${maxPage}, ${annotations}`);
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;odata.metadata=minimal', undefined])(
    'a body may be announced as %s',
    async (type) => {
      const answer = await client.call(ships, {
        method: 'POST',
        headers: type === undefined ? {} : { 'content-type': type },
        body: Buffer.from('{"new_name":"Ünï ✓"}'),
      });
      expect(answer.status).toBe(204);
      const id = /\(([0-9a-f-]{36})\)$/.exec(String(answer.headers['odata-entityid']))![1]!;
      expect((await client.get(`${ships}(${id})/new_name/$value`)).text).toBe('Ünï ✓');
    },
  );

  it('a conditional read of what has not changed: 304 with nothing in it', async () => {
    const etag = String((await client.get(`${ships}(${guid(1)})`)).headers['etag']);
    const answer = await client.get(`${ships}(${guid(1)})`, { 'if-none-match': etag });
    expect([answer.status, answer.text, answer.headers['etag']]).toEqual([304, '', etag]);
  });
});

describe('Finance headers (finance-api.md 1.4, 2.1)', () => {
  it('every answer carries an activity id, the server’s milliseconds and the cookie that pins', async () => {
    expect((await client.get('/data/Currencies?$top=1')).headers).toMatchObject({
      'odata-version': '4.0',
      'content-type': 'application/json; odata.metadata=minimal; charset=utf-8',
      'ms-dyn-aid': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'server-timing': expect.stringMatching(/dur=\d/) as string,
      'set-cookie': expect.stringMatching(/Affinity=/) as string,
    });
  });

  it.each([
    ['minimal', ['@odata.context', 'value']],
    ['full', ['@odata.context', 'value']],
    ['none', ['value']],
  ])('odata.metadata=%s', async (level, members) => {
    const answer = await client.get('/data/Currencies?$top=1', { accept: `application/json;odata.metadata=${level}` });
    expect(answer.headers['content-type']).toBe(`application/json; odata.metadata=${level}; charset=utf-8`);
    expect(Object.keys(answer.json())).toEqual(members);
  });
});
