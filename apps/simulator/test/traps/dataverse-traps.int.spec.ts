import { EventReceiver } from '../event-receiver';
import { type Answer, SimulatorClient } from '../simulator-client';
import { guid, trapTables } from './dataverse-tables';

// dataverse-web-api.md 17.2, one test a line: what clients trip over.
let client: SimulatorClient;
const api = '/api/data/v9.2';
const ships = `${api}/new_shipments`;
const representation = { prefer: 'return=representation' };

beforeAll(async () => {
  client = await SimulatorClient.start();
});
afterAll(() => client.stop());
beforeEach(async () => {
  await client.sim('reset', {});
  await client.authenticate();
  await client.sim('tables', { system: 'dataverse', tables: trapTables });
});

const seed = (...rows: object[]) => client.sim('seed', { system: 'dataverse', table: 'new_shipments', rows });
const bulk = (message: string, ...Targets: object[]) =>
  client.post(`${ships}/Microsoft.Dynamics.CRM.${message}`, {
    Targets: Targets.map((target) => ({ '@odata.type': 'Microsoft.Dynamics.CRM.new_shipment', ...target })),
  });
const local = (link: string) => link.replace(client.url, '');
const etags = (answer: Answer) => answer.json<{ '@odata.etag': string }>()['@odata.etag'];

const batch = (items: readonly string[], headers: Record<string, string> = {}, end = '\r\n') =>
  client.call(`${api}/$batch`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/mixed; boundary="batch_1"', ...headers },
    body: `${items.map((item) => `--batch_1\r\n${item}\r\n`).join('')}--batch_1--${end}`,
  });
const item = (request: string, body?: object) =>
  [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `${request} HTTP/1.1`,
    'Content-Type: application/json',
    '',
    body === undefined ? '' : JSON.stringify(body),
  ].join('\r\n');

