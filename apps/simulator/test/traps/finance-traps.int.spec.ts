import { zipSync } from 'fflate';
import { request } from 'undici';
import { EventReceiver } from '../event-receiver';
import { type Answer, innerMessage, SimulatorClient } from '../simulator-client';
import { trapEntities } from './finance-tables';

// finance-api.md 0, one test a line: the fifteen traps.
let client: SimulatorClient;
const mooring = (company: string, id: string) => `/data/Moorings(dataAreaId='${company}',MooringID='${id}')`;
const everywhere = '?cross-company=true';
const management = '/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities';

beforeAll(async () => {
  client = await SimulatorClient.start();
});
afterAll(() => client.stop());
beforeEach(async () => {
  await client.sim('reset', {});
  await client.authenticate();
  await client.sim('tables', { system: 'finance', tables: trapEntities });
  await client.sim('seed', {
    system: 'finance',
    table: 'Moorings',
    rows: [
      { dataAreaId: 'usmf', MooringID: 'M1', Description: 'Old quay' },
      { dataAreaId: 'ussi', MooringID: 'M9', Description: 'New quay' },
    ],
  });
});

const idsOf = (answer: Answer) => answer.json<{ value: { MooringID: string }[] }>().value.map(({ MooringID }) => MooringID);
const faultOf = (answer: Answer) => {
  const { error } = answer.json<{ error: { code: string; message: string; innererror: { message: string; type: string } } }>();
  return { status: answer.status, code: error.code, message: error.message, inner: error.innererror.message, type: error.innererror.type };
};
const filtered = (filter: string) => client.get(`/data/Moorings?$filter=${encodeURIComponent(filter)}`);

