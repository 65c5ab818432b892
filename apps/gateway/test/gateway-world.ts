import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import {
  ChangeMessage,
  OutcomeMessage,
  SnapshotProgress,
  SnapshotRequest,
  Topics,
  type SubscriptionMessage,
  type System,
  type WriteMessage,
} from '@concord/contracts';
import { KafkaConnection, Publisher, sharedTopicPlans, StateReader, TopicAdmin } from '@concord/messaging';
import { readConfig, type RunningService } from '@concord/service-kit';
import {
  eventually,
  freePort,
  makeLogFolder,
  Person,
  SimulatorControl,
  startProcess,
  type LogFolder,
  type StartedProcess,
} from '@concord/testing';
import { GatewayConfig } from '../src/config';
import { EnvironmentIdentity } from '../src/environment/environment-identity';
import { startGateway } from '../src/start-gateway';

if (!process.env['CONCORD_SPEC_LOG']) Logger.overrideLogger(false);

export const webhookSecret = 'the-secret-of-the-specs';
const simulatorMain = resolve(__dirname, '../../simulator/dist/main.js');

const things = {
  logicalName: 'sample_thing',
  entitySetName: 'sample_things',
  primaryId: 'sample_thingid',
  primaryName: 'sample_name',
  changeTracking: true,
  columns: [
    { name: 'sample_name', type: 'String', maxLength: 100 },
    { name: 'sample_code', type: 'String', maxLength: 20 },
    { name: 'sample_amount', type: 'Decimal', precision: 10 },
    { name: 'sample_on', type: 'DateTime', behavior: 'DateOnly' },
    {
      name: 'sample_kind',
      type: 'Choice',
      options: [
        { value: 1, label: 'A' },
        { value: 2, label: 'B' },
      ],
    },
  ],
  lookups: [
    {
      name: 'sample_ownerthing',
      targets: [{ table: 'account', navigation: 'sample_OwnerThing_account', collection: 'sample_account_things' }],
    },
  ],
};

const groups = {
  entitySetName: 'SampleGroups',
  entityType: 'SampleGroup',
  internalName: 'SampleGroupEntity',
  label: 'Sample groups',
  key: ['dataAreaId', 'GroupId'],
  companySpecific: true,
  dataEvents: true,
  columns: [
    { name: 'GroupId', type: 'String', maxLength: 20 },
    { name: 'Description', type: 'String', maxLength: 60 },
    { name: 'Rate', type: 'Decimal' },
    { name: 'ValidFrom', type: 'DateTime' },
    { name: 'Blocked', type: 'Enum', enum: 'SampleBlocked' },
  ],
  enums: [{ name: 'SampleBlocked', values: [{ name: 'No' }, { name: 'All' }] }],
};

const thingsSubscription: SubscriptionMessage = {
  area: 'specs',
  system: 'dataverse',
  table: 'sample_things',
  key: ['sample_thingid'],
  columns: [
    { name: 'sample_name', kind: 'text' },
    { name: 'sample_code', kind: 'text' },
    { name: 'sample_amount', kind: 'decimal' },
    { name: 'sample_on', kind: 'date' },
    { name: 'sample_kind', kind: 'choice' },
    { name: 'sample_ownerthing', kind: 'lookup' },
    { name: 'statecode', kind: 'choice' },
  ],
};

const groupsSubscription: SubscriptionMessage = {
  area: 'specs',
  system: 'finance',
  table: 'SampleGroups',
  key: ['dataAreaId', 'GroupId'],
  columns: [
    { name: 'dataAreaId', kind: 'text' },
    { name: 'GroupId', kind: 'text' },
    { name: 'Description', kind: 'text' },
    { name: 'Rate', kind: 'decimal' },
    { name: 'ValidFrom', kind: 'date' },
  ],
};

interface Where {
  readonly brokers: readonly string[];
  readonly postgresUrl: string;
  readonly topicPrefix: string;
}

/** A gateway in this process, a simulator in one of its own, and everything that the gateway published. */
export class GatewayWorld {
  readonly changes: ChangeMessage[] = [];
  readonly outcomes: OutcomeMessage[] = [];
  readonly progress: SnapshotProgress[] = [];
  readonly gateways: RunningService[] = [];
  readonly topics: Topics;
  private readers: { close(): Promise<void> }[] = [];
  private env: Record<string, string> = {};

  private constructor(
    readonly simulator: StartedProcess,
    readonly simulatorUrl: string,
    readonly control: SimulatorControl,
    private readonly kafka: KafkaConnection,
    private readonly publisher: Publisher,
    private readonly logs: LogFolder,
  ) {
    this.topics = kafka.topics;
  }

  readonly dataverse = new Person('', '');
  readonly finance = new Person('', '');