describe('Dataverse, what clients trip over (dataverse-web-api.md 17.2)', () => {
  it('1. ignores If-None-Match: null, also beside If-Match: *', async () => {
    await seed({ new_shipmentid: guid(1), new_name: 'a' });
    expect((await client.get(`${ships}(${guid(1)})`, { 'if-none-match': 'null' })).status).toBe(200);
    const headers = { 'if-none-match': 'null', 'if-match': '*' };
    expect((await client.patch(`${ships}(${guid(1)})`, { new_name: 'b' }, headers)).status).toBe(204);
  });

  it('2. echoes the alternate key in OData-EntityId', async () => {
    const answer = await client.patch(`${ships}(new_code='S-1')`, { new_name: 'a' });
    expect([answer.status, answer.headers['odata-entityid']]).toEqual([204, `${client.url}${ships}(new_code='S-1')`]);
  });

  it('3. answers an upsert with representation 201 when it created, 200 when it updated', async () => {
    expect((await client.patch(`${ships}(new_code='S-1')`, { new_name: 'a' }, representation)).status).toBe(201);
    expect((await client.patch(`${ships}(new_code='S-1')`, { new_name: 'b' }, representation)).status).toBe(200);
  });

  it('4. takes key columns of the body when it creates, and ignores them when it updates (9.3)', async () => {
    const created = await client.patch(`${ships}(new_code='S-1')`, { new_code: 'S-2' }, representation);
    expect(created.json()).toMatchObject({ new_code: 'S-2' });
    const updated = await client.patch(`${ships}(new_code='S-2')`, { new_code: 'S-3', new_name: 'b' }, representation);
    expect(updated.json()).toMatchObject({ new_code: 'S-2', new_name: 'b' });
    expect((await client.patch(`${ships}(new_code='S-4')`, { new_name: 'c' }, representation)).json()).toMatchObject({ new_code: 'S-4' });
  });

  it('5. runs bulk messages all or nothing, each with its own rule for duplicates (12)', async () => {
    expect((await bulk('CreateMultiple', { new_name: 'a' }, { new_name: 'x'.repeat(41) })).status).toBe(400);
    expect((await client.get(`${ships}/$count`)).text).toBe('\ufeff0');
    await seed({ new_shipmentid: guid(1), new_name: 'a' });
    expect(
      (await bulk('UpdateMultiple', { new_shipmentid: guid(1), new_name: 'first' }, { new_shipmentid: guid(1), new_name: 'second' }))
        .status,
    ).toBe(204);
    expect((await client.get(`${ships}(${guid(1)})?$select=new_name`)).json()).toMatchObject({ new_name: 'first' });
    const twice = { '@odata.id': "new_shipments(new_code='S-1')" };
    expect((await bulk('UpsertMultiple', twice, twice)).status).toBe(400);
    const deleted = await bulk('DeleteMultiple', { new_shipmentid: guid(1) });
    expect(deleted.json()).toMatchObject({ error: { message: 'DeleteMultiple has not yet been implemented.' } });
  });

  it('6. stops a batch at the first error with its status; continue-on-error gives 200 and an answer for each', async () => {
    const items = [item(`POST ${ships}`, { new_name: 'x'.repeat(41) }), item(`POST ${ships}`, { new_name: 'b' })];
    const stopped = await batch(items);
    expect([stopped.status, stopped.text.match(/^HTTP\/1\.1 \d+/gm)]).toEqual([400, ['HTTP/1.1 400']]);
    expect((await client.get(`${ships}/$count`)).text).toBe('\ufeff0');
    const went = await batch(items, { prefer: 'odata.continue-on-error' });
    expect([went.status, went.text.match(/^HTTP\/1\.1 \d+/gm)]).toEqual([200, ['HTTP/1.1 400', 'HTTP/1.1 204']]);
  });

  it('7. wants a line end after the last boundary, names its own boundaries and nests a failing change set', async () => {
    const cut = await batch([item(`POST ${ships}`, { new_name: 'a' })], {}, '');
    expect([cut.status, cut.json()]).toMatchObject([
      400,
      { error: { code: '0x80048d19', message: expect.stringMatching(/Stream was not readable$/) as string } },
    ]);
    expect((await client.get(`${ships}/$count`)).text).toBe('\ufeff0');
    const failing = [
      'Content-Type: multipart/mixed; boundary=changeset_1',
      '',
      '--changeset_1',
      item(`POST ${ships}`, { new_name: 'x'.repeat(41) }).replace('binary', 'binary\r\nContent-ID: 1'),
      '--changeset_1--',
    ].join('\r\n');
    const answer = await batch([failing]);
    expect(answer.headers['content-type']).toMatch(/^multipart\/mixed; boundary=batchresponse_[0-9a-f-]{36}$/);
    expect(answer.text).toMatch(/Content-Type: multipart\/mixed; boundary=changesetresponse_[0-9a-f-]{36}\r\n/);
    expect(answer.text.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 400']);
    expect(answer.text).not.toMatch(/[^\r]\n/);
  });

  it('8. pages by an opaque link, whose page size must be sent again; orders by key, and a lookup by the name it shows', async () => {
    await client.sim('seed', {
      system: 'dataverse',
      table: 'new_carrier',
      rows: [
        { new_carrierid: guid(8), new_name: 'B' },
        { new_carrierid: guid(9), new_name: 'A' },
      ],
    });
    await seed(
      { new_shipmentid: guid(3), new_name: 'three', _new_ownedbyid_value: guid(8) },
      { new_shipmentid: guid(1), new_name: 'one', _new_ownedbyid_value: guid(9) },
      { new_shipmentid: guid(2), new_name: 'two' },
    );
    type Page = { value: { new_name: string }[]; '@odata.nextLink'?: string };
    const names = (page: Page) => page.value.map(({ new_name }) => new_name);
    const first = (await client.get(`${ships}?$select=new_name`, { prefer: 'odata.maxpagesize=1' })).json<Page>();
    expect(names(first)).toEqual(['one']);
    const link = local(first['@odata.nextLink']!);
    expect(link).toMatch(/\$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie.*istracking=%22False%22%20\/%3E$/);
    expect(names((await client.get(link, { prefer: 'odata.maxpagesize=1' })).json<Page>())).toEqual(['two']);
    expect(names((await client.get(link)).json<Page>())).toEqual(['two', 'three']);
    expect(names((await client.get(`${ships}?$select=new_name&$orderby=_new_ownedbyid_value desc`)).json<Page>())).toEqual([
      'three',
      'one',
      'two',
    ]);
  });

  it('9. gives the delta link on the last page only, deletes last in their own shape; expires it and refuses options', async () => {
    await seed({ new_shipmentid: guid(1), new_name: 'a' }, { new_shipmentid: guid(2), new_name: 'b' });
    type Page = { value: object[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string };
    const tracking = { prefer: 'odata.track-changes,odata.maxpagesize=1' };
    const first = (await client.get(`${ships}?$select=new_name`, tracking)).json<Page>();
    expect(first['@odata.deltaLink']).toBeUndefined();
    const last = (await client.get(local(first['@odata.nextLink']!), tracking)).json<Page>();
    const delta = local(last['@odata.deltaLink']!);
    await client.delete(`${ships}(${guid(1)})`);
    await client.patch(`${ships}(${guid(2)})`, { new_name: 'c' });
    expect((await client.get(delta)).json<Page>().value).toMatchObject([
      { new_name: 'c' },
      { '@odata.context': `${client.url}${api}/$metadata#new_shipments/$deletedEntity`, id: guid(1), reason: 'deleted' },
    ]);
    for (const option of ['$filter=new_count eq 1', '$orderby=new_name', '$expand=new_OwnedById', '$top=1']) {
      const refused = await client.get(`${ships}?${encodeURI(option)}`, tracking);
      expect(refused.json()).toMatchObject({
        error: { message: `The "${option.split('=')[0]!}" query parameter isn't supported when Change Tracking is enabled.` },
      });
    }
    await client.sim('clock', { advanceSeconds: 8 * 86_400 });
    await client.authenticate();
    const expired = await client.get(delta);
    expect([expired.status, expired.json()]).toMatchObject([400, { error: { code: '0x80044352' } }]);
  });

  it('10. gives no 304 with $expand or annotations (13)', async () => {
    await seed({ new_shipmentid: guid(1), new_name: 'a' });
    const etag = etags(await client.get(`${ships}(${guid(1)})`));
    const headers = { 'if-none-match': etag };
    expect((await client.get(`${ships}(${guid(1)})`, headers)).status).toBe(304);
    expect((await client.get(`${ships}(${guid(1)})?$expand=new_OwnedById`, headers)).status).toBe(200);
    expect((await client.get(`${ships}(${guid(1)})`, { ...headers, prefer: 'odata.include-annotations="*"' })).status).toBe(200);
  });

  it('11. adds the primary key always, the currency to money, and the lookup back to expanded children', async () => {
    await client.sim('seed', { system: 'dataverse', table: 'new_carrier', rows: [{ new_carrierid: guid(9), new_name: 'A' }] });
    await seed({ new_shipmentid: guid(1), new_value: 5, _new_ownedbyid_value: guid(9) });
    const row = (await client.get(`${ships}(${guid(1)})?$select=new_value`)).json();
    expect(Object.keys(row).sort()).toEqual([
      '@odata.context',
      '@odata.etag',
      '_transactioncurrencyid_value',
      'new_shipmentid',
      'new_value',
    ]);
    const parent = await client.get(`${api}/new_carriers(${guid(9)})?$select=new_name&$expand=new_owned($select=new_name)`);
    expect(parent.json()).toMatchObject({
      new_carrierid: guid(9),
      new_owned: [{ new_shipmentid: guid(1), _new_ownedbyid_value: guid(9) }],
    });
  });

  it('12. writes an annotation before its property, and none for nulls', async () => {
    await seed({ new_shipmentid: guid(1), new_kind: 2 });
    const { text } = await client.get(`${ships}(${guid(1)})?$select=new_kind,_new_ownedbyid_value`, {
      prefer: 'odata.include-annotations="*"',
    });
    expect(text).toContain('"new_kind@OData.Community.Display.V1.FormattedValue":"Air","new_kind":2,');
    expect(text).toContain('"_new_ownedbyid_value":null');
    expect(text).not.toContain('_new_ownedbyid_value@');
  });

  it('13. counts with a byte order mark, and no further than 5,000', async () => {
    await client.sim('generate', { system: 'dataverse', table: 'new_shipments', count: 5_001, template: { new_name: '{n}' } });
    expect((await client.get(`${ships}/$count`)).text).toBe('\ufeff5000');
    const page = await client.get(`${ships}?$select=new_name&$count=true`, {
      prefer: 'odata.maxpagesize=1,odata.include-annotations="Microsoft.Dynamics.CRM.*"',
    });
    expect(page.json()).toMatchObject({
      '@odata.count': 5_000,
      '@Microsoft.Dynamics.CRM.totalrecordcount': 5_000,
      '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': true,
    });
    const uncounted = await client.get(`${ships}?$top=1`, { prefer: 'odata.include-annotations="*"' });
    expect(uncounted.json()).toMatchObject({
      '@Microsoft.Dynamics.CRM.totalrecordcount': -1,
      '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': false,
    });
  });

  it('14. compares text without letter case, and names with it', async () => {
    await seed({ new_shipmentid: guid(1), new_name: 'Harbour', new_code: 'S-1' });
    const found = await client.get(`${ships}?$select=new_name&$filter=${encodeURI("new_name eq 'HARBOUR' and contains(new_name,'BOUR')")}`);
    expect(found.json<{ value: object[] }>().value).toHaveLength(1);
    expect((await client.get(`${ships}(new_code='s-1')`)).status).toBe(200);
    expect((await client.get(`${ships}?$select=New_Name`)).json()).toMatchObject({
      error: { code: '0x0', message: "Could not find a property named 'New_Name' on type 'Microsoft.Dynamics.CRM.new_shipment'." },
    });
    const set = await client.get(`${api}/New_Shipments`);
    expect([set.status, set.json()]).toMatchObject([
      404,
      { error: { code: '0x8006088A', message: "Resource not found for the segment 'New_Shipments'." } },
    ]);
  });

  it('15. knows navigation properties in their own letter case and suffix, and answers 0x80048d19 to the wrong one', async () => {
    await client.sim('seed', { system: 'dataverse', table: 'new_carrier', rows: [{ new_carrierid: guid(9), new_name: 'A' }] });
    const bound = await client.post(
      `${ships}?$select=_new_partyid_value`,
      { 'new_PartyId_new_carrier@odata.bind': `/new_carriers(${guid(9)})` },
      representation,
    );
    expect(bound.json()).toMatchObject({ _new_partyid_value: guid(9) });
    for (const wrong of ['new_partyid', 'new_partyid_new_carrier', 'new_PartyId']) {
      const refused = await client.post(ships, { [`${wrong}@odata.bind`]: `/new_carriers(${guid(9)})` });
      expect([refused.status, refused.json()]).toMatchObject([400, { error: { code: '0x80048d19' } }]);
      expect(refused.text).toContain(`An undeclared property '${wrong}' which only has property annotations in the payload`);
    }
  });

  it('16. keeps a day a day, and turns an offset into Z', async () => {
    const created = await client.post(
      `${ships}?$select=new_day,new_at`,
      { new_day: '2026-03-01', new_at: '2026-03-01T03:00:00+07:00' },
      representation,
    );
    expect(created.json()).toMatchObject({ new_day: '2026-03-01', new_at: '2026-02-28T20:00:00Z' });
    expect((await client.post(ships, { new_day: '2026-03-01T00:00:00Z' })).json()).toMatchObject({ error: { code: '0x80048d19' } });
    expect((await client.post(ships, { new_at: '2026-03-01T03:00:00' })).status).toBe(400);
  });

  it('17. computes exchangerate and the base amount; the base currency needs no rate', async () => {
    await client.sim('seed', {
      system: 'dataverse',
      table: 'transactioncurrency',
      rows: [{ transactioncurrencyid: guid(7), isocurrencycode: 'EUR', currencyname: 'Euro', exchangerate: 0.8 }],
    });
    const query = '?$select=new_value,new_value_base,exchangerate';
    const foreign = await client.post(
      `${ships}${query}`,
      { new_value: 10, 'transactioncurrencyid@odata.bind': `/transactioncurrencies(${guid(7)})` },
      representation,
    );
    expect(foreign.json()).toMatchObject({ new_value: 10, new_value_base: 12.5, exchangerate: 0.8 });
    const base = await client.post(`${ships}${query}`, { new_value: 10, new_value_base: 99, exchangerate: 99 }, representation);
    expect(base.json()).toMatchObject({ new_value: 10, new_value_base: 10, exchangerate: 1 });
  });

  it('18. raises the version, tells the webhook and the delta of an update that changes nothing', async () => {
    await seed({ new_shipmentid: guid(1), new_name: 'a' });
    const before = etags(await client.get(`${ships}(${guid(1)})`));
    type Page = { value: object[]; '@odata.deltaLink': string };
    const { '@odata.deltaLink': delta } = (await client.get(`${ships}?$select=new_name`, { prefer: 'odata.track-changes' })).json<Page>();
    const receiver = await EventReceiver.start();
    await registerWebhook('Update', receiver.url);
    await client.patch(`${ships}(${guid(1)})`, { new_name: 'a' });
    expect(etags(await client.get(`${ships}(${guid(1)})`))).not.toBe(before);
    expect((await client.get(local(delta))).json<Page>().value).toHaveLength(1);
    await receiver.received(1);
    await receiver.stop();
  });

  it('19. sends webhooks with the columns that were sent, \\/Date()\\/, stripped beyond 256 KB, again once after 503', async () => {
    await seed({ new_shipmentid: guid(1), new_name: 'a', new_count: 5 });
    const receiver = await EventReceiver.start();
    await registerWebhook('Update', receiver.url);
    receiver.statuses.push(503);
    await client.patch(`${ships}(${guid(1)})?tag=concord`, { new_name: 'b' });
    const [first, again] = await receiver.received(2);
    expect(again!.body).toBe(first!.body);
    expect(first!.headers).toMatchObject({
      'x-ms-dynamics-entity-name': 'new_shipment',
      'x-ms-dynamics-request-name': 'Update',
      'x-key': 'secret',
    });
    expect(first!.headers['x-ms-signature']).toBeUndefined();
    expect(first!.body).toMatch(/\\\/Date\(\d+\)\\\//);
    const target = JSON.parse(first!.body) as {
      InputParameters: { value: { Attributes: { key: string }[] } }[];
      SharedVariables: object[];
    };
    expect(target.InputParameters[0]!.value.Attributes.map(({ key }) => key).sort()).toEqual([
      'modifiedby',
      'modifiedon',
      'modifiedonbehalfby',
      'new_name',
      'new_shipmentid',
    ]);
    expect(target.SharedVariables).toEqual([{ key: 'tag', value: 'concord' }]);

    receiver.statuses.push(500);
    await client.patch(`${ships}(${guid(1)})`, { new_note: 'n'.repeat(300_000) });
    const [, , big] = await receiver.received(3);
    expect(big!.headers['x-ms-dynamics-msg-size-exceeded']).toBe('true');
    expect(Object.keys(JSON.parse(big!.body) as object)).not.toContain('InputParameters');
    await client.patch(`${ships}(${guid(1)})`, { new_count: 6 }); // would come after a retry of the 500, were there one
    expect(await receiver.received(4)).toHaveLength(4);
    await receiver.stop();
  });

  it('20. throttles with three codes, and lets Retry-After grow for who pushes on', async () => {
    for (const [mode, code] of [
      ['requests', '0x80072322'],
      ['executionTime', '0x80072321'],
      ['concurrency', '0x80072326'],
    ]) {
      await client.sim('faults', { system: 'dataverse', throttle: { mode, retryAfter: 27 } });
      const refused = await client.get(ships);
      expect([refused.status, refused.headers['retry-after'], refused.json()]).toMatchObject([429, '27', { error: { code } }]);
    }
    await client.sim('faults', {});
    await client.sim('faults', { system: 'dataverse', limits: { requests: 2, windowSeconds: 60 } });
    const waits: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const answer = await client.get(`${ships}?$top=1`);
      if (answer.status === 429) waits.push(Number(answer.headers['retry-after']));
    }
    expect(waits.length).toBeGreaterThan(2);
    expect(waits.at(-1)!).toBeGreaterThan(waits[0]!);
  });

  it('21. names failed conditions by code, or by none when the switch says so', async () => {
    await seed({ new_shipmentid: guid(1), new_name: 'a' });
    const absent = () => client.patch(`${ships}(${guid(2)})`, { new_name: 'b' }, { 'if-match': '*' });
    const present = () => client.patch(`${ships}(${guid(1)})`, { new_name: 'b' }, { 'if-none-match': '*' });
    expect([(await absent()).json(), (await present()).json()]).toMatchObject([
      { error: { code: '0x80040217' } },
      { error: { code: '0x80040237' } },
    ]);
    await client.sim('faults', { system: 'dataverse', emptyConditionalCodes: true });
    expect([(await absent()).json(), (await present()).json()]).toEqual([
      { error: { code: '', message: `new_shipment With Id = ${guid(2)} Does Not Exist` } },
      { error: { code: '', message: 'A record with matching key values already exists.' } },
    ]);
  });

  it('22. refuses direct writes to schedule tables (10)', async () => {
    const refused = await client.post(`${api}/msdyn_projecttasks`, { msdyn_subject: 'a' });
    expect([refused.status, refused.json()]).toMatchObject([400, { error: { code: '0x80040265' } }]);
  });
});

const registerWebhook = async (message: string, url: string): Promise<void> => {
  const filter = `sdkmessageid/name eq '${message}' and primaryobjecttypecode eq 'new_shipment'`;
  const { value } = (await client.get(`${api}/sdkmessagefilters?$select=_sdkmessageid_value&$filter=${encodeURI(filter)}`)).json<{
    value: { sdkmessagefilterid: string; _sdkmessageid_value: string }[];
  }>();
  const endpoint = {
    name: 'hook',
    contract: 8,
    url,
    authtype: 5,
    authvalue: '<settings><setting name="x-key" value="secret" /></settings>',
  };
  const { serviceendpointid } = (await client.post(`${api}/serviceendpoints`, endpoint, representation)).json<{
    serviceendpointid: string;
  }>();
  const step = await client.post(`${api}/sdkmessageprocessingsteps`, {
    name: 'step',
    stage: 40,
    mode: 1,
    'sdkmessageid@odata.bind': `/sdkmessages(${value[0]!._sdkmessageid_value})`,
    'sdkmessagefilterid@odata.bind': `/sdkmessagefilters(${value[0]!.sdkmessagefilterid})`,
    'eventhandler_serviceendpoint@odata.bind': `/serviceendpoints(${serviceendpointid})`,
  });
  expect(step.status).toBe(204);
};