describe('Finance, the fifteen traps (finance-api.md 0)', () => {
  it('1. shows, changes and deletes records of the default company only, unless cross-company is true', async () => {
    expect(idsOf(await client.get('/data/Moorings'))).toEqual(['M1']);
    expect(idsOf(await client.get(`/data/Moorings${everywhere}`))).toEqual(['M1', 'M9']);
    expect((await client.get(mooring('ussi', 'M9'))).status).toBe(404);
    expect((await client.patch(mooring('ussi', 'M9'), { Description: 'x' })).status).toBe(400);
    expect((await client.delete(mooring('ussi', 'M9'))).status).toBe(400);
    expect((await client.patch(mooring('ussi', 'M9') + everywhere, { Description: 'x' })).status).toBe(204);
    expect((await client.delete(mooring('ussi', 'M9') + everywhere)).status).toBe(204);
  });

  it('2. has no upsert: an absent record is 400 with its text, whatever the conditions', async () => {
    for (const headers of [{}, { 'if-match': '*' }, { 'if-none-match': '*' }] as Record<string, string>[]) {
      const absent = await client.patch(mooring('usmf', 'M7') + everywhere, { Description: 'x' }, headers);
      expect(faultOf(absent)).toMatchObject({ status: 400, inner: 'No resources were found when selecting for update.' });
    }
    expect((await client.get(mooring('usmf', 'M7'))).status).toBe(404);
  });

  it('3. has no change feed: no delta link, no delta token', async () => {
    const tracked = await client.get('/data/Moorings', { prefer: 'odata.track-changes' });
    expect([tracked.headers['preference-applied'], tracked.json()['@odata.deltaLink']]).toEqual([undefined, undefined]);
    expect((await client.get('/data/Moorings?$deltatoken=1')).status).toBe(400);
    expect(Object.keys(tracked.json<{ value: object[] }>().value[0]!)).not.toContain('ModifiedDateTime');
  });

  it('4. keeps the truth in the inner message, in the language of the service user', async () => {
    const duplicate = () => client.post('/data/Moorings', { MooringID: 'M1' });
    expect(faultOf(await duplicate())).toMatchObject({
      code: '',
      message: 'An error has occurred.',
      inner: expect.stringContaining('The record already exists') as string,
    });
    await client.sim('faults', { system: 'finance', language: 'de' });
    const german = faultOf(await duplicate());
    expect(german.code).toBe('');
    expect(german.inner).not.toContain('The record already exists');
  });

  it('5. answers a batch 200 although its change set failed, with one part for all of it', async () => {
    const operation = (id: string, contentId: number) =>
      `--changeset_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${contentId}\r\n\r\n` +
      `POST /data/Moorings HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"dataAreaId":"usmf","MooringID":"${id}"}\r\n`;
    const answer = await client.call('/data/$batch', {
      method: 'POST',
      headers: { 'content-type': 'multipart/mixed; boundary=batch_1' },
      body: `--batch_1\r\nContent-Type: multipart/mixed; boundary=changeset_1\r\n\r\n${operation('M2', 1)}${operation('M1', 2)}--changeset_1--\r\n--batch_1--\r\n`,
    });
    expect([answer.status, answer.text.match(/^HTTP\/1\.1 \d+/gm)]).toEqual([200, ['HTTP/1.1 400']]);
    expect((await client.get(mooring('usmf', 'M2'))).status).toBe(404);
  });

  it('6. has no nulls: unset text is empty, an unset day is 1900 at noon, an unset instant at midnight', async () => {
    expect((await client.get(mooring('usmf', 'M1'))).json()).toMatchObject({
      QuayCode: '',
      OpenedOn: '1900-01-01T12:00:00Z',
      CheckedDateTime: '1900-01-01T00:00:00Z',
      Rate: 0,
      IsClosed: 'No',
    });
  });

  it('7. pins days to noon', async () => {
    const created = await client.post('/data/Moorings', {
      MooringID: 'M2',
      OpenedOn: '2026-03-31T00:00:00Z',
      CheckedDateTime: '2026-03-31T08:15:30Z',
    });
    expect(created.json()).toMatchObject({ OpenedOn: '2026-03-31T12:00:00Z', CheckedDateTime: '2026-03-31T08:15:30Z' });
  });

  it('8. wants the qualified literal of an enum in filters, and the bare member in bodies', async () => {
    await client.post('/data/Moorings', { MooringID: 'M2', IsClosed: 'Yes' });
    expect(idsOf(await filtered("IsClosed eq Microsoft.Dynamics.DataEntities.NoYes'Yes'"))).toEqual(['M2']);
    expect((await filtered("IsClosed eq 'Yes'")).status).toBe(400);
    expect((await filtered("IsClosed gt Microsoft.Dynamics.DataEntities.NoYes'No'")).status).toBe(400);
    expect((await client.post('/data/Moorings', { MooringID: 'M3', IsClosed: "Microsoft.Dynamics.DataEntities.NoYes'Yes'" })).status).toBe(
      400,
    );
  });

  it('9. refuses contains() and startswith(), and reads an asterisk compared with eq as a wildcard', async () => {
    expect((await filtered("contains(Description,'quay')")).status).toBe(400);
    expect((await filtered("startswith(Description,'Old')")).status).toBe(400);
    expect(idsOf(await filtered("Description eq '*QUAY*'"))).toEqual(['M1']);
    expect(idsOf(await filtered("Description eq 'Old*'"))).toEqual(['M1']);
    expect(idsOf(await filtered("Description eq 'quay*'"))).toEqual([]);
  });

  it('10. wants the whole key, in the spelling of the entity', async () => {
    const route = {
      Message: expect.stringMatching(
        /^No HTTP resource was found that matches the request URI .* No route data was found for this request\.$/,
      ) as string,
    };
    for (const path of ["/data/Moorings(MooringID='M1')", "/data/Moorings(dataAreaId='usmf',MooringId='M1')", '/data/moorings']) {
      const answer = await client.get(path);
      expect([answer.status, answer.json()]).toEqual([404, route]);
    }
    await client.post('/data/MooringsV2', { MooringId: 'V1' });
    expect((await client.get("/data/MooringsV2(MooringId='V1',  dataAreaId='USMF')")).status).toBe(200);
    expect((await client.post('/data/MooringsV2', { MooringID: 'V2' })).status).toBe(400);
  });

  it('11. tells a lost race from a business refusal by the text alone', async () => {
    await client.sim('faults', { system: 'finance', updateConflicts: { table: 'Moorings', count: 1 } });
    const race = faultOf(await client.patch(mooring('usmf', 'M1'), { Description: 'x' }));
    const refusal = faultOf(await client.patch(mooring('usmf', 'M1'), { QuayCode: 'nowhere' }));
    expect([race.status, race.type]).toEqual([refusal.status, refusal.type]);
    expect(race.inner).toContain(
      'An update conflict occurred due to another user process deleting the record or changing one or more fields in the record.',
    );
    expect(refusal.inner).toContain("The value 'nowhere' in field 'Quay code' is not found in the related table 'Quays'.");
  });

  it('12. accepts a package without its data and "succeeds"', async () => {
    const { value } = (await client.post(`${management}.GetAzureWriteUrl`, { uniqueFileName: 'empty' })).json<{ value: string }>();
    const packageUrl = (JSON.parse(value) as { BlobUrl: string }).BlobUrl;
    const archive = zipSync({ 'Manifest.xml': Buffer.from(manifest), 'PackageHeader.xml': Buffer.from('<DataManagementPackageHeader/>') });
    await request(packageUrl, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: Buffer.from(archive) });
    const body = { packageUrl, definitionGroupId: 'moorings', executionId: 'run-1', execute: true, overwrite: true, legalEntityId: 'USMF' };
    expect((await client.post(`${management}.ImportFromPackage`, body)).json()).toMatchObject({ value: 'run-1' });
    expect((await client.post(`${management}.GetExecutionSummaryStatus`, { executionId: 'run-1' })).json()).toMatchObject({
      value: 'Succeeded',
    });
    expect(idsOf(await client.get('/data/Moorings'))).toEqual(['M1']);
  });

  it('13. returns JSON inside a JSON string', async () => {
    const url = (await client.post(`${management}.GetAzureWriteUrl`, { uniqueFileName: 'a' })).json<{
      '@odata.context': string;
      value: string;
    }>();
    expect(url['@odata.context']).toMatch(/\$metadata#Edm\.String$/);
    expect(JSON.parse(url.value)).toMatchObject({ BlobId: expect.stringMatching(/^\{.{36}\}$/) as string });
    await client.sim('executions', { executionId: 'run-2', status: 'Failed' });
    const errors = (await client.post(`${management}.GetExecutionErrors`, { executionId: 'run-2' })).json<{ value: string }>();
    expect(Array.isArray(JSON.parse(errors.value))).toBe(true);
  });

  it('14. sends events at least once, and stops after a few tries', async () => {
    const receiver = await EventReceiver.start();
    await client.sim('subscriptions', { system: 'finance', kind: 'data-event', entity: 'Moorings', company: '', url: receiver.url });
    await client.sim('faults', { system: 'finance', events: { duplicate: 1 } });
    await client.post('/data/Moorings', { MooringID: 'M2' });
    const [first, second] = await receiver.received(2);
    expect(second!.body).toBe(first!.body);
    await client.sim('faults', {});
    receiver.statuses.push(500, 500, 500, 500, 500, 500);
    await client.post('/data/Moorings', { MooringID: 'M3' });
    expect(await receiver.received(6)).toHaveLength(6); // once, and three retries a second apart
    const deliveries = (await client.raw('/_sim/deliveries')).json<{ attempts: { status: number }[] }[]>();
    expect(deliveries.at(-1)!.attempts.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
    await receiver.stop();
  }, 15_000);

  it('15. keeps no count of requests by user, and refuses for want of resources at any rate', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => client.get('/data/Moorings?$top=1')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(Object.keys(answers[0]!.headers).filter((name) => name.startsWith('x-ms-ratelimit'))).toEqual([]);
    await client.sim('faults', { system: 'finance', throttle: { mode: 'resource', retryAfter: 3 } });
    const refused = await client.get('/data/Moorings?$top=1');
    expect([refused.status, refused.headers['retry-after'], refused.json()]).toEqual([
      429,
      '3',
      {
        error: {
          code: '',
          message: 'This request could not be processed at this time due to system experiencing high resource utilization.',
        },
      },
    ]);
    expect((await client.get('/data/Moorings?$top=1')).status).toBe(200);
  });
});

