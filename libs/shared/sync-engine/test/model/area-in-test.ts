import 'reflect-metadata';
import { type INestApplication, Logger, Module } from '@nestjs/common';
import { OutcomeMessage, SnapshotRequest, Topics, WriteMessage, LinkMessage, type SnapshotProgress, type System } from '@concord/contracts';
import { KafkaBatchServer, KafkaConnection, MessagingModule, Publisher, type Batch, type Outgoing } from '@concord/messaging';
import { ConsumedOffsets, Database, PersistenceModule } from '@concord/persistence';
import { ServiceConfig, startService, type RunningService } from '@concord/service-kit';
import { eventually, type SpecStack } from '@concord/testing';
import type { ForeignMap, TableMap } from '@concord/table-maps';
import { Area, routesOf, syncEngineMigrations, SyncEngineModule } from '../../src';
import type { Change } from '../../src/changes/decide-change';
import type { Link } from '../../src/links/link';
import { LinkRepository, type LinkFilter } from '../../src/links/link.repository';

if (!process.env['CONCORD_SPEC_LOG']) Logger.overrideLogger(false);

export type Answer = (write: WriteMessage, system: System) => OutcomeMessage | null;

const areaName = 'spec-area';

/** As `eventually`, for what JSON cannot show: links have versions that are bigint. */
export const seen = async <T>(look: () => T | Promise<T>, describe = 'the condition'): Promise<NonNullable<T>> => {
  let value: T | undefined;
  await eventually(
    async () => {
      value = await look();
      return Boolean(value);
    },
    { timeout: 20_000, describe },
  );
  return value as NonNullable<T>;
};

/** One area over real Kafka and PostgreSQL; the spec answers its writes. */
export class AreaInTest {
  readonly writes: { readonly write: WriteMessage; readonly headers: Readonly<Record<string, string>> }[] = [];
  readonly announced: LinkMessage[] = [];
  readonly requests: SnapshotRequest[] = [];
  answer: Answer = () => null;
  private readonly topics: Topics;
  private readonly kafka: KafkaConnection;
  private readonly publisher: Publisher;
  private gateway: KafkaBatchServer | undefined;
  service: RunningService | undefined;

  constructor(
    private readonly stack: SpecStack,
    public maps: readonly TableMap[],
    public foreign: readonly ForeignMap[] = [],
  ) {
    this.topics = new Topics(stack.topicPrefix);
    this.kafka = new KafkaConnection({
      brokers: stack.brokers,
      clientId: 'spec-gateway',
      prefix: stack.topicPrefix,
      source: '/concord/spec',
    });
    this.publisher = new Publisher(this.kafka);
  }

  get app(): INestApplication {
    if (!this.service) throw new Error('not started');
    return this.service.app;
  }

  get database(): Database {
    return this.app.get(Database);
  }

  get url(): string {
    return this.service?.url ?? '';
  }

  async start(): Promise<void> {
    this.service = await this.startArea();
    await this.listenAsGateway();
  }

  async startArea(): Promise<RunningService> {
    const { brokers, postgresUrl, topicPrefix: prefix } = this.stack;
    @Module({
      imports: [
        MessagingModule.forRoot({ brokers, clientId: areaName, prefix, source: '/concord/spec' }),
        PersistenceModule.forRoot({ url: postgresUrl, schema: 'spec_area', migrations: syncEngineMigrations }),
        SyncEngineModule.forArea({ area: areaName, maps: this.maps, foreign: this.foreign }),
      ],
    })
    class SpecArea {}
    const config = Object.assign(new ServiceConfig(), { logLevel: process.env['CONCORD_SPEC_LOG'] ? 'info' : 'silent' });
    return startService({
      name: areaName,
      module: SpecArea,
      config,
      port: 0,
      server: (app) =>
        new KafkaBatchServer({
          kafka: app.get(KafkaConnection),
          consumer: `${prefix}${areaName}`,
          routes: routesOf(app.get(Area)),
          positions: app.get(ConsumedOffsets),
        }),
    });
  }

  async stop(): Promise<void> {
    await this.gateway?.close();
    await this.service?.stop();
    await this.kafka.close();
  }

