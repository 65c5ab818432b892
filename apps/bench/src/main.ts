import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { eventually, startStack, startWorld, type World } from '@concord/testing';
import { KafkaConnection, TopicAdmin } from '@concord/messaging';
import { measureBareCopy } from './measure/bare-copy';
import { cpuPercent } from './measure/cpu';
import { measureLatency, type Latency } from './measure/latency';
import { measureNaive } from './measure/naive';
import { measureSync } from './measure/sync';
import { publishProjects, type Referred } from './records';
import { report, type Result } from './report';
import { Standin } from './standin/standin';

const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 60_000);
const NAIVE_RECORDS = Number(process.env['BENCH_NAIVE_RECORDS'] ?? 1_500);
const SAMPLES = Number(process.env['BENCH_SAMPLES'] ?? 200);
/** What follows on an edit is over by then: publications that were answered are forgotten after half a minute. */
const IDLE_AFTER_SECONDS = 40;
/** Two looks at every table, which come every fifteen seconds. */
const IDLE_SECONDS = 30;

Logger.overrideLogger(['warn', 'error']); // the libraries' own
const say = (line: string): void => console.log(line);

/** Companies from Finance have reached Dataverse, and ten customers entered there have reached Finance. */
const referredOf = async (world: World): Promise<Referred> => {
  const companies = await eventually(
    async () => {
      const rows = await world.dataverse.rows("cdm_companies?$select=cdm_companyid&$filter=cdm_companycode eq 'USMF'");
      return rows.length > 0 ? rows : undefined;
    },
    { timeout: 60_000, describe: 'the legal entity USMF to arrive in Dataverse' },
  );
  const company = String(companies[0]?.['cdm_companyid']);
  const groups = await world.dataverse.rows(
    `msdyn_customergroups?$select=msdyn_customergroupid&$filter=_msdyn_company_value eq ${company}`,
  );
  const currencies = await world.dataverse.rows("transactioncurrencies?$select=transactioncurrencyid&$filter=isocurrencycode eq 'USD'");
  const customers: string[] = [];
  for (let number = 0; number < 10; number += 1) {
    const { body } = await world.dataverse.create('accounts', {
      accountnumber: `BENCH-${number}`,
      name: `Customer ${number}`,
      customertypecode: 3,
      'msdyn_company@odata.bind': `/cdm_companies(${company})`,
      'msdyn_customergroupid@odata.bind': `/msdyn_customergroups(${String(groups[0]?.['msdyn_customergroupid'])})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${String(currencies[0]?.['transactioncurrencyid'])})`,
    });
    customers.push(String(body['accountid']));
  }
  await eventually(
    async () =>
      (await world.control.rows('finance', 'CustomersV3')).filter((row) => String(row['CustomerAccount']).startsWith('BENCH-')).length >=
      10,
    { timeout: 60_000, describe: 'ten customers to arrive in Finance' },
  );
  return { company, customers };
};

const main = async (): Promise<void> => {
  const jsonFile = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;
  const stack = await startStack({ data: 'temporary', ports: 'free', fsync: true });
  try {
    const { brokers } = stack.kafka;
    say(
      `Kafka and PostgreSQL (fsync on) on this machine: ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB.`,
    );

    say('1. latency and idle CPU, with the simulator');
    const quiet = await startWorld({ brokers, postgresUrl: await stack.postgres.createDatabase('bench_latency'), topicPrefix: 'latency.' });
    const toMeasure = await referredOf(quiet);
    const latencyMs: Latency = await measureLatency(quiet, SAMPLES, toMeasure.company);
    await sleep(IDLE_AFTER_SECONDS * 1_000);
    const [gatewayCpu = 0, syncCpu = 0] = await cpuPercent([quiet.gateway.process.pid, quiet.setupSync.process.pid], IDLE_SECONDS);
    await quiet.stop();

    say('2. bare kafkajs copy of the same messages');
    const kafka = new KafkaConnection({ brokers: [...brokers], clientId: 'bench', source: '/concord/bench' });
    await new TopicAdmin(kafka).ensure(['copy.from', 'copy.to'].map((name) => ({ name, cleanup: 'delete' as const, partitions: 6 })));
    await publishProjects(kafka, 'copy.from', RECORDS, toMeasure, 'bench');
    // Once unmeasured: the broker's code is warm then, for this path and for those after it.
    await measureBareCopy(brokers, 'copy.from', 'copy.to', RECORDS);
    const copyPerSecond = await measureBareCopy(brokers, 'copy.from', 'copy.to', RECORDS);
    await kafka.close();

    say('3. change to settled link, by Concord');
    let standin: Standin | undefined;
    const postgresUrl = await stack.postgres.createDatabase('bench_sync');
    const busy = await startWorld({
      brokers,
      postgresUrl,
      topicPrefix: 'bench.',
      inBetween: (url) => (standin = new Standin(url)).listen(),
      env: { GATEWAY_SWEEP_SMALL_MS: '3600000', CONCORD_LOG_LEVEL: 'warn' },
    });
    const referred = await referredOf(busy);
    standin?.takeOver();
    const syncPerSecond = await measureSync({
      brokers,
      postgresUrl,
      topicPrefix: 'bench.',
      count: RECORDS,
      referred,
      setupSync: busy.setupSync.process,
    });
    await busy.stop();

    say(`4. the straightforward handler, on the first ${NAIVE_RECORDS} of them`);
    const naiveStandin = new Standin(busy.simulatorUrl);
    const standinUrl = await naiveStandin.listen();
    naiveStandin.takeOver();
    const naivePerSecond = await measureNaive({
      brokers,
      postgresUrl: await stack.postgres.createDatabase('bench_naive'),
      standinUrl,
      logs: busy.logs,
      count: NAIVE_RECORDS,
      referred,
    });
    await naiveStandin.stop();
    await standin?.stop();

    const result: Result = {
      copyPerSecond,
      naivePerSecond,
      syncPerSecond,
      latencyMs,
      idleCpuPercent: Math.max(gatewayCpu, syncCpu),
      idleCpuPercentByService: { gateway: gatewayCpu, 'setup-sync': syncCpu },
      records: RECORDS,
      naiveRecords: NAIVE_RECORDS,
    };
    say(report(result));
    if (jsonFile) {
      mkdirSync(dirname(jsonFile), { recursive: true });
      writeFileSync(jsonFile, `${JSON.stringify(result, null, 2)}\n`);
    }
  } finally {
    await stack.stop();
  }
};

main().catch((error: Error) => {
  console.error(error.stack ?? error.message);
  process.exitCode = 1;
});
