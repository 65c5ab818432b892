import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { standardTables } from './dataverse-environment';
import { customerGroups, paymentTerms, regions } from './finance-tables';
import { type HttpAnswer, type HttpClient, type GeneratedClients, generateClients } from './generated-client/generate-client';
import { dataverseProgram, financeProgram } from './generated-client/programs';
import { SimulatorClient } from './simulator-client';

/** The standard's own converter comes without types. */
const { xml2json } = createRequire(__filename)('odata-csdl') as {
  xml2json(xml: string, options: { strict: boolean; messages: unknown[] }): Record<string, Record<string, Record<string, unknown>>>;
};

let simulator: SimulatorClient;
const documents: Record<string, string> = {};

beforeAll(async () => {
  simulator = await SimulatorClient.start();
  await simulator.sim('tables', { system: 'finance', tables: [paymentTerms, customerGroups, regions] });
  await simulator.sim('tables', { system: 'dataverse', tables: standardTables });
  documents['dataverse'] = (await simulator.get('/api/data/v9.2/$metadata')).text;
  documents['annotated'] = (await simulator.get('/api/data/v9.2/$metadata?annotations=true')).text;
  documents['finance'] = (await simulator.get('/data/$metadata')).text;
});

afterAll(() => simulator.stop());

describe('$metadata (dataverse-web-api.md 4.7, finance-api.md 2.9)', () => {
  const schemas = join(dirname(require.resolve('odata-csdl/package.json')), 'schemas');
  const schema = (fileName: string) => ({ fileName, contents: readFileSync(join(schemas, fileName), 'utf8') });

  it.each(['dataverse', 'annotated', 'finance'])('%s: is valid by the XML schemas of the OData standard', async (name) => {
    const verdict = await validateXML({
      xml: { fileName: 'metadata.xml', contents: documents[name]! },
      schema: schema('edmx.xsd'),
      preload: schema('edm.xsd'),
    });
    expect(verdict.errors.map(({ message }) => message)).toEqual([]);
    expect(verdict.valid).toBe(true);
    const spoilt = documents[name]!.replace('<EntityContainer ', '<EntityContainer Colour="red" ');
    expect((await validateXML({ xml: spoilt, schema: schema('edmx.xsd'), preload: schema('edm.xsd') })).valid).toBe(false);
  });

  it.each([
    ['dataverse', 'Microsoft.Dynamics.CRM', 'accounts'],
    ['annotated', 'Microsoft.Dynamics.CRM', 'accounts'],
    ['finance', 'Microsoft.Dynamics.DataEntities', 'CustomerGroups'],
  ])("%s: is read without a complaint by the standard's own converter", (name, namespace, set) => {
    const messages: unknown[] = [];
    const csdl = xml2json(documents[name]!, { strict: true, messages });
    expect(messages).toEqual([]);
    const container = Object.values(csdl[namespace]!).find(({ $Kind }) => $Kind === 'EntityContainer');
    expect(container).toHaveProperty(set);
  });
});

describe('a client generated from both documents by @odata2ts/odata2ts', () => {
  let clients: GeneratedClients;

  beforeAll(async () => {
    const { dataverse, finance } = documents as { dataverse: string; finance: string };
    clients = await generateClients({ dataverse, finance }, { 'use-dataverse': dataverseProgram, 'use-finance': financeProgram });
  }, 300_000);

  afterAll(() => clients?.remove());

  const http = (headers: Record<string, string> = {}): HttpClient => {
    const send = async (method: string, url: string, body?: object): Promise<HttpAnswer> => {
      const answer = await simulator.call(url, { method, headers, body });
      if (answer.status >= 400) throw new Error(`${method} ${url}: ${answer.status} ${answer.text}`);
      return { status: answer.status, statusText: '', headers: {}, data: answer.text === '' ? undefined : answer.json() };
    };
    return {
      get: (url: string) => send('GET', url),
      post: (url: string, body: object) => send('POST', url, body),
      put: (url: string, body: object) => send('PUT', url, body),
      patch: (url: string, body: object) => send('PATCH', url, body),
      delete: (url: string) => send('DELETE', url),
    };
  };

  it('Finance: creates, filters by enum, expands, navigates, updates, deletes, runs an action', async () => {
    const seen = await clients.program('use-finance', http());
    expect(seen).toMatchObject({
      created: { dataAreaId: 'usmf', Name: "O'Net", NumberOfDays: 30 },
      found: { '@odata.count': 1, value: [{ CustomerGroupId: '20', Description: 'Trade', Rate: 1.5, PaymentTerm: { NumberOfDays: 30 } }] },
      byEnum: expect.stringContaining("Found operand types 'NoYes' and 'Edm.String'") as string, // the client's fault: programs.ts
      one: { ValidFrom: '2026-03-31T12:00:00Z', IsSalesTaxIncludedInPrice: 'Yes' },
      term: { Name: "O'Net" },
      status: { value: 'Unknown' },
      left: [],
    });
  });

  it('Dataverse: creates, filters with lambdas and paths, expands, updates, deletes, asks who it is', async () => {
    const seen = await clients.program('use-dataverse', http({ Prefer: 'return=representation' }));
    const account = { name: "O'Hara & Söhne", openedon: '2026-03-31' };
    expect(seen).toMatchObject({
      found: { '@odata.count': 1, value: [{ ...account, revenue: 12.5, contact_customer_accounts: [{ fullname: 'Byron' }] }] },
      filtered: [account],
      contact: [{ lastname: 'Byron' }],
      one: { numberofemployees: 4 },
      me: { UserId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
      left: [],
    });
  });
});
