import { standardTables } from './dataverse-environment';
import { customerGroups, paymentTerms } from './finance-tables';
import { type Part, readMultipart } from './public-multipart-reader';
import { SimulatorClient } from './simulator-client';

let simulator: SimulatorClient;

beforeAll(async () => {
  simulator = await SimulatorClient.start();
  await simulator.sim('tables', { system: 'finance', tables: [paymentTerms, customerGroups] });
  await simulator.sim('tables', { system: 'dataverse', tables: standardTables });
});

afterAll(() => simulator.stop());

const item = (request: string, body?: object, contentId?: number): string =>
  [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `${request} HTTP/1.1`,
    ...(body ? ['Content-Type: application/json'] : []),
    '',
    body ? JSON.stringify(body) : '',
    '',
  ].join('\r\n');

const changeSet = (...items: string[]): string =>
  `Content-Type: multipart/mixed; boundary=changes\r\n\r\n${items.map((one) => `--changes\r\n${one}`).join('')}--changes--\r\n`;

const send = async (path: string, parts: readonly string[], headers: Record<string, string> = {}) => {
  const answer = await simulator.call(path, {
    method: 'POST',
    headers: { 'content-type': 'multipart/mixed; boundary=batch', ...headers },
    body: `${parts.map((part) => `--batch\r\n${part}`).join('')}--batch--\r\n`,
  });
  return { status: answer.status, parts: await readMultipart(String(answer.headers['content-type']), answer.text), text: answer.text };
};

const statusOf = ({ parts, body }: Part): unknown =>
  parts.length > 0 ? parts.map(statusOf) : Number(/^HTTP\/1\.1 (\d+) /.exec(body)?.[1]);
const jsonOf = ({ body }: Part): unknown => JSON.parse(body.slice(body.indexOf('\r\n\r\n') + 4));

describe('multipart answers, read by a public parser', () => {
  it('Dataverse: change sets, Content-IDs, and the failing change set nested (dataverse-web-api.md 11.3, 11.4)', async () => {
    const set = `${simulator.url}/api/data/v9.2/accounts`;
    const { status, parts, text } = await send(
      '/api/data/v9.2/$batch',
      [
        changeSet(item(`POST ${set}`, { name: 'Ünï' }, 1), item('PUT $1/numberofemployees', { value: 7 }, 2)),
        item("GET /api/data/v9.2/accounts?$select=name&$filter=name%20eq%20'Ünï'"),
        changeSet(item(`POST ${set}`, { name: 'gone' }, 1), item(`POST ${set}`, { numberofemployees: 'x' }, 2)),
        item('GET /api/data/v9.2/accounts/$count'),
      ],
      { prefer: 'odata.continue-on-error' },
    );
    expect(status).toBe(200);
    expect(parts.map(statusOf)).toEqual([[204, 204], 200, [400], 200]);
    expect(parts[0]!.headers['content-type']).toMatch(/^multipart\/mixed; boundary=changesetresponse_/);
    expect(parts[0]!.parts.map(({ headers }) => headers['content-id'])).toEqual(['1', '2']);
    expect(jsonOf(parts[1]!)).toMatchObject({ value: [{ name: 'Ünï' }] });
    expect(parts[3]!.body).toMatch(/1$/); // the change set left nothing
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/); // every line end is CRLF
  });

  it('Finance: a failed change set is one part, whatever the number of its operations (finance-api.md 3.7)', async () => {
    const create = (key: string, id: number) => item('POST /data/CustomerGroups', { dataAreaId: 'usmf', CustomerGroupId: key }, id);
    const { status, parts } = await send('/data/$batch', [
      changeSet(create('A', 1), create('B', 2)),
      changeSet(create('C', 3), create('A', 4), create('D', 5)),
      item('GET /data/CustomerGroups?$select=CustomerGroupId'),
    ]);
    expect(status).toBe(200);
    expect(parts.map(statusOf)).toEqual([[201, 201], [400], 200]);
    expect(parts[0]!.parts.map(({ headers }) => headers['content-id'])).toEqual(['1', '2']);
    expect(jsonOf(parts[1]!.parts[0]!)).toMatchObject({ error: { code: '', message: 'An error has occurred.' } });
    expect(jsonOf(parts[2]!)).toMatchObject({ value: [{ CustomerGroupId: 'A' }, { CustomerGroupId: 'B' }] });
  });
});