  static async start(stack: Where, env: Readonly<Record<string, string>> = {}): Promise<GatewayWorld> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const logs = makeLogFolder('gateway-world');
    const simulator = await startProcess({
      name: 'simulator',
      entry: simulatorMain,
      env: { SIMULATOR_PORT: String(port) },
      log: join(logs.path, 'simulator.log'),
      ready: { url: `${url}/_sim` },
    });
    const control = new SimulatorControl(url);
    const kafka = new KafkaConnection({ brokers: stack.brokers, clientId: 'specs', prefix: stack.topicPrefix, source: '/specs' });
    const world = new GatewayWorld(simulator, url, control, kafka, new Publisher(kafka), logs);
    Object.assign(world, { dataverse: new Person(url, '/api/data/v9.2'), finance: new Person(url, '/data') });
    await control.post('tables', { system: 'dataverse', tables: [things] });
    await control.post('tables', { system: 'finance', tables: [groups] });
    await control.post('users', { system: 'finance', defaultCompany: 'usmf', companies: ['usmf', 'ussi'] });
    await new TopicAdmin(kafka).ensure(sharedTopicPlans(kafka.topics));
    world.env = {
      CONCORD_KAFKA_BROKERS: stack.brokers.join(','),
      CONCORD_POSTGRES_URL: stack.postgresUrl,
      CONCORD_TOPIC_PREFIX: stack.topicPrefix,
      CONCORD_LOG_LEVEL: process.env['SPEC_LOG'] ?? 'fatal',
      CONCORD_TENANT_ID: 'tenant',
      CONCORD_CLIENT_ID: 'concord',
      CONCORD_CLIENT_SECRET: 'concord-secret',
      CONCORD_AUTHORITY: url,
      DATAVERSE_URL: url,
      FINANCE_URL: url,
      GATEWAY_PORT: '0',
      GATEWAY_WEBHOOK_SECRET: webhookSecret,
      GATEWAY_TABLE_RETRY_MS: '300',
      GATEWAY_DATAVERSE_POLL_MS: '100',
      GATEWAY_SWEEP_SMALL_MS: '150',
      GATEWAY_APPLY_RETRY_MS: '2000',
      ...env,
    };
    return world;
  }

  async addGateway(env: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    const gateway = await startGateway(readConfig(GatewayConfig, { ...this.env, ...env }));
    this.gateways.push(gateway);
    return gateway;
  }

  /** Subscribes to both sample tables and reads along with what is published. */
  async subscribe(): Promise<void> {
    await this.publisher.publish(
      [thingsSubscription, groupsSubscription].map((subscription) => ({
        topic: this.topics.subscriptions,
        key: `specs|${subscription.system}|${subscription.table}`,
        value: subscription,
        type: 'concord.subscription.v1',
      })),
    );
  }

  /** After the topics exist, so once the gateway has seen the subscriptions. */
  async follow(): Promise<void> {
    const changeTopics = [this.topics.changes('dataverse', 'sample_things'), this.topics.changes('finance', 'SampleGroups')];
    const outcomes = this.topics.outcomes('specs');
    await eventually(
      async () => {
        const admin = await this.kafka.admin();
        for (const topic of [...changeTopics, outcomes]) await admin.fetchTopicOffsets(topic); // refused until each partition has a leader
        return true;
      },
      { describe: 'the topics of the subscribed tables' },
    );
    await this.read(changeTopics, ChangeMessage, this.changes);
    await this.read([outcomes], OutcomeMessage, this.outcomes);
    const progress = new StateReader<SnapshotProgress | SnapshotRequest>(this.kafka, {
      topics: [this.topics.snapshots],
      message: (value: unknown) => ((value as { kind?: string }).kind === 'progress' ? SnapshotProgress : SnapshotRequest),
      apply: (messages: readonly { value: SnapshotProgress | SnapshotRequest }[]) => {
        for (const { value } of messages) if (value.kind === 'progress') this.progress.push(value);
      },
    } as never);
    await progress.start();
    this.readers.push(progress);
  }

  private async read<T extends object>(topics: readonly string[], message: new () => T, into: T[]): Promise<void> {
    const reader = new StateReader<T>(this.kafka, {
      topics,
      message: message as never,
      apply: (messages) => void into.push(...messages.map((m) => m.value)),
    });
    await reader.start();
    this.readers.push(reader);
  }

  async write(system: System, table: string, writes: readonly Partial<WriteMessage>[], environment?: string): Promise<WriteMessage[]> {
    const fingerprint = environment ?? (await this.fingerprint());
    const messages = writes.map(
      (write) => ({ area: 'specs', map: table, link: randomUUID(), revision: 1, op: 'create', ...write }) as WriteMessage,
    );
    await this.publisher.publish(
      messages.map((value) => ({
        topic: this.topics.writes(system, table),
        key: value.link,
        value,
        type: 'concord.write.v1',
        headers: { ce_environment: fingerprint },
      })),
    );
    return messages;
  }

  async ask(request: Pick<SnapshotRequest, 'run' | 'system' | 'table' | 'records'>): Promise<void> {
    await this.publisher.publish([
      {
        topic: this.topics.snapshots,
        key: request.run,
        value: { kind: 'request', area: 'specs', ...request },
        type: 'concord.snapshot-request.v1',
      },
    ]);
  }

  outcomeOf(write: { readonly link: string; readonly revision: number }): Promise<OutcomeMessage> {
    return eventually(() => this.outcomes.findLast((outcome) => outcome.link === write.link && outcome.revision === write.revision), {
      describe: 'the outcome of the write',
      timeout: 15_000,
    });
  }

  /** The newest change of a record that fulfils the condition. */
  changeOf(id: string, holds: (change: ChangeMessage) => boolean = () => true): Promise<ChangeMessage> {
    return eventually(() => this.changes.findLast((change) => change.id === id && holds(change)), {
      describe: `a change of ${id}`,
      timeout: 15_000,
    });
  }

  async fingerprint(): Promise<string> {
    const [gateway] = this.gateways;
    if (!gateway) throw new Error('no gateway');
    return gateway.app.get(EnvironmentIdentity).fingerprint();
  }

  async stop(): Promise<void> {
    for (const gateway of this.gateways) await gateway.stop();
    for (const reader of this.readers) await reader.close();
    await this.kafka.close();
    await this.simulator.stop();
    await this.logs.remove();
  }
}

export const aThing = (name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  sample_name: name,
  ...more,
});
