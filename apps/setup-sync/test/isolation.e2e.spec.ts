import { ChangeMessage, OutcomeMessage, Topics } from '@concord/contracts';
import { KafkaConnection, Publisher, StateReader } from '@concord/messaging';
import { Logger } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { eventually, startWorld, useStack, type World } from '@concord/testing';

Logger.overrideLogger(false); // the spec's own Kafka client

interface LinkLine {
  readonly link: string;
  readonly status: string;
  readonly integrationKey?: string;
  readonly error?: { readonly code: string; readonly message: string; readonly remedy?: string };
}

/** One bad record holds up nobody, and says what is to be done about it. */
describe('a bad record delays no other (I8)', () => {
  let world: World;
  let kafka: KafkaConnection;
  afterAll(() => world?.stop(), 60_000); // before the stack's own: hooks run in order
  afterAll(() => kafka?.close());
  const stack = useStack();
  let company: string;
  let owned: Record<string, string>;

  beforeAll(async () => {
    world = await startWorld({
      brokers: stack.brokers,
      postgresUrl: stack.postgresUrl,
      topicPrefix: stack.topicPrefix,
      // One partition: writes that are published together are one batch of the gateway.
      env: { GATEWAY_SWEEP_SMALL_MS: '1000', GATEWAY_DATAVERSE_POLL_MS: '500', CONCORD_TOPIC_PARTITIONS: '1' },
    });
    kafka = new KafkaConnection({ brokers: stack.brokers, clientId: 'isolation', prefix: stack.topicPrefix, source: '/concord/spec' });
    const first = async (path: string, column: string): Promise<string> => String((await world.dataverse.rows(path))[0]?.[column]);
    company = await first("cdm_companies?$filter=cdm_companycode eq 'USMF'", 'cdm_companyid');
    const currency = await first("transactioncurrencies?$filter=isocurrencycode eq 'USD'", 'transactioncurrencyid');
    const group = await first(`msdyn_customergroups?$filter=_msdyn_company_value eq ${company}`, 'msdyn_customergroupid');
    owned = {
      'msdyn_company@odata.bind': `/cdm_companies(${company})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${currency})`,
      'msdyn_customergroupid@odata.bind': `/msdyn_customergroups(${group})`,
    };
  }, 180_000);

  const enterProject = (number: string, more: Record<string, unknown> = {}) =>
    world.dataverse.create('msdyn_projects', {
      msdyn_projectnumber: number,
      msdyn_subject: `Project ${number}`,
      'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company})`,
      ...more,
    });
  const inFinance = (number: string): Promise<unknown> =>
    eventually(
      async () => (await world.finance.get(`ProjectsV2(dataAreaId='usmf',ProjectId='${number}')?cross-company=true`)).status === 200,
      {
        timeout: 30_000,
        describe: `project ${number} in Finance`,
      },
    );
  const enterCustomer = async (account: string): Promise<string> => {
    const { body } = await world.dataverse.create('accounts', { accountnumber: account, name: account, customertypecode: 3, ...owned });
    return String(body['accountid']);
  };
  const refuseCustomer = (account: string) =>
    world.control.faults({
      system: 'finance',
      rejectRows: { table: 'CustomersV3', where: { CustomerAccount: account }, message: 'Credit check failed.' },
    });
  const operate = async (path: string, body?: object): Promise<number> => {
    const answer = await fetch(`${world.setupSync.url}/admin/${path}`, {
      method: 'POST',
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    return answer.status;
  };
  const link = (map: string, record: string, status: string): Promise<LinkLine> =>
    eventually(
      async () => {
        const answer = await fetch(`${world.setupSync.url}/admin/links?map=${map}&record=${encodeURIComponent(record)}`);
        const { links } = (await answer.json()) as { links: LinkLine[] };
        if (links[0]?.status !== status) throw new Error(JSON.stringify(links[0] ?? 'no link'));
        return links[0];
      },
      { timeout: 30_000, describe: `the link of ${map} ${record} to be ${status}` },
    );

  it('a poisoned message goes to dead letters with its reason, and what comes after it arrives', async () => {
    const topics = new Topics(stack.topicPrefix);
    const topic = topics.changes('dataverse', 'msdyn_projects');
    const publisher = new Publisher(kafka);
    await publisher.send([{ topic, messages: [{ key: 'poison', value: '{"op":"upsert",' }] }]);
    await publisher.publish([
      { topic, key: 'poison', value: { op: 'upsert', id: 'poison', key: {}, version: 'soon' }, type: 'concord.change.v1' },
    ]);
    await enterProject('AFTER-1');
    await enterProject('AFTER-2');
    await Promise.all([inFinance('AFTER-1'), inFinance('AFTER-2')]);

    const reasons: string[] = [];
    const reader = new StateReader<ChangeMessage>(kafka, {
      topics: [topics.deadLetters(topic)],
      message: AnyMessage,
      apply: (messages) => void reasons.push(...messages.map(({ headers }) => headers['dead-letter-rule'] ?? '')),
    });
    await reader.start();
    await eventually(() => reasons.some((rule) => rule.includes('version')), {
      timeout: 20_000,
      describe: 'the dead letter with its rule',
    });
    await reader.close();
  });

  it('a value that the map does not name fails its record alone, with a remedy', async () => {
    const customer = (account: string, status: string) =>
      world.finance.create('CustomersV3', {
        dataAreaId: 'usmf',
        CustomerAccount: account,
        OrganizationName: account,
        PartyType: 'Organization',
        CustomerGroupId: '10',
        SalesCurrencyCode: 'USD',
        OnHoldStatus: status,
      });
    expect((await customer('ODD', 'PurchOrder')).status).toBe(201);
    expect((await customer('EVEN', 'All')).status).toBe(201);
    await link('accounts', 'usmf|even', 'synced');
    const { error } = await link('accounts', 'usmf|odd', 'failed');
    expect(error).toMatchObject({
      code: 'UNMAPPED_VALUE',
      message: expect.stringContaining('PurchOrder') as string,
      remedy: expect.any(String) as string,
    });
  });

  it('a record whose reference is missing waits, names it, and holds up nobody', async () => {
    const { body: contract } = await world.dataverse.create('salesorders', {
      msdyn_salesordernumber: 'ORD-0',
      name: 'Draft',
      msdyn_ordertype: 192350001,
    });
    const { body: waiting } = await enterProject('WAITS', {
      'msdyn_salesorderid@odata.bind': `/salesorders(${String(contract['salesorderid'])})`,
    });
    await enterProject('GOES');
    await inFinance('GOES');
    const { link: id } = await link('msdyn_projects', String(waiting['msdyn_projectid']), 'waiting');
    const full = (await (await fetch(`${world.setupSync.url}/admin/links/${id}`)).json()) as {
      waitingFor: readonly { map: string; id: string }[];
    };
    expect(full.waitingFor).toMatchObject([{ map: 'salesorders', id: contract['salesorderid'] }]);
  });

  it('of what is written in one batch, the record that is refused is refused alone', async () => {
    const outcomes: OutcomeMessage[] = [];
    const reader = new StateReader<OutcomeMessage>(kafka, {
      topics: [new Topics(stack.topicPrefix).outcomes('setup-sync')],
      message: OutcomeMessage,
      apply: (messages) => void outcomes.push(...messages.map(({ value }) => value)),
    });
    await reader.start();
    // Gathers the three, and publishes them at once when it is resumed.
    expect(await operate('maps/accounts/pause', { reason: 'three records are to go together' })).toBe(200);
    await refuseCustomer('BATCH-2');
    const ids: string[] = [];
    for (const account of ['BATCH-1', 'BATCH-2', 'BATCH-3']) ids.push(await enterCustomer(account));
    const links = await Promise.all(ids.map((id) => link('accounts', id, 'pending')));
    expect(await operate('maps/accounts/resume')).toBe(200);

    // The first answer to each: a record that was refused with its neighbour would be taken later, when it is tried again.
    const [before, refused, after] = await eventually(
      () => {
        const answers = links.flatMap((one) => outcomes.find((outcome) => outcome.link === one.link) ?? []);
        return answers.length === links.length ? answers : undefined;
      },
      { timeout: 30_000, describe: 'the first answer to each of the three' },
    );
    await reader.close();
    expect([before?.status, refused?.status, after?.status]).toEqual(['applied', 'rejected', 'applied']);
    expect(refused?.error?.message).toContain('Credit check failed');
    expect(before?.version).toBe(after?.version); // the gateway gives a number to each batch: it was one
    await world.control.faults({ system: 'finance', rejectRows: null });
  });

  it('a record that the other side refuses fails with its cause, and passes when it is retried after that is mended', async () => {
    await refuseCustomer('REFUSED');
    const refusedId = await enterCustomer('REFUSED');
    await enterCustomer('TAKEN');
    await link('accounts', 'usmf|taken', 'synced');
    const refused = await link('accounts', refusedId, 'failed');
    expect(refused.error).toMatchObject({
      message: expect.stringContaining('Credit check failed') as string,
      remedy: expect.any(String) as string,
    });

    await world.control.faults({ system: 'finance', rejectRows: null });
    expect(await operate(`links/${refused.link}/retry`)).toBe(200);
    await link('accounts', refusedId, 'synced');
  });
});

/** Dead letters hold what nobody can read; only their headers are looked at. */
class AnyMessage {
  @IsOptional() readonly version?: unknown;
}
