import { randomUUID } from 'node:crypto';
import { FlowMessage, Topics, type LinkMessage, type Row } from '@concord/contracts';
import { KafkaBatchServer, KafkaConnection, Publisher, type Batch, type Outgoing } from '@concord/messaging';
import { Database } from '@concord/persistence';
import { ServiceConfig, type RunningService } from '@concord/service-kit';
import { useStack } from '@concord/testing';
import { startArea } from '../src';
import type { BalanceView, DocumentPage, DocumentView } from '../src/flows/api/views';
import { FlowSweeper } from '../src/flows/publishing/flow-sweeper';
import { seen } from './model/area-in-test';
import { pairsFlow, salesFlow } from './model/sales-flow';
import { companiesMap, customersMap } from './model/small-maps';

const area = 'spec-flows';

describe('document flows over Kafka and PostgreSQL', () => {
  const stack = useStack();
  const published: FlowMessage[] = [];
  let topics: Topics;
  let kafka: KafkaConnection;
  let publisher: Publisher;
  let service: RunningService;
  let reader: KafkaBatchServer;
  let version = 10n;
  const usmf = randomUUID();

  const replica = (): Promise<RunningService> => {
    const config = Object.assign(new ServiceConfig(), {
      port: 0,
      schema: 'spec_flows',
      postgresUrl: stack.postgresUrl,
      kafkaBrokers: stack.brokers.join(','),
      topicPrefix: stack.topicPrefix,
      topicPartitions: 2,
      logLevel: process.env['CONCORD_SPEC_LOG'] ? 'info' : 'silent',
    });
    return startArea(config, { area, maps: [companiesMap, customersMap], flows: [salesFlow, pairsFlow], flowLookMs: 100 });
  };
  const start = async (): Promise<void> => {
    service = await replica();
  };
  const database = (): Database => service.app.get(Database, { strict: false });
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${service.url}${path}`);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const document = (id: string, flow = 'sales'): Promise<DocumentView> => get(`/flows/${flow}/${id}`);

  const change = (topic: string, id: string, row: Row | null): Outgoing => ({
    topic,
    key: id,
    type: 'concord.change.v1',
    value: { op: row ? 'upsert' : 'delete', id, key: {}, version: String((version += 2n)), origin: 'delta', ...(row ? { row } : {}) },
  });
  const sale = (id: string, row: Row | null): Outgoing =>
    change(
      topics.changes('dataverse', 'sales'),
      id,
      row && { saleid: id, company: usmf, project: 'P-1', currency: 'EUR', quantity: '8', amount: '1600', ...row },
    );
  const line = (id: string, row: Row): Outgoing =>
    change(topics.changes('finance', 'SaleLines'), `usmf|l-${id}`, {
      dataAreaId: 'usmf',
      LineId: `L-${id}`,
      SaleId: id,
      Project: 'P-1',
      Currency: 'EUR',
      Quantity: '8',
      Amount: '1600',
      ...row,
    });
  const journalLine = (id: string, row: Row = {}): Outgoing =>
    change(topics.changes('finance', 'SaleJournalLines'), `usmf|j-${id}`, {
      dataAreaId: 'USMF',
      JournalLine: `J-${id}`,
      LineId: `l-${id}`,
      Account: '110180',
      Amount: '1600.00',
      ...row,
    });
  const linkOf = (map: string, link: Partial<LinkMessage>): Outgoing => {
    const value: LinkMessage = {
      area,
      map,
      link: randomUUID(),
      status: 'synced',
      revision: 1,
      settledRevision: 1,
      updatedAt: new Date().toISOString(),
      ...link,
    };
    return { topic: topics.links, key: `${map}|${value.link}`, type: 'concord.link.v1', value };
  };
  const all = (id: string): Outgoing[] => [
    sale(id, { voucher: 'V-1', accountingamount: '2000.1' }),
    linkOf('accounts', { dataverseId: id, financeId: `usmf|l-${id}` }),
    line(id, { Voucher: 'V-1', AccountingAmount: '2000.10' }),
    journalLine(id),
  ];
  /** The look by the clock, as if this many minutes had gone by. */
  const lookIn = (minutes: number): Promise<void> => service.app.get(FlowSweeper, { strict: false }).sweep(Date.now() + minutes * 60_000);
  const newest = (id: string): FlowMessage | undefined => published.findLast((one) => one.document === id);

  beforeAll(async () => {
    topics = new Topics(stack.topicPrefix);
    kafka = new KafkaConnection({ brokers: stack.brokers, clientId: 'spec', prefix: stack.topicPrefix, source: '/concord/spec' });
    publisher = new Publisher(kafka);
    await start();
    reader = new KafkaBatchServer({
      kafka,
      consumer: `${stack.topicPrefix}flow-reader`,
      routes: [{ pattern: 'flows', topics: () => [topics.flows(area)], message: FlowMessage }],
    });
    reader.addHandler(
      'flows',
      (batch: Batch<FlowMessage>) => Promise.resolve(void published.push(...batch.messages.map(({ value }) => value))),
      true,
    );
    await new Promise<void>((resolve, reject) => reader.listen((error) => (error ? reject(error as Error) : resolve())));
    await publisher.publish([linkOf('cdm_companies', { dataverseId: usmf, financeId: 'usmf', financeKey: { Code: 'USMF' } })]);
  }, 60_000);
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await reader.close();
    await service.stop();
    await kafka.close();
  });

  it('makes the same document whatever the order in which the systems tell of it, and publishes it', async () => {
    const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
    await publisher.publish(all(ids[0]));
    for (const message of all(ids[1]).reverse()) await publisher.publish([message]);
    for (const message of [...all(ids[2]), ...all(ids[2])]) await publisher.publish([message]);
    for (const id of ids) {
      const found = await seen(async () => {
        const one = await document(id);
        return one.stage === 'writtenBack' && one.records.length >= 4 && one.stages.every(({ at }) => at !== undefined) ? one : undefined;
      });
      expect(found.problems).toEqual([]);
      expect(found.entered).toEqual({ quantity: '8', amount: '1600', accountingAmount: '2000.1' });
      expect(found.dimensions).toEqual({ company: 'USMF', project: 'P-1', account: '110180' });
      expect(found.stages.map(({ stage, amount, accountingAmount }) => [stage, amount, accountingAmount])).toEqual(
        ['created', 'sent', 'staged', 'journalLine', 'posted', 'writtenBack'].map((name) => [name, '1600', '2000.1']),
      );
      await seen(() => (newest(id)?.revision ?? 0) >= found.revision);
      expect(newest(id)).toMatchObject({ area, flow: 'sales', stage: 'writtenBack', currency: 'EUR', dimensions: { company: 'USMF' } });
    }
  });

  it('names what its link says that keeps it, in the words of the link', async () => {
    const id = randomUUID();
    const link = randomUUID();
    const error = {
      code: 'EXCHANGE_RATE_MISSING',
      kind: 'permanent' as const,
      message: 'There is no rate GBP to EUR.',
      remedy: 'Enter it.',
    };
    await publisher.publish([sale(id, {}), linkOf('accounts', { link, dataverseId: id, status: 'failed', error })]);
    const found = await seen(async () => ((await document(id)).problems.length > 0 ? document(id) : undefined));
    expect(found.problems).toMatchObject([{ code: 'EXCHANGE_RATE_MISSING', message: error.message, remedy: 'Enter it.', link }]);

    await publisher.publish([linkOf('accounts', { link, dataverseId: id, financeId: `usmf|l-${id}` })]);
    await seen(async () => (await document(id)).stage === 'sent' && (await document(id)).problems.length === 0);
  });

  it('finds by the clock what never arrived, and forgets it when it does', async () => {
    const id = randomUUID();
    await publisher.publish([sale(id, { project: 'P-Late' }), linkOf('accounts', { dataverseId: id, financeId: 'usmf|x' })]);
    await seen(async () => (await document(id)).stage === 'sent');
    await lookIn(9);
    expect((await document(id)).problems).toEqual([]);
    await lookIn(11);
    expect((await document(id)).problems).toMatchObject([
      {
        code: 'NEVER_ARRIVED',
        stage: 'staged',
        message: expect.stringMatching(/should be staged in Finance within 10 minutes. Finance refused it/) as string,
      },
    ]);
    const { documents } = await get<DocumentPage>(`/flows?flow=sales&problem=NEVER_ARRIVED&company=usmf&project=p-late&olderThan=0s`);
    expect(documents.map((one) => one.document)).toEqual([id]);
    await publisher.publish([line(id, { Project: 'P-LATE' })]);
    await seen(async () => (await document(id)).problems.length === 0);
  });

  it('finds by itself a staged record whose original does not exist, or was deleted', async () => {
    const [never, deleted] = [randomUUID(), randomUUID()];
    await publisher.publish([line(never, {}), ...all(deleted)]);
    await seen(async () => (await document(never)).stage === 'staged' && (await document(deleted)).stage === 'writtenBack');
    await lookIn(11);
    expect((await document(never)).problems).toMatchObject([{ code: 'ORIGINAL_MISSING', remedy: 'Take back what was posted.' }]);
    await publisher.publish([sale(deleted, null)]);
    await seen(async () => (await document(deleted)).problems.some(({ code }) => code === 'ORIGINAL_MISSING'));
    expect((await document(deleted)).problems[0]?.message).toMatch(/posted in Finance, but its original was deleted/);
    await seen(() => newest(deleted)?.problems.some(({ code }) => code === 'ORIGINAL_MISSING'));
  });

  it('names connections that miss a half, until it comes; one that is not to be sent counts as there', async () => {
    const [pair, one, other] = [randomUUID(), randomUUID(), randomUUID()];
    await publisher.publish([
      change(topics.changes('dataverse', 'pairs'), pair, { pairid: pair, one, other, statecode: 0 }),
      sale(one, { skip: true }),
    ]);
    await seen(() => document(pair, 'pairs').catch(() => undefined));
    await seen(() => document(one).catch(() => undefined));
    await seen(async () => {
      await lookIn(11);
      return (await document(pair, 'pairs')).problems[0]?.message.includes(`misses its transaction 2: ${other} of sales.`);
    });
    await publisher.publish([sale(other, {})]);
    await seen(async () => (await document(pair, 'pairs')).problems.length === 0);
  });

  it('knows a document by its codes when these come later', async () => {
    const [id, company] = [randomUUID(), randomUUID()];
    await publisher.publish([sale(id, { company })]);
    await seen(async () => (await document(id)).dimensions['company'] === undefined);
    await publisher.publish([linkOf('cdm_companies', { dataverseId: company, financeId: 'frrt', financeKey: { Code: 'FRRT' } })]);
    await seen(async () => (await document(id)).dimensions['company'] === 'FRRT');
    await seen(() => newest(id)?.dimensions['company'] === 'FRRT');
  });

  it('explains every balance that is not zero by its documents, to the cent', async () => {
    const project = 'P-Balance';
    const [done, half, less] = [randomUUID(), randomUUID(), randomUUID()];
    const of = (messages: Outgoing[]): Outgoing[] =>
      messages.map((message) => {
        const value = message.value as { row?: Record<string, unknown> };
        const { row } = value;
        if (!row) return message;
        return {
          ...message,
          value: { ...value, row: { ...row, ...('project' in row ? { project } : {}), ...('Project' in row ? { Project: project } : {}) } },
        };
      });
    await publisher.publish([
      ...of(all(done)),
      ...of([sale(half, { amount: '0.1', quantity: '1' })]),
      ...of([sale(less, { amount: '0.2', quantity: '1' }), line(less, { Amount: '0.19', Quantity: '1' })]),
    ]);
    const balance = async (): Promise<BalanceView | undefined> =>
      (await get<BalanceView[]>(`/balances?flow=sales&by=company,project&project=${project}`))[0];
    await seen(
      async () =>
        (await balance())?.documents === 3 &&
        (await balance())?.stages[5]?.documents === 1 &&
        (await balance())?.stages[2]?.documents === 2,
    );
    const found = (await balance()) as BalanceView;
    expect(found).toMatchObject({
      dimensions: { company: 'USMF', project },
      currency: 'EUR',
      problems: 1,
      entered: { quantity: '10', amount: '1600.3', accountingAmount: '2000.1' },
    });
    const staged = found.stages.find(({ stage }) => stage === 'staged');
    expect(staged).toMatchObject({
      documents: 2,
      openDocuments: 2,
      reached: { quantity: '9', amount: '1600.19' },
      balance: { quantity: '1', amount: '0.11', accountingAmount: '0' },
    });
    const { documents } = await get<DocumentPage>(staged?.explainedBy ?? '');
    expect(documents.map((one) => one.document).sort()).toEqual([half, less].sort());
    expect(documents.flatMap(({ problems }) => problems)).toMatchObject([
      {
        code: 'AMOUNTS_DIFFER',
        message: expect.stringMatching(/was 0.2 when it was created in Dataverse, and is 0.19 staged in Finance/) as string,
      },
    ]);
  });

  it('publishes what it could not when the broker was away: nothing is lost between the commit and the topic (I7)', async () => {
    const id = randomUUID();
    const own = service.app.get(Publisher, { strict: false });
    const real = own.publish.bind(own);
    let refused = 0;
    jest.spyOn(own, 'publish').mockImplementation(async (messages) => {
      if (!messages.some(({ topic }) => topic === topics.flows(area))) return real(messages);
      refused += 1;
      throw new Error('the broker is away');
    });
    await publisher.publish([sale(id, {})]);
    await seen(() => refused > 0);
    expect((await document(id)).stage).toBe('created');
    await service.stop();
    jest.restoreAllMocks();
    expect(newest(id)).toBeUndefined();
    await start();
    await seen(() => newest(id)?.stage === 'created');
  }, 60_000);

  it('changes nothing and publishes nothing when everything is read again', async () => {
    const state = (): Promise<unknown[]> => database().query('SELECT flow, document, revision, content FROM flow_document ORDER BY 1, 2');
    await seen(async () => (await database().query('SELECT 1 FROM flow_outbox UNION ALL SELECT 1 FROM flow_touched')).length === 0);
    const before = await state();
    const [offsets] = await database().query<{ sum: string }>(
      `SELECT sum(next_offset) AS sum FROM consumed_offset WHERE consumer LIKE '%.flows'`,
    );
    await service.stop();
    await start();
    await database().query(`DELETE FROM consumed_offset WHERE consumer LIKE '%.flows'`);
    await service.stop();
    await start();
    await seen(async () => {
      const [now] = await database().query<{ sum: string }>(
        `SELECT sum(next_offset) AS sum FROM consumed_offset WHERE consumer LIKE '%.flows'`,
      );
      return now?.sum === offsets?.sum;
    });
    expect(await state()).toEqual(before);
  }, 60_000);

  it('is shared by replicas: each document ends on the topic as it is in the database, one of them leaving in between', async () => {
    const ids = Array.from({ length: 200 }, () => randomUUID());
    const other = await replica();
    try {
      for (let place = 0; place < 4; place += 1) {
        const messages = ids.map((id) => all(id)[place] as Outgoing);
        await Promise.all([publisher.publish(messages.slice(0, 100)), publisher.publish(messages.slice(100))]);
        if (place === 2) await other.stop();
      }
    } finally {
      await other.stop();
    }
    await seen(async () => {
      const stored = await database().query<{ document: string; revision: number; stage: string; records: string }>(
        `SELECT document, revision, stage, json_array_length(content::json -> 'records') AS records FROM flow_document
          WHERE document = ANY($1::text[])`,
        [ids],
      );
      return (
        stored.length === ids.length &&
        stored.every(({ stage, records }) => stage === 'writtenBack' && Number(records) === 4) &&
        stored.every(({ document: key, revision }) => newest(key)?.revision === revision && newest(key)?.records.length === 4)
      );
    });
  }, 60_000);

  it('pages through documents, the longest at their stage first, and refuses what there is not', async () => {
    const first = await get<DocumentPage>('/flows?limit=4');
    const second = await get<DocumentPage>(`/flows?limit=4&after=${encodeURIComponent(first.next ?? '')}`);
    const both = [...first.documents, ...second.documents];
    expect(new Set(both.map((one) => `${one.flow} ${one.document}`)).size).toBe(8);
    expect(both.map(({ since }) => since)).toEqual(both.map(({ since }) => since).sort());
    await expect(get('/flows?stage=paid')).rejects.toThrow(/400.*There is no stage 'paid'; there are created, sent/);
    await expect(get('/balances?flow=sales&by=colour')).rejects.toThrow(/400.*no dimension 'colour'/);
    await expect(get('/balances?flow=purchases')).rejects.toThrow(/404.*no flow purchases; it has sales, pairs/);
  });

  it('is told to whoever watches, and describes its API', async () => {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/concord_flow_documents\{flow="sales",stage="created"\} \d+/);
    expect(metrics).toMatch(/concord_flow_problems\{flow="sales",code="ORIGINAL_MISSING"\} \d+/);
    expect(metrics).toMatch(/concord_flow_oldest_stuck_seconds\{flow="sales",stage="sent"\} \d+/);
    expect(metrics).toMatch(/concord_flow_balance\{flow="sales",company="USMF",currency="EUR"\} -?\d+/);
    const api = await get<{ paths: object }>('/api-json');
    expect(Object.keys(api.paths)).toEqual(expect.arrayContaining(['/flows', '/flows/{flow}/{document}', '/balances']));
  });
});