  /** @param changes each with the map whose table it is of */
  async publish(
    table: { readonly system: System; readonly table: string },
    changes: readonly Change[],
    headers: Record<string, string> = {},
  ): Promise<void> {
    await this.publisher.publish(
      changes.map(({ id, key, version, row }): Outgoing => ({
        topic: this.topics.changes(table.system, table.table),
        key: id,
        value: {
          op: row === null ? 'delete' : 'upsert',
          id,
          key,
          version: String(version),
          origin: 'delta',
          ...(row === null ? {} : { row }),
        },
        type: 'concord.change.v1',
        headers,
      })),
    );
  }

  async publishRaw(messages: readonly Outgoing[]): Promise<void> {
    await this.publisher.publish(messages);
  }

  /** What another area says of a link of its own. */
  async publishLinks(messages: readonly LinkMessage[]): Promise<void> {
    await this.publisher.publish(
      messages.map((value) => ({ topic: this.topics.links, key: `${value.map}|${value.link}`, value, type: 'concord.link.v1' })),
    );
  }

  async publishOutcome(outcome: OutcomeMessage): Promise<void> {
    await this.publisher.publish([
      { topic: this.topics.outcomes(areaName), key: outcome.link, value: outcome, type: 'concord.outcome.v1' },
    ]);
  }

  async publishProgress(progress: Omit<SnapshotProgress, 'kind' | 'area' | 'at'>): Promise<void> {
    const value = { ...progress, kind: 'progress', area: areaName, at: new Date().toISOString() };
    await this.publisher.publish([{ topic: this.topics.snapshots, key: progress.run, value, type: 'concord.snapshot.v1' }]);
  }

  async links(filter: Partial<LinkFilter> = {}): Promise<Link[]> {
    const found = await this.app.get(LinkRepository).list(this.database, { limit: 5_000, ...filter });
    return found.map(({ link }) => link);
  }

  until(status: Link['status'], count: number, map?: string): Promise<Link[]> {
    return seen(async () => {
      const [row] = await this.database.query<{ count: string }>(
        'SELECT count(*) AS count FROM link WHERE status = $1 AND ($2::text IS NULL OR map = $2)',
        [status, map ?? null],
      );
      return Number(row?.count) >= count ? this.links({ map, status }) : undefined;
    }, `${count} links to be ${status}`);
  }

  async admin<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<{ status: number; body: T }> {
    const response = await fetch(`${this.url}/admin/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  private async listenAsGateway(): Promise<void> {
    const tables = this.maps.flatMap((map) =>
      (['dataverse', 'finance'] as const).map((system) => ({ system, topic: this.topics.writes(system, map[system].table) })),
    );
    const server = new KafkaBatchServer({
      kafka: this.kafka,
      consumer: `${this.stack.topicPrefix}spec-gateway`,
      routes: [
        { pattern: 'writes', topics: () => [...new Set(tables.map(({ topic }) => topic))], message: WriteMessage },
        { pattern: 'links', topics: () => [this.topics.links], message: LinkMessage },
        {
          pattern: 'snapshots',
          topics: () => [this.topics.snapshots],
          message: { name: 'any', accepts: () => true, violations: () => [] },
        },
      ],
    });
    const handle = async (batch: Batch<WriteMessage>): Promise<void> => {
      const system = tables.find(({ topic }) => topic === batch.topic)?.system ?? 'finance';
      const outcomes: Outgoing[] = [];
      for (const { value, headers } of batch.messages) {
        this.writes.push({ write: value, headers });
        const outcome = this.answer(value, system);
        if (outcome) outcomes.push({ topic: this.topics.outcomes(areaName), key: value.link, value: outcome, type: 'concord.outcome.v1' });
      }
      await this.publisher.publish(outcomes);
    };
    server.addHandler('writes', ((batch: Batch<WriteMessage>) => handle(batch)) as never, true);
    server.addHandler(
      'links',
      ((batch: Batch<LinkMessage>) => Promise.resolve(void this.announced.push(...batch.messages.map(({ value }) => value)))) as never,
      true,
    );
    server.addHandler(
      'snapshots',
      ((batch: Batch<SnapshotRequest>) =>
        Promise.resolve(
          void this.requests.push(...batch.messages.map(({ value }) => value).filter(({ kind }) => kind === 'request')),
        )) as never,
      true,
    );
    await new Promise<void>((resolve, reject) => server.listen((error) => (error ? reject(error as Error) : resolve())));
    this.gateway = server;
  }
}
