import { KafkaConnection, StateReader } from '@concord/messaging';
import { ChangeMessage } from '@concord/contracts';
import { DataSource } from 'typeorm';
import { publishProjects, type Referred } from '../records';
import { until } from './until';

export interface SyncOptions {
  readonly brokers: readonly string[];
  readonly postgresUrl: string;
  readonly topicPrefix: string;
  readonly count: number;
  readonly referred: Referred;
}

/**
 * Records a second from change to settled link: change topic -> setup-sync -> writes topic -> gateway's apply (over HTTP, to the stand-in) ->
 * outcomes topic -> setup-sync. The clock runs from the first change published to the last link settled.
 */
export const measureSync = async ({ brokers, postgresUrl, topicPrefix, count, referred }: SyncOptions): Promise<number> => {
  const kafka = new KafkaConnection({ brokers: [...brokers], clientId: 'bench-load', source: '/concord/bench', prefix: topicPrefix });
  const database = await new DataSource({ type: 'postgres', url: postgresUrl }).initialize();
  const settled = async (): Promise<number> => {
    const rows: { count: string }[] = await database.query(
      `SELECT count(*) FROM setup_sync.link WHERE map = 'msdyn_projects' AND status = 'synced'`,
    );
    return Number(rows[0]?.count ?? 0);
  };
  const environment = await environmentOf(kafka);
  const topic = kafka.topics.changes('dataverse', 'msdyn_projects');
  // Code is warm and pools are open before the clock starts, for this path as for the others.
  await publishProjects(kafka, topic, 2_000, referred, environment, count);
  await until(async () => (await settled()) >= 2_000, 100, 'the first projects to settle');
  const before = await settled();
  const began = process.hrtime.bigint();
  await publishProjects(kafka, topic, count, referred, environment);
  await until(async () => (await settled()) >= before + count, 100, 'all projects to settle');
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  await database.destroy();
  await kafka.close();
  return count / seconds;
};

/** Changes carry the fingerprint of the environments they came from; ours must carry the same, or the gateway refuses the writes. */
const environmentOf = async (kafka: KafkaConnection): Promise<string> => {
  let environment = '';
  const reader = new StateReader<ChangeMessage>(kafka, {
    topics: [kafka.topics.changes('finance', 'LegalEntities')],
    message: ChangeMessage,
    apply: ([first]) => {
      environment ||= first?.headers['ce_environment'] ?? '';
    },
  });
  await reader.start();
  await until(() => Promise.resolve(environment !== ''), 50, 'a captured change that tells its environment');
  await reader.close();
  return environment;
};