describe('Finance, texts of refusals (finance-api.md 3.8)', () => {
  it.each<[string, () => Promise<Answer>, RegExp]>([
    [
      'create of a row',
      () => client.post('/data/Moorings', { MooringID: 'M1' }),
      /^Write failed for table row of type 'HarMooringEntity'\. Infolog: /,
    ],
    [
      'duplicate',
      () => client.post('/data/Moorings', { MooringID: 'M1', Description: 'Twice' }),
      /Info: Cannot create a record in Moorings \(HarMooring\)\. .+: M1, Twice\.\nThe record already exists\.\.$/,
    ],
    [
      'unknown reference',
      () => client.post('/data/Moorings', { MooringID: 'M2', QuayCode: 'XX' }),
      /Warning: The value 'XX' in field 'Quay code' is not found in the related table 'Quays'\.; Warning: validateField failed on field 'HarMooringEntity\.QuayCode'\.$/,
    ],
    [
      'mandatory field',
      () => client.post('/data/Quays', { Code: 'Q1' }),
      /Warning: Field 'Name' must be filled in\.; Warning: validateWrite failed on data source 'HarQuay \(HarQuay\)'\.$/,
    ],
    [
      "entity's own rule",
      async () => {
        await client.sim('faults', {
          system: 'finance',
          rejectRows: { table: 'Moorings', where: { MooringID: 'M2' }, message: 'The mooring is taken.' },
        });
        return client.post('/data/Moorings', { MooringID: 'M2' });
      },
      /The mooring is taken\.; Warning: validateWrite failed on data source 'HarMooring \(HarMooring\)'\.$/,
    ],
    [
      'lost race',
      async () => {
        await client.sim('faults', { system: 'finance', updateConflicts: { table: 'Moorings' } });
        return client.patch(mooring('usmf', 'M1'), { Description: 'x' });
      },
      /Cannot edit a record in Moorings \(HarMooring\)\.\nAn update conflict occurred/,
    ],
    [
      'dependants, and delete',
      async () => {
        await client.post('/data/Quays', { Code: 'Q1', Name: 'One' });
        await client.patch(mooring('usmf', 'M1'), { QuayCode: 'Q1' });
        return client.delete("/data/Quays(dataAreaId='usmf',Code='Q1')");
      },
      /^Delete failed for table row of type 'HarQuayEntity'\. Infolog: .*Quay cannot be deleted while dependent moorings exist\.$/,
    ],
    [
      'posting rules',
      async () => {
        const message = 'Inventory dimension Site is mandatory and must consequently be specified.';
        await client.sim('faults', { system: 'finance', rejectRows: { table: 'Moorings', where: { MooringID: 'M2' }, message } });
        return client.post('/data/Moorings', { MooringID: 'M2' });
      },
      /Inventory dimension Site is mandatory and must consequently be specified\./,
    ],
  ])('%s', async (_what, call, text) => {
    const answer = await call();
    expect(faultOf(answer)).toMatchObject({
      status: 400,
      code: '',
      message: 'An error has occurred.',
      inner: expect.stringMatching(text) as string,
    });
    expect(faultOf(answer).type).toBe('Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException');
  });

  it('a body of the wrong type or an unknown parameter: the invocation failed, with what OData says inside', async () => {
    for (const body of [
      { MooringID: 'M2', Rate: 'much' },
      { MooringID: 'M2', Depth: 3 },
    ]) {
      const answer = await client.post('/data/Moorings', body);
      expect(faultOf(answer)).toMatchObject({
        status: 400,
        inner: 'Exception has been thrown by the target of an invocation.',
        type: 'System.Reflection.TargetInvocationException',
      });
      expect(innerMessage(answer)).toMatch(/Rate|Depth/);
    }
  });

  it('an action that threw: 500, in the words of the exception', async () => {
    await client.sim('tables', {
      system: 'finance',
      tables: [
        {
          entitySetName: 'Moorings',
          actions: [
            { name: 'close', boundTo: 'record', parameters: [], refuse: { where: { MooringID: 'M1' }, message: 'A ship is there.' } },
          ],
        },
      ],
    });
    const answer = await client.post(`${mooring('usmf', 'M1')}/Microsoft.Dynamics.DataEntities.close`, {});
    expect(faultOf(answer)).toMatchObject({
      status: 500,
      inner: 'Exception occurred while executing action close on Entity Mooring: A ship is there.',
      type: 'System.InvalidOperationException',
    });
  });
});

const manifest = `<DataManagementPackageManifest xmlns="http://schemas.microsoft.com/dynamics/2015/01/DataManagement"><DefinitionGroupName>moorings</DefinitionGroupName>
<PackageEntityList><DataManagementPackageEntityData><EntityMapList><EntityMap><EntityField>MOORINGID</EntityField><XMLField>MOORINGID</XMLField></EntityMap></EntityMapList>
<EntityName>Moorings</EntityName><ExecutionUnit>1</ExecutionUnit><InputFilePath>Moorings.csv</InputFilePath><LevelInExecutionUnit>1</LevelInExecutionUnit>
<SequenceInLevel>1</SequenceInLevel><SourceFormat>CSV-Unicode</SourceFormat></DataManagementPackageEntityData></PackageEntityList></DataManagementPackageManifest>`;
