import { KafkaConnection, StateReader } from '@concord/messaging';
import { ChangeMessage } from '@concord/contracts';
import type { StartedProcess } from '@concord/testing';
import { DataSource } from 'typeorm';
import { projectMessages, publishInThousands, type Encoded, type Referred } from '../records';
import { until } from './until';

/** Records before the clock starts. */
export const WARM_UP = 20_000;

export interface SyncOptions {
  readonly brokers: readonly string[];
  readonly postgresUrl: string;
  readonly topicPrefix: string;
  readonly count: number;
  readonly referred: Referred;
  /** The process of setup-sync. */
  readonly setupSync: Pick<StartedProcess, 'kill'>;
}

/**
 * Records a second from change to settled link: change topic -> setup-sync -> writes topic -> gateway's apply (over HTTP, to the stand-in) ->
 * outcomes topic -> setup-sync. The changes are in the topic before the clock starts, as for the other paths; it runs from then to the last link
 * settled. The service, warm by then, is held (SIGSTOP) while they are published.
 */
export const measureSync = async ({ brokers, postgresUrl, topicPrefix, count, referred, setupSync }: SyncOptions): Promise<number> => {
  const kafka = new KafkaConnection({ brokers: [...brokers], clientId: 'bench-load', source: '/concord/bench', prefix: topicPrefix });
  const topic = kafka.topics.changes('dataverse', 'msdyn_projects');
  const database = await new DataSource({ type: 'postgres', url: postgresUrl }).initialize();
  const settled = async (): Promise<number> => {
    const rows: { count: string }[] = await database.query(
      `SELECT count(*) FROM setup_sync.link WHERE map = 'msdyn_projects' AND status = 'synced'`,
    );
    return Number(rows[0]?.count ?? 0);
  };
  // Asking for it costs next to nothing, while counting a large table again and again would take PostgreSQL from what is measured.
  const outcomesConsumed = async (): Promise<number> => {
    const rows: { sum: string | null }[] = await database.query(
      'SELECT sum(next_offset) FROM setup_sync.consumed_offset WHERE topic = $1',
      [kafka.topics.outcomes('setup-sync')],
    );
    return Number(rows[0]?.sum ?? 0);
  };
  const settle = async (messages: readonly Encoded[]): Promise<number> => {
    const before = await settled();
    const outcomes = await outcomesConsumed();
    await setupSync.kill('SIGSTOP');
    await publishInThousands(kafka, topic, messages);
    const began = process.hrtime.bigint();
    await setupSync.kill('SIGCONT');
    await until(async () => (await outcomesConsumed()) >= outcomes + messages.length, 50, 'all outcomes to be consumed');
    let ended = began;
    const isSettled = async (): Promise<boolean> => {
      // What PostgreSQL counts is how it was when it was asked.
      ended = process.hrtime.bigint();
      return (await settled()) >= before + messages.length;
    };
    await until(isSettled, 50, 'all projects to settle');
    return Number(ended - began) / 1e9;
  };
  const environment = await environmentOf(kafka);
  // Code is warm and pools are open before the clock starts, for this path as for the others.
  await settle(projectMessages(WARM_UP, referred, environment, count));
  const messages = projectMessages(count, referred, environment);
  const seconds = await settle(messages);
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
