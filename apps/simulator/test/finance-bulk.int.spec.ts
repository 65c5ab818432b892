import { unzipSync, zipSync } from 'fflate';
import { request } from 'undici';
import { customerGroups, paymentTerms } from './finance-tables';
import { innerMessage, SimulatorClient } from './simulator-client';

const management = '/data/DataManagementDefinitionGroups/Microsoft.Dynamics.DataEntities';

const manifest = (inputFile: string, sourceFormat: string) => `<?xml version="1.0" encoding="utf-8"?>
<DataManagementPackageManifest xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.microsoft.com/dynamics/2015/01/DataManagement">
<DefinitionGroupName>groups-in</DefinitionGroupName><Description/>
<PackageEntityList><DataManagementPackageEntityData><EntityMapList>
${['CUSTOMERGROUPID', 'DESCRIPTION', 'PAYMENTTERMID', 'RATE', 'VALIDFROM', 'ISSALESTAXINCLUDEDINPRICE']
  .map((field) => `<EntityMap><EntityField>${field}</EntityField><XMLField>${field}</XMLField></EntityMap>`)
  .join('')}
</EntityMapList><EntityName>Customer groups</EntityName><ExecutionUnit>1</ExecutionUnit><InputFilePath>${inputFile}</InputFilePath>
<LevelInExecutionUnit>1</LevelInExecutionUnit><SequenceInLevel>1</SequenceInLevel><SourceFormat>${sourceFormat}</SourceFormat>
</DataManagementPackageEntityData></PackageEntityList></DataManagementPackageManifest>`;

/** Zips and unzips by a public library, which knows nothing of ours. */
const zip = (files: Readonly<Record<string, string | Buffer>>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, new Uint8Array(Buffer.from(content as string))]))),
  );

const unzip = (archive: Buffer): Readonly<Record<string, Buffer>> =>
  Object.fromEntries(Object.entries(unzipSync(archive)).map(([name, content]) => [name, Buffer.from(content)]));

