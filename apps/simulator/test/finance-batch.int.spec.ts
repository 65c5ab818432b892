import { customerGroups, paymentTerms } from './finance-tables';
import { SimulatorClient } from './simulator-client';

const operation = (id: number, line: string, body?: object): string =>
  `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${id}\r\n\r\n${line} HTTP/1.1\r\n${
    body ? `Content-Type: application/json\r\n\r\n${JSON.stringify(body)}` : '\r\n'
  }\r\n`;

const changeSet = (name: string, ...operations: string[]): string =>
  `Content-Type: multipart/mixed; boundary=${name}\r\n\r\n${operations.map((one) => `--${name}\r\n${one}`).join('')}--${name}--\r\n`;

describe('Finance, $batch (finance-api.md, 3.7)', () => {
  let finance: SimulatorClient;

  beforeAll(async () => {
    finance = await SimulatorClient.start();
    await finance.sim('tables', { system: 'finance', tables: [paymentTerms, customerGroups] });
  });

  afterAll(() => finance.stop());

  const batch = (...parts: string[]) =>
    finance.call('/data/$batch', {
      method: 'POST',
      headers: { 'content-type': 'multipart/mixed; boundary=batch_1' },
      // A blank after the boundary: a widely used client sends one.
      body: `${parts.map((part) => `--batch_1 \r\n${part}`).join('')}--batch_1--\r\n`,
    });
  const create = (id: number, key: string) =>
    operation(id, `POST ${finance.url}/data/CustomerGroups`, { dataAreaId: 'usmf', CustomerGroupId: key });
  const count = async () => Number((await finance.get('/data/CustomerGroups/$count')).text);

  it('answers 200 and one part per request, with the Content-IDs sent', async () => {
    const answer = await batch(
      changeSet('c1', create(1, 'A'), create(2, 'B')),
      changeSet(
        'c2',
        operation(3, "PATCH /data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='A')?cross-company=true", { Description: 'x' }),
      ),
      operation(4, 'GET /data/CustomerGroups?$select=CustomerGroupId'),
      operation(5, "DELETE /data/CustomerGroups(dataAreaId='usmf',CustomerGroupId='B')"),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^multipart\/mixed; boundary=batchresponse_/);
    expect([...answer.text.matchAll(/Content-ID: (\d)\r\n\r\nHTTP\/1\.1 (\d+)/g)].map(([, id, status]) => `${id} ${status}`)).toEqual([
      '1 201',
      '2 201',
      '3 204',
      '4 200',
      '5 204',
    ]);
    expect(await count()).toBe(1);
  });

  it('takes back all of a change set that fails, and answers it with a single part that has the first Content-ID', async () => {
    const before = await count();
    const answer = await batch(changeSet('c1', create(1, 'N1'), create(2, 'A'), create(3, 'N2')), changeSet('c2', create(4, 'N3')));
    expect(answer.status).toBe(200);
    expect([...answer.text.matchAll(/Content-ID: (\d)\r\n\r\nHTTP\/1\.1 (\d+)/g)].map(([, id, status]) => `${id} ${status}`)).toEqual([
      '1 400',
      '4 201',
    ]);
    expect(answer.text).toContain('The record already exists..');
    expect(await count()).toBe(before + 1);
    const stats = await finance.sim<{ writes: { key: string }[] }>('stats');
    expect(stats.writes.some(({ key }) => key.includes('N1'))).toBe(false);
  });

  it('throttles single parts when told to', async () => {
    await finance.sim('faults', { system: 'finance', throttle: { mode: 'resource', retryAfter: 3, insideBatch: true } });
    const answer = await batch(operation(1, 'GET /data/CustomerGroups'), operation(2, 'GET /data/CustomerGroups'));
    expect(answer.text).toContain('HTTP/1.1 429 Too Many Requests');
    expect(answer.text).toContain('Retry-After: 3');
    expect(answer.text.match(/HTTP\/1\.1 200/g)?.length).toBe(1);
    await finance.sim('faults', {});
  });

  it('refuses a body it cannot read with 400, never with 500', async () => {
    for (const body of [
      '',
      'nonsense',
      '--batch_1\r\nnot a header',
      '--batch_1\r\nContent-Type: application/http\r\n\r\nGET\r\n--batch_1--',
    ]) {
      const answer = await finance.call('/data/$batch', {
        method: 'POST',
        headers: { 'content-type': 'multipart/mixed; boundary=batch_1' },
        body,
      });
      expect([body, answer.status]).toEqual([body, 400]);
    }
  });

  it('speaks JSON as well: a failed group is undone, its other members get 424', async () => {
    const before = await count();
    const requests = [
      { id: '1', atomicityGroup: 'g', method: 'POST', url: 'CustomerGroups', body: { CustomerGroupId: 'J1' } },
      { id: '2', atomicityGroup: 'g', method: 'POST', url: 'CustomerGroups', body: { CustomerGroupId: 'A' } },
      { id: '3', method: 'POST', url: '/data/CustomerGroups', body: { CustomerGroupId: 'J2' } },
    ];
    const answer = await finance.post('/data/$batch', { requests });
    expect(answer.json<{ responses: { id: string; status: number }[] }>().responses.map(({ id, status }) => `${id} ${status}`)).toEqual([
      '1 424',
      '2 400',
      '3 201',
    ]);
    expect(await count()).toBe(before + 1);
  });
});
