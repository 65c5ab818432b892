import { join } from 'node:path';
import { KafkaConnection, TopicAdmin } from '@concord/messaging';
import { startProcess } from '@concord/testing';
import { DataSource } from 'typeorm';
import { NaiveApplied, NaiveLink } from '../naive/link.entity';
import { naiveTopics } from '../naive/naive-topics';
import { publishProjects, type Referred } from '../records';
import { until } from './until';

/** Records before the clock starts: joining the group is no part of the work, and code is warm, as for the other paths. */
const NAIVE_WARM_UP = 500;

export interface NaiveOptions {
  readonly brokers: readonly string[];
  readonly postgresUrl: string;
  readonly standinUrl: string;
  readonly logs: string;
  readonly count: number;
  readonly referred: Referred;
}

/** Records a second from change to settled link, by the straightforward handler: one message, one entity, one call at a time. */
export const measureNaive = async ({ brokers, postgresUrl, standinUrl, logs, count, referred }: NaiveOptions): Promise<number> => {
  const kafka = new KafkaConnection({ brokers: [...brokers], clientId: 'bench', source: '/concord/bench' });
  await new TopicAdmin(kafka).ensure(Object.values(naiveTopics).map((name) => ({ name, cleanup: 'delete' as const, partitions: 6 })));
  const database = await new DataSource({
    type: 'postgres',
    url: postgresUrl,
    entities: [NaiveLink, NaiveApplied],
    synchronize: true,
  }).initialize();
  await seed(database, referred);
  const all = NAIVE_WARM_UP + count;
  await publishProjects(kafka, naiveTopics.changes, all, referred, 'bench');
  const env = { CONCORD_KAFKA_BROKERS: brokers.join(','), CONCORD_POSTGRES_URL: postgresUrl, STANDIN_URL: standinUrl };
  const entry = join(__dirname, '../naive/main.js');
  const start = (role: string) =>
    startProcess({
      name: `naive-${role}`,
      entry,
      args: [role],
      env,
      log: join(logs, `naive-${role}.log`),
      ready: { logSays: `"ready":"${role}"` },
    });
  const settled = () => database.getRepository(NaiveLink).countBy({ map: 'msdyn_projects', status: 'synced' });
  const gateway = await start('gateway');
  const sync = await start('sync');
  await until(async () => (await settled()) >= NAIVE_WARM_UP);
  const began = process.hrtime.bigint();
  const before = await settled();
  await until(async () => (await settled()) >= all);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  await Promise.all([gateway.stop(), sync.stop()]);
  await database.destroy();
  await kafka.close();
  return (all - before) / seconds;
};

const seed = async (database: DataSource, { company, customers }: Referred): Promise<void> => {
  const links = database.getRepository(NaiveLink);
  await links.save({
    map: 'cdm_companies',
    dataverseId: company,
    financeId: 'usmf',
    financeKey: { LegalEntityId: 'USMF' },
    status: 'synced',
  });
  await links.save(
    customers.map((dataverseId, number) => ({
      map: 'accounts',
      dataverseId,
      financeId: `usmf|c-${number}`,
      financeKey: { dataAreaId: 'usmf', CustomerAccount: `C-${number}` },
      status: 'synced',
    })),
  );
};