describe('Finance, data packages and recurring integrations (finance-api.md, section 4)', () => {
  let finance: SimulatorClient;

  beforeAll(async () => {
    finance = await SimulatorClient.start();
  });

  beforeEach(async () => {
    await finance.sim('reset', {});
    await finance.sim('tables', { system: 'finance', tables: [paymentTerms, customerGroups] });
    await finance.sim('seed', {
      system: 'finance',
      table: 'CustomerGroups',
      rows: [{ dataAreaId: 'ussi', CustomerGroupId: '10', Description: 'Old' }],
    });
  });

  afterAll(() => finance.stop());

  const run = async (name: string, body: object = {}) => {
    const answer = await finance.post(`${management}.${name}`, body);
    if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.text}`);
    return answer.json<{ value: never }>().value as unknown as string;
  };

  const upload = async (archive: Buffer): Promise<string> => {
    const { BlobId, BlobUrl } = JSON.parse(await run('GetAzureWriteUrl', { uniqueFileName: 'groups' })) as Record<string, string>;
    expect(BlobId).toMatch(/^\{[0-9A-F-]{36}\}$/);
    const put = await request(BlobUrl!, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: archive });
    expect(put.statusCode).toBe(201);
    return BlobUrl!;
  };

  const finished = async (executionId: string): Promise<string> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const status = await run('GetExecutionSummaryStatus', { executionId });
      if (status !== 'NotRun' && status !== 'Executing') return status;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('The execution never finished.');
  };

  const importOf = async (archive: Buffer, more: object = {}) =>
    run('ImportFromPackageAsync', {
      packageUrl: await upload(archive),
      definitionGroupId: 'groups-in',
      executionId: '',
      execute: true,
      overwrite: true,
      legalEntityId: 'USSI',
      ...more,
    });
  const fetchText = async (url: string) => (await request(url)).body.text();
  const csv = 'CUSTOMERGROUPID,DESCRIPTION,PAYMENTTERMID,RATE,VALIDFROM,ISSALESTAXINCLUDEDINPRICE,UNKNOWN\r\n';

  it('imports into the company of the run: creates, updates, and drops columns that the map does not name', async () => {
    const executionId = await importOf(
      zip({
        'Manifest.xml': manifest('Customer groups.csv', 'CSV-Unicode'),
        'PackageHeader.xml': '<x/>',
        'Customer groups.csv': Buffer.concat([
          Buffer.from([0xff, 0xfe]),
          Buffer.from(`${csv}10,"New, ""quoted""",,1.50,2026-03-31,Yes,x\r\n20,Größe,,,,,\r\n`, 'utf16le'),
        ]),
      }),
    );
    expect(await finished(executionId)).toBe('Succeeded');
    const { value } = (await finance.get('/data/CustomerGroups?cross-company=true')).json<{ value: object[] }>();
    expect(value).toMatchObject([
      {
        dataAreaId: 'ussi',
        CustomerGroupId: '10',
        Description: 'New, "quoted"',
        Rate: 1.5,
        ValidFrom: '2026-03-31T12:00:00Z',
        IsSalesTaxIncludedInPrice: 'Yes',
      },
      { dataAreaId: 'ussi', CustomerGroupId: '20', Description: 'Größe' },
    ]);
  });

  it('tells rows that do not parse from rows that are refused, and is PartiallySucceeded when some are good', async () => {
    const executionId = await importOf(
      zip({
        'Manifest.xml': manifest('Customer groups.csv', 'CSV-Unicode'),
        'Customer groups.csv': `${csv}20,Good,,,,,\r\n30,Bad rate,,abc,,,\r\n40,Bad term,XX,,,,\r\n`,
      }),
    );
    expect(await finished(executionId)).toBe('PartiallySucceeded');
    const which = { executionId, entityName: 'Customer groups' };
    expect(await fetchText(await run('GetImportStagingErrorFileUrl', which))).toContain('30,Bad rate');
    expect(await run('GetImportTargetErrorKeysFileUrl', which)).toBe('');
    expect(await run('GenerateImportTargetErrorKeysFile', which)).toBe(true);
    let url = '';
    while (url === '') url = await run('GetImportTargetErrorKeysFileUrl', which);
    expect(await fetchText(url)).toBe('CUSTOMERGROUPID\r\n40\r\n');
    const errors = JSON.parse(await run('GetExecutionErrors', { executionId })) as { ErrorMessage: string }[];
    expect(errors.map(({ ErrorMessage }) => ErrorMessage)).toEqual([
      expect.stringContaining("'abc'"),
      expect.stringContaining("The value 'XX'"),
    ]);
  });

  it('reads XML data, stops after staging when told to, and "succeeds" without its data file (4.3)', async () => {
    const xml =
      '<Document><CUSTCUSTOMERGROUPENTITY><CUSTOMERGROUPID>50</CUSTOMERGROUPID><DESCRIPTION>a &amp; b</DESCRIPTION></CUSTCUSTOMERGROUPENTITY></Document>';
    const archive = zip({ 'Manifest.xml': manifest('Customer groups.xml', 'XML-Element'), 'Customer groups.xml': xml });
    expect(await finished(await importOf(archive, { execute: false }))).toBe('Succeeded');
    expect((await finance.get('/data/CustomerGroups/$count?cross-company=true')).text).toBe('1');
    expect(await finished(await importOf(archive))).toBe('Succeeded');
    expect((await finance.get("/data/CustomerGroups(dataAreaId='ussi',CustomerGroupId='50')?cross-company=true")).json()).toMatchObject({
      Description: 'a & b',
    });
    expect(await finished(await importOf(zip({ 'Manifest.xml': manifest('Missing.csv', 'CSV') })))).toBe('Succeeded');
    expect(await finished(await importOf(Buffer.from('no zip')))).toBe('Failed');
  });

  it.each(['CSV-Unicode', 'XML-Element'])(
    'exports a package in %s that a public tool unpacks and an import reads back',
    async (sourceFormat) => {
      await finance.sim('data-projects', {
        name: 'groups-out',
        direction: 'export',
        company: 'ussi',
        entities: ['Customer groups'],
        sourceFormat,
      });
      const executionId = await run('ExportToPackage', {
        definitionGroupId: 'groups-out',
        packageName: 'groups',
        executionId: 'Run-1',
        reExecute: false,
        legalEntityId: 'ussi',
      });
      expect(executionId).toBe('Run-1');
      expect(await finished(executionId)).toBe('Succeeded');
      const archive = Buffer.from(await (await request(await run('GetExportedPackageUrl', { executionId }))).body.arrayBuffer());
      const files = unzip(archive);
      expect(files['Manifest.xml']!.toString('utf16le')).toContain('<EntityName>Customer groups</EntityName>');
      expect(files['PackageHeader.xml']!.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
      await finance.delete("/data/CustomerGroups(dataAreaId='ussi',CustomerGroupId='10')?cross-company=true");
      expect(await finished(await importOf(archive))).toBe('Succeeded');
      expect((await finance.get("/data/CustomerGroups(dataAreaId='ussi',CustomerGroupId='10')?cross-company=true")).json()).toMatchObject({
        Description: 'Old',
      });
    },
  );

  it('exports only what changed since the last export when the project is incremental', async () => {
    await finance.sim('data-projects', {
      name: 'inc',
      direction: 'export',
      company: 'ussi',
      entities: ['Customer groups'],
      sourceFormat: 'CSV',
      refreshType: 'incremental',
    });
    const exported = async () => {
      const executionId = await run('ExportToPackage', {
        definitionGroupId: 'inc',
        packageName: 'x',
        executionId: '',
        reExecute: false,
        legalEntityId: 'ussi',
      });
      const archive = Buffer.from(await (await request(await run('GetExportedPackageUrl', { executionId }))).body.arrayBuffer());
      return unzip(archive)['Customer groups.csv']!.toString().trim().split('\r\n').length - 1;
    };
    expect([await exported(), await exported()]).toEqual([1, 0]);
    await finance.patch("/data/CustomerGroups(dataAreaId='ussi',CustomerGroupId='10')?cross-company=true", { Description: 'x' });
    expect(await exported()).toBe(1);
  });

  it('refuses an export without project and an execution id that exists (4.1)', async () => {
    const refused = await finance.post(`${management}.ExportToPackage`, {
      definitionGroupId: 'none',
      packageName: 'x',
      executionId: '',
      reExecute: false,
      legalEntityId: 'usmf',
    });
    expect([refused.status, innerMessage(refused)]).toEqual([
      500,
      expect.stringMatching(/^Exception occurred while executing action ExportToPackage/),
    ]);
    await finance.sim('executions', { executionId: 'Run-1', status: 'Succeeded' });
    await expect(importOf(Buffer.from('x'), { executionId: 'Run-1' })).rejects.toThrow('exists already');
  });

  it('knows executions that the control API made up, and says Unknown to others', async () => {
    await finance.sim('executions', {
      executionId: 'Run-2',
      status: 'PartiallySucceeded',
      kind: 'import',
      entityName: 'Customer groups',
      targetErrors: ['10'],
    });
    expect(await run('GetExecutionSummaryStatus', { executionId: 'Run-2' })).toBe('PartiallySucceeded');
    expect(await run('GenerateImportTargetErrorKeysFile', { executionId: 'Run-2', entityName: 'Customer groups' })).toBe(true);
    expect(await run('GetExecutionSummaryStatus', { executionId: 'none' })).toBe('Unknown');
  });

  it('guards blobs by signature and forgets them after seven days', async () => {
    const { url } = (await finance.raw('/_sim/packages', { method: 'POST', body: zip({ 'a.txt': 'a' }) })).json<{ url: string }>();
    expect((await request(url)).statusCode).toBe(200);
    expect((await request(url.replace(/sig=[^&]+/, 'sig=x'))).statusCode).toBe(403);
    expect((await request(url, { method: 'PUT', body: 'x' })).statusCode).toBe(400);
    await finance.sim('clock', { advanceSeconds: 8 * 24 * 3600 });
    expect((await request(url)).statusCode).toBe(403);
  });

  it('hands out each message once, again after 30 minutes until it is acknowledged verbatim (4.2)', async () => {
    const activityId = '0f0e5b66-0000-4000-8000-000000000001';
    await finance.sim('recurring-jobs', { activityId, direction: 'export', messages: 1 });
    const dequeue = () => finance.get(`/api/connector/dequeue/${activityId}`);
    const first = await dequeue();
    expect(first.json()).toMatchObject({ IsDownLoadFileExist: true, FileDownLoadErrorMessage: '' });
    expect([(await dequeue()).status, (await dequeue()).text]).toEqual([200, '']);
    const location = first.json<{ DownloadLocation: string }>().DownloadLocation;
    expect((await finance.get(location.slice(finance.url.length))).status).toBe(200);
    expect((await request(location)).statusCode).toBe(401);
    await finance.sim('clock', { advanceSeconds: 31 * 60 });
    const again = await dequeue();
    expect(again.json()).toHaveProperty('LastDequeuedDateTime');
    const acknowledge = (body: string) =>
      finance.call(`/api/connector/ack/${activityId}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect((await acknowledge(first.text)).status).toBe(400);
    expect((await acknowledge(again.text)).status).toBe(200);
    await finance.sim('clock', { advanceSeconds: 31 * 60 });
    expect((await dequeue()).text).toBe('');
  });

  it('takes files and packages in, and tells the state of a message (4.2)', async () => {
    const activityId = '0f0e5b66-0000-4000-8000-000000000002';
    await finance.sim('recurring-jobs', {
      activityId,
      direction: 'import',
      messages: [{ messageId: 'm-1', status: 'ProcessedWithErrors' }],
    });
    const enqueue = (body: string) =>
      finance.call(`/api/connector/enqueue/${activityId}?entity=Customer%20groups&company=USSI`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body,
      });
    const good = await enqueue(`${csv}20,New,,,,,\r\n`);
    expect(good.status).toBe(200);
    expect(await run('GetMessageStatus', { messageId: good.json<string>() })).toBe('Processed');
    const bad = await enqueue(`${csv}30,New,XX,,,,\r\n`);
    expect(await run('GetMessageStatus', { messageId: bad.json<string>() })).toBe('ProcessedWithErrors');
    expect(await run('GetMessageStatus', { messageId: 'm-1' })).toBe('ProcessedWithErrors');
    expect((await finance.get('/api/connector/dequeue/unknown')).status).toBe(404);
  });
});

