import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { customerGroups, paymentTerms } from './finance-tables';
import { SimulatorClient } from './simulator-client';

interface Stats {
  readonly calls: { system: string; method: string; table: string; status: number; count: number }[];
  readonly writes: { system: string; table: string; key: string; creates: number; updates: number; deletes: number }[];
  readonly throttled: number;
  readonly earlyRetries: number;
  readonly tokens: number;
}

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Waited ten seconds for nothing.');
};

/** Receives what the simulator sends, and answers with the next of `statuses` (200 when there is none). */
class Receiver {
  readonly bodies: Record<string, unknown>[] = [];
  statuses: number[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.bodies.push(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
      response.writeHead(this.statuses.shift() ?? 200).end();
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

describe('The control API (simulator-control.md)', () => {
  let client: SimulatorClient;

  beforeAll(async () => {
    client = await SimulatorClient.start();
  });

  beforeEach(async () => {
    await client.sim('reset', {});
    await client.sim('tables', { system: 'finance', tables: [paymentTerms, customerGroups] });
  });

  afterAll(() => client.stop());

  const create = (key: string) => client.post('/data/CustomerGroups', { CustomerGroupId: key });
  const faults = (body: object) => client.sim('faults', body);
  const stats = () => client.sim<Stats>('stats');

  it('tells what it is', async () => {
    expect(await client.sim('')).toMatchObject({
      name: 'concord-simulator',
      dataverse: { api: '/api/data/v9.2' },
      finance: { api: '/data' },
      datasets: ['empty', 'demo'],
    });
  });

  it.each<[string, object, string]>([
    ['reset', { dataset: 'nope' }, 'dataset'],
    ['reset', { nope: 1 }, 'nope'],
    ['tables', { system: 'nope', tables: [] }, 'system'],
    [
      'tables',
      { system: 'finance', tables: [{ entitySetName: 'A', key: ['K'], columns: [{ name: 'K', type: 'Nope' }] }] },
      'A.columns.K.type',
    ],
    ['tables', { system: 'finance', tables: [{ entitySetName: 'A', key: ['K'], columns: [] }] }, "'K'"],
    ['seed', { system: 'finance', table: 'Nope', rows: [] }, 'table'],
    ['seed', { system: 'finance', table: 'CustomerGroups', rows: [{ Nope: 1 }] }, 'Nope'],
    ['seed', { system: 'finance', table: 'CustomerGroups', rows: [{ Rate: 'x' }] }, 'rows[0].Rate'],
    ['generate', { system: 'finance', table: 'CustomerGroups', count: -1, template: {} }, 'count'],
    ['faults', { nope: 1 }, 'nope'],
    ['faults', { constructor: 1 }, 'constructor'],
    ['faults', { errorRate: 2 }, 'errorRate'],
    ['faults', { throttle: { mode: 'nope' } }, 'throttle.mode'],
    ['clock', { advanceSeconds: 'x' }, 'advanceSeconds'],
    ['users', { system: 'finance' }, 'defaultCompany'],
    ['subscriptions', { kind: 'data-event', entity: 'CustomerGroups', url: 'nope' }, 'url'],
  ])('refuses a bad %s call with 400 that names the member, and changes nothing', async (path, body, member) => {
    const answer = await client.raw(`/_sim/${path}`, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(answer.json<{ error: { message: string } }>().error.message).toContain(member);
    expect(await client.sim('rows?system=finance&table=CustomerGroups')).toEqual({ count: 0, rows: [] });
  });

  it('refuses broken JSON, unknown paths and wrong methods', async () => {
    expect((await client.raw('/_sim/reset', { method: 'POST', body: '{' })).status).toBe(400);
    expect((await client.raw('/_sim/nope')).status).toBe(404);
    expect((await client.raw('/_sim/reset')).status).toBe(405);
  });

  it('seeds past the rules, updates a row whose key exists, and lists rows in key order', async () => {
    await client.sim('seed', {
      system: 'finance',
      table: 'CustomerGroups',
      rows: [{ dataAreaId: 'usmf', CustomerGroupId: '20', PaymentTermId: 'none' }],
    });
    await client.sim('seed', {
      system: 'finance',
      table: 'CustomerGroups',
      rows: [{ dataAreaId: 'usmf', CustomerGroupId: '20', Description: 'x' }],
    });
    await client.sim('generate', {
      system: 'finance',
      table: 'CustomerGroups',
      count: 2,
      template: { dataAreaId: 'usmf', CustomerGroupId: '1{n:3}' },
    });
    const { count, rows } = await client.sim<{ count: number; rows: Record<string, unknown>[] }>(
      'rows?system=finance&table=CustomerGroups&top=10&skip=0',
    );
    expect(count).toBe(3);
    expect(rows.map((row) => row['CustomerGroupId'])).toEqual(['1001', '1002', '20']);
    expect(rows[2]).toMatchObject({ Description: 'x', PaymentTermId: 'none' });
  });

  it('counts calls by answer, writes per record by callers, and tokens', async () => {
    await create('1');
    await create('1');
    await client.patch("/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='1')", { Description: 'x' });
    await client.authenticate();
    const report = await stats();
    expect(report.calls).toContainEqual({ system: 'finance', method: 'POST', table: 'CustomerGroups', status: 201, count: 1 });
    expect(report.calls).toContainEqual({ system: 'finance', method: 'POST', table: 'CustomerGroups', status: 400, count: 1 });
    expect(report.writes).toEqual([
      { system: 'finance', table: 'CustomerGroups', key: "dataAreaId='usmf',CustomerGroupId='1'", creates: 1, updates: 1, deletes: 0 },
    ]);
    expect(report.tokens).toBe(1);
  });

  it('starts over on reset: rows, defined tables, faults, clock and statistics', async () => {
    await client.sim('tables', {
      system: 'finance',
      tables: [{ entitySetName: 'Mine', key: ['K'], columns: [{ name: 'K', type: 'String' }] }],
    });
    await faults({ errorRate: 1 });
    await client.sim('reset', {});
    expect((await client.get('/data/Mine')).status).toBe(404);
    expect((await client.get('/data/CustomerGroups')).status).toBe(200);
    expect((await stats()).calls.length).toBe(2);
  });

  it('fails a share of requests, not applied, with the status given', async () => {
    await faults({ system: 'finance', errorRate: 1, status: 503 });
    const failed = await create('1');
    expect([failed.status, failed.headers['content-type']]).toEqual([503, 'text/html']);
    await faults({ system: 'finance', status: 500 });
    expect((await create('1')).status).toBe(500);
    await faults({});
    expect((await client.get('/data/CustomerGroups/$count')).text).toBe('0');
  });

  it('repeats its random choices from the same seed', async () => {
    const run = async () => {
      await faults({ system: 'finance', errorRate: 0.5, seed: 42 });
      const results: number[] = [];
      for (let index = 0; index < 20; index += 1) results.push((await client.get('/data/CustomerGroups')).status);
      return results;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await run()).toEqual(first);
  });

  it('applies a write and cuts the connection before the answer', async () => {
    await faults({ system: 'finance', lostReplyRate: 1 });
    await expect(create('1')).rejects.toThrow();
    await faults({});
    expect((await client.get('/data/CustomerGroups/$count')).text).toBe('1');
  });

  it('resets connections of the offline system only', async () => {
    await faults({ system: 'finance', offline: true });
    await expect(client.get('/data/CustomerGroups')).rejects.toThrow();
    expect((await client.get('/api/data/v9.2/WhoAmI')).status).toBe(200);
    await faults({ system: 'finance', offline: false });
    expect((await client.get('/data/CustomerGroups')).status).toBe(200);
  });

  it('waits as long as told before it answers', async () => {
    await faults({ system: 'finance', latencyMs: [60, 80] });
    const started = performance.now();
    await client.get('/data/CustomerGroups');
    expect(performance.now() - started).toBeGreaterThan(55);
  });

  it('throttles in the words of each system and counts retries that come too early', async () => {
    await faults({ system: 'finance', throttle: { mode: 'user', limit: 'concurrency', retryAfter: 60 } });
    await faults({ system: 'dataverse', throttle: { mode: 'executionTime', retryAfter: 7, times: 2 } });
    const finance = await client.get('/data/CustomerGroups');
    expect([finance.status, finance.headers['retry-after'], finance.text]).toEqual([
      429,
      '60',
      '{"error":{"code":"","message":"Number of concurrent requests exceeded the limit of 52."}}',
    ]);
    // The tests before used many connections at once: of such a caller, what comes within 25 ms counts as having been on its way.
    await sleep(30);
    expect((await client.get('/data/CustomerGroups')).status).toBe(200);
    const dataverse = await client.get('/api/data/v9.2/WhoAmI');
    expect([dataverse.status, dataverse.headers['retry-after']]).toEqual([429, '7']);
    expect(dataverse.json()).toMatchObject({
      error: {
        code: '0x80072321',
        message: expect.stringMatching(/^Combined execution time .* limit of 1,200,000 milliseconds/) as string,
      },
    });
    await client.sim('clock', { advanceSeconds: 61 });
    await client.get('/data/CustomerGroups');
    expect(await stats()).toMatchObject({ throttled: 2, earlyRetries: 1 });
  });

  it('refuses a share of requests for want of resources, seeded, with or without Retry-After (finance-api.md 6, 12)', async () => {
    await faults({ system: 'finance', throttle: { mode: 'resource', retryAfter: null, rate: 0.5 }, seed: 3 });
    const answers = await Promise.all(Array.from({ length: 30 }, () => client.get('/data/CustomerGroups')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(5);
    expect(refused.length).toBeLessThan(25);
    expect(refused[0]!.headers['retry-after']).toBeUndefined();
    expect(refused[0]!.text).toContain('system experiencing high resource utilization');
  });

  it('takes its time for the first call after a restart (finance-api.md 2.1)', async () => {
    await faults({ system: 'finance', coldStartMs: 150 });
    const times: number[] = [];
    for (let index = 0; index < 2; index += 1) {
      const started = performance.now();
      await client.get('/data/CustomerGroups');
      times.push(performance.now() - started);
    }
    expect(times[0]).toBeGreaterThan(145);
    expect(times[1]).toBeLessThan(145);
  });

  it('holds callers to scaled limits, whose Retry-After grows when they push on', async () => {
    await faults({ system: 'finance', limits: { requests: 3, windowSeconds: 10 } });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await client.get('/data/CustomerGroups')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    await client.sim('clock', { advanceSeconds: 5 });
    const pushing = await client.get('/data/CustomerGroups');
    await client.get('/data/CustomerGroups');
    await client.get('/data/CustomerGroups');
    const later = await client.get('/data/CustomerGroups');
    expect(Number(later.headers['retry-after'])).toBeGreaterThan(Number(pushing.headers['retry-after']));
    await client.sim('clock', { advanceSeconds: 11 });
    expect((await client.get('/data/CustomerGroups')).status).toBe(200);
  });

  describe('events', () => {
    let receiver: Receiver;
    let url: string;

    beforeEach(async () => {
      receiver = new Receiver();
      url = await receiver.listen();
    });

    afterEach(() => receiver.close());

    const subscribe = (more: object = {}) =>
      client.sim('subscriptions', { system: 'finance', kind: 'data-event', entity: 'CustomerGroups', company: '', url, ...more });

    it('tells of create, update and delete with the record id of the etag packed into the row id (finance-api.md 5.3)', async () => {
      await subscribe();
      const created = (await create('1')).json<Record<string, string>>();
      const path = "/data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='1')";
      await client.patch(path, { Description: 'x', IsSalesTaxIncludedInPrice: 'Yes' });
      await client.delete(path);
      await until(() => receiver.bodies.length === 3);
      const byName = new Map(receiver.bodies.map((body) => [body['MessageName'], body]));
      expect([...byName.keys()].sort()).toEqual(['OnExternalCreated', 'OnExternalDeleted', 'OnExternalUpdated']);
      const target = (name: string) =>
        (byName.get(name)!['InputParameters'] as { key: string; value: Record<string, unknown> }[])[0]!.value as {
          Id: string;
          Attributes?: { key: string; value: unknown }[];
        };
      const recordId = BigInt(`0x${target('OnExternalDeleted').Id.replace(/-/g, '').slice(16).match(/../g)!.reverse().join('')}`);
      expect(Buffer.from(created['@odata.etag']!.slice(3, -1), 'base64').toString()).toBe(`'1,${recordId}'`);
      expect(target('OnExternalDeleted').Attributes).toBeUndefined();
      expect(byName.get('OnExternalUpdated')).toMatchObject({
        PrimaryEntityName: 'mserp_custcustomergroupentity',
        InitiatingUserAzureActiveDirectoryObjectId: '0c0c0c0c-0000-4000-8000-000000000001',
      });
      expect(target('OnExternalUpdated').Attributes).toEqual([
        { key: 'mserp_dataareaid', value: 'usmf' },
        { key: 'mserp_customergroupid', value: '1' },
        { key: 'mserp_description', value: 'x' },
        {
          key: 'mserp_issalestaxincludedinprice',
          value: { __type: 'OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts', Value: 200000001 },
        },
      ]);
      expect(target('OnExternalCreated').Attributes!.map(({ key }) => key)).not.toContain('mserp_validfrom');
    });

    it('keeps to the operation and the company that were activated', async () => {
      await subscribe({ operation: 'create', company: 'ussi' });
      await client.post('/data/CustomerGroups', { dataAreaId: 'usmf', CustomerGroupId: '1' });
      await client.post('/data/CustomerGroups', { dataAreaId: 'ussi', CustomerGroupId: '2' });
      await until(() => receiver.bodies.length === 1);
      expect(JSON.stringify(receiver.bodies[0])).toContain('ussi');
    });

    it('tells nothing of a write that was rolled back, nor of seeds', async () => {
      await subscribe();
      await client.sim('seed', { system: 'finance', table: 'CustomerGroups', rows: [{ dataAreaId: 'usmf', CustomerGroupId: '9' }] });
      const requests = ['1', '9'].map((key, index) => ({
        id: String(index),
        atomicityGroup: 'g',
        method: 'POST',
        url: 'CustomerGroups',
        body: { CustomerGroupId: key },
      }));
      await client.post('/data/$batch', { requests });
      await create('2');
      await until(() => receiver.bodies.length === 1);
      expect(JSON.stringify(receiver.bodies[0])).toContain('"value":"2"');
    });

    it('tries three more times, a second apart, and logs each attempt (finance-api.md 5.2)', async () => {
      receiver.statuses = [500, 503, 404];
      await subscribe();
      await create('1');
      await until(() => receiver.bodies.length === 4);
      await until(async () => (await client.sim<{ attempts: unknown[] }[]>('deliveries'))[0]?.attempts.length === 4);
      const [delivery] = await client.sim<{ system: string; url: string; attempts: { at: string; status: number }[] }[]>('deliveries');
      expect(delivery).toMatchObject({ system: 'finance', url });
      expect(delivery!.attempts.map(({ status }) => status)).toEqual([500, 503, 404, 200]);
      expect(Date.parse(delivery!.attempts[1]!.at) - Date.parse(delivery!.attempts[0]!.at)).toBeGreaterThan(900);
    });

    it('loses, doubles and delays events as told', async () => {
      await subscribe();
      await faults({ system: 'finance', lostEventRate: 1 });
      await create('1');
      await faults({ system: 'finance', lostEventRate: 0, duplicateEventRate: 1, eventDelayMs: [50, 60] });
      await create('2');
      await until(() => receiver.bodies.length === 2);
      expect(receiver.bodies.every((body) => JSON.stringify(body).includes('"value":"2"'))).toBe(true);
    });

    it('raises business events in both envelopes, members in alphabetical order (finance-api.md 5.2)', async () => {
      await client.sim('subscriptions', {
        system: 'finance',
        kind: 'business-event',
        eventId: 'CustFreeTextInvoicePostedBusinessEvent',
        company: 'usmf',
        url,
      });
      const raise = () =>
        client.sim('business-events', {
          businessEventId: 'CustFreeTextInvoicePostedBusinessEvent',
          company: 'usmf',
          payload: { InvoiceId: 'FTI-1', LegalEntity: 'usmf' },
        });
      await raise();
      await faults({ system: 'finance', events: { envelope: 'old' } });
      await raise();
      await until(() => receiver.bodies.length === 2);
      const [modern, old] = [...receiver.bodies].sort((left, right) => Number(left['ControlNumber']) - Number(right['ControlNumber']));
      expect(Object.keys(modern!)).toEqual([...Object.keys(modern!)].sort());
      expect(modern).toMatchObject({
        BusinessEventId: 'CustFreeTextInvoicePostedBusinessEvent',
        BusinessEventLegalEntity: 'USMF',
        InvoiceId: 'FTI-1',
      });
      expect(Object.keys(old!)).toEqual([
        'BusinessEventId',
        'ContextRecordSubject',
        'ControlNumber',
        'EventId',
        'EventTime',
        'InvoiceId',
        'LegalEntity',
        'MajorVersion',
        'MinorVersion',
      ]);
    });
  });
});
