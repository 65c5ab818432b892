import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SimulatorClient } from './simulator-client';

interface Listed {
  readonly actions: readonly { readonly name: string; readonly system: string; readonly parameters: Readonly<Record<string, string>> }[];
}

const folder = join(__dirname, '../src/project-operations/finance');
const guid = (number: number): string => `a0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

describe('Accounting over the control API', () => {
  let client: SimulatorClient;
  let receiver: Server;
  const events: string[] = [];

  beforeAll(async () => {
    client = await SimulatorClient.start('demo');
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        events.push(body);
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });

  beforeEach(async () => {
    await client.sim('reset', { dataset: 'demo' });
    events.length = 0;
  });

  afterAll(async () => {
    await client.stop();
    await new Promise((resolve) => receiver.close(resolve));
  });

  const project = async (company: string, currency: string): Promise<void> => {
    const at = { dataAreaId: company };
    const rows: [string, object][] = [
      ['CustomersV3', { ...at, CustomerAccount: 'AC-1', CustomerGroupId: '80', SalesTaxGroup: 'AR-DOM' }],
      ['ProjectContractHeaders', { ...at, ProjectContractId: 'ORD-1', SalesCurrencyCode: currency, CustomerAccountNumber: 'AC-1' }],
      ['ProjectsV2', { ...at, ProjectId: 'PRJ-1', ProjectContractId: 'ORD-1', ProjectStage: 'InProcess' }],
      [
        'ProjectContractLines',
        { ...at, ProjectContractId: 'ORD-1', LineSequenceNumber: 1, BillingMethod: 'TimeAndMaterial', LineProjectId: 'PRJ-1' },
      ],
    ];
    for (const [set, body] of rows) {
      const answer = await client.post(`/data/${set}`, body);
      expect([set, answer.status, answer.status === 201 ? '' : answer.text]).toEqual([set, 201, '']);
    }
  };

  const stage = async (number: number, company: string, TransactionType: string, fields: object): Promise<void> => {
    const answer = await client.post('/data/ProjActualsImports', {
      dataAreaId: company,
      ActualsImportId: guid(number),
      ActualId: guid(number),
      TransactionType,
      TransactionClassification: 192350000,
      BillingType: TransactionType === 'Cost' ? 'NotAvailable' : 'Chargeable',
      ProjectId: 'PRJ-1',
      ProjectDataAreaId: company,
      TransactionCategoryId: 'TCN-0000000003',
      DocumentDate: '2026-03-10T12:00:00Z',
      ...fields,
    });
    expect([answer.status, answer.status === 201 ? '' : answer.text]).toEqual([201, '']);
  };

  it('a company of the demo data imports and posts hours, and the staged actual tells its voucher by a data event', async () => {
    const { port } = receiver.address() as AddressInfo;
    await project('usmf', 'USD');
    await client.sim('subscriptions', {
      system: 'finance',
      kind: 'data-event',
      entity: 'ProjActualsImports',
      operation: 'update',
      company: '',
      url: `http://127.0.0.1:${port}/events`,
    });
    await stage(1, 'usmf', 'Cost', { Quantity: 8, UnitPrice: 100, Amount: 800, TransactionCurrencyId: 'USD' });
    await stage(2, 'usmf', 'Sales', { Quantity: 8, UnitPrice: 200, Amount: 1600, TransactionCurrencyId: 'USD' });
    expect(await client.sim('actions/import-from-staging', { company: 'usmf' })).toMatchObject({ lines: 2, log: [] });
    expect(await client.sim('actions/post-integration-journal', { company: 'usmf' })).toMatchObject({ posted: 2, writtenBack: 2 });
    const staged = await client.get(`/data/ProjActualsImports(dataAreaId='usmf',ActualsImportId=${guid(2)})`);
    expect(staged.json()).toMatchObject({ VoucherNumber: 'PIV-000002', AccountingAmount: 1600, ExchangeRate: 1, IsJournalized: 'Yes' });
    expect((await client.get("/data/ProjAdvancedJournalLines?$filter=Voucher eq 'PIV-000001'")).json<{ value: object[] }>().value).toEqual([
      expect.objectContaining({ ProjCategoryId: 'TCN-0000000003-1', LineStatus: 'Posted' }),
    ]);
    for (let tries = 0; tries < 200 && !events.some((event) => event.includes('PIV-000002')); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 25));
    expect(events.filter((event) => event.includes('PIV-000002'))).toHaveLength(1);
    const { writes } = await client.sim<{ writes: { table: string }[] }>('stats');
    expect(writes.filter(({ table }) => table === 'GeneralJournalAccountEntries')).toEqual([]); // what Finance writes itself is no call
  });

  it('in the German company an actual in francs waits for a rate to the euro, which then travels with the exchange rates', async () => {
    await project('demf', 'CHF');
    await stage(1, 'demf', 'Sales', { Quantity: 8, UnitPrice: 200, Amount: 1600, TransactionCurrencyId: 'CHF' });
    expect(await client.sim('actions/import-from-staging', { company: 'demf' })).toMatchObject({ lines: 0, log: [{ code: 'IMP-04' }] });
    await client.sim('actions/set-exchange-rate', { from: 'CHF', to: 'EUR', rate: 104.5, validFrom: '2026-01-01' });
    expect(await client.sim('actions/import-from-staging', { company: 'demf' })).toMatchObject({ lines: 1, log: [] });
    expect(await client.sim('actions/post-integration-journal', { company: 'demf' })).toMatchObject({ posted: 1 });
    const rates = await client.get("/data/ExchangeRateCDSs?$filter=FromCurrencyCode eq 'CHF' and ToCurrencyCode eq 'EUR'");
    expect(rates.json<{ value: object[] }>().value).toEqual([expect.objectContaining({ Rate: 104.5 })]);
  });

  it('a bad call is 400 and names the member, a refusal of Finance is 422 in its words', async () => {
    const answers = [
      await client.raw('/_sim/actions/import-from-staging', { method: 'POST', body: {} }),
      await client.raw('/_sim/actions/post-costs', { method: 'POST', body: { company: 'usmf', project: 'X', date: 'tomorrow' } }),
      await client.raw('/_sim/actions/post-integration-journal', { method: 'POST', body: { company: 'usmf', journal: 'USMF-000009' } }),
      await client.raw('/_sim/actions/import-from-staging', { method: 'POST', body: { company: 'none' } }),
    ];
    expect(answers.map(({ status, json }) => [status, json<{ error: { message: string } }>().error.message])).toEqual([
      [400, "'company' must be a text that is not empty."],
      [400, "'date' must be a day such as 2026-03-31."],
      [422, 'Integration journal USMF-000009 does not exist in legal entity USMF.'],
      [422, expect.stringContaining('are not set up')],
    ]);
  });

  it('a voucher that does not balance is a bad seed (F1)', async () => {
    const row = { dataAreaId: 'usmf', Voucher: 'V-1', LineNumber: 1, AccountingCurrencyAmount: '1', TransactionCurrencyAmount: '1' };
    const answer = await client.raw('/_sim/seed', {
      method: 'POST',
      body: { system: 'finance', table: 'GeneralJournalAccountEntries', rows: [row] },
    });
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('do not balance')]);
  });

  it('the README names every action with its parameters', async () => {
    const { actions } = await client.sim<Listed>('');
    const readme = readFileSync(join(folder, 'README.md'), 'utf8').split('\n');
    const wrong = actions
      .filter(({ system }) => system === 'finance')
      .filter(({ name, parameters }) => {
        const row = readme.find((line) => line.startsWith(`| \`${name}\` `));
        return row?.split('|').at(-2)?.trim() !== Object.keys(parameters).join(', ');
      });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('every code of the error catalogue has its rule and a spec that names it', () => {
    const codes = [1, 2, 3].map((number) => `STG-0${number}`);
    for (let number = 1; number <= 12; number += 1) codes.push(`IMP-${String(number).padStart(2, '0')}`);
    for (let number = 1; number <= 7; number += 1) codes.push(`INV-0${number}`);
    const files = readdirSync(join(folder, 'rules')).join(' ');
    const specs = readdirSync(folder)
      .filter((file) => file.endsWith('.spec.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    expect(codes.filter((code) => !files.includes(code.toLowerCase()))).toEqual([]);
    const laws = Array.from({ length: 15 }, (_none, index) => `F${index + 1}`);
    const titled = (code: string) => new RegExp(`(it|describe)[^\\n]*\\n?[^\\n]*[(, ]${code}[), ]`).test(specs);
    expect([...codes, ...laws].filter((code) => !titled(code))).toEqual([]);
  });
});