describe('Finance, custom services (finance-api.md, section 8)', () => {
  let finance: SimulatorClient;

  beforeAll(async () => {
    finance = await SimulatorClient.start();
  });

  afterAll(() => finance.stop());

  it('lists groups, services, operations and parameters', async () => {
    expect((await finance.get('/api/services')).json<{ ServiceGroups: { Name: string }[] }>().ServiceGroups).toContainEqual({
      Name: 'UserSessionService',
    });
    expect((await finance.get('/api/services/UserSessionService')).json()).toEqual({ Services: [{ Name: 'AifUserSessionService' }] });
    expect((await finance.get('/api/services/UserSessionService/AifUserSessionService/ApplyTimeZone')).json()).toMatchObject({
      Parameters: [
        { Name: 'dateTime', Type: 'DateTime' },
        { Name: 'timeZoneOffset', Type: 'Int32' },
      ],
    });
    expect((await finance.get('/api/services/Nope')).status).toBe(404);
  });

  it('answers the bare value, objects with $id, and a failure with 500 in its own shape', async () => {
    const service = '/api/services/UserSessionService/AifUserSessionService';
    const info = await finance.call(`${service}/GetUserSessionInfo`, { method: 'POST', headers: { 'content-length': '0' } });
    expect(info.json()).toMatchObject({ $id: '1', Company: 'USMF' });
    expect((await finance.post(`${service}/ApplyTimeZone`, { dateTime: '2026-01-01T00:00:00Z', timeZoneOffset: 2 })).text).toBe(
      '"2026-01-01T02:00:00"',
    );
    const failed = await finance.post(`${service}/ApplyTimeZone`, { wrongName: 1 });
    expect(failed.status).toBe(500);
    expect(failed.json()).toMatchObject({ Message: 'An error has occurred.', ExceptionType: 'System.FormatException' });
  });
});
