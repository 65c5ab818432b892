import 'reflect-metadata';
import { Controller, Get, Injectable, Module, type DynamicModule, type OnModuleInit, UseGuards } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { SnapshotProgress, Topics } from '@concord/contracts';
import {
  KafkaBatchServer,
  KafkaConnection,
  MessagingModule,
  Publisher,
  TopicAdmin,
  sharedTopicPlans,
  type Batch,
} from '@concord/messaging';
import { ConsumedOffsets, PersistenceModule, UnitOfWork } from '@concord/persistence';
import { eventually, useStack } from '@concord/testing';
import { AdminGuard, Metrics, ServiceConfig, readConfig, startService, type RunningService } from '../src';

class CreateSeen1763900000001 {
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('CREATE TABLE seen (run uuid PRIMARY KEY)');
  }
  async down(): Promise<void> {}
}

@Controller()
class ProgressHandler {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @EventPattern('snapshots')
  async handle(@Payload() batch: Batch<SnapshotProgress>): Promise<void> {
    await this.unitOfWork.run(batch, async (tx) => {
      await tx.query('INSERT INTO seen SELECT unnest($1::uuid[])', [batch.messages.map(({ value }) => value.run)]);
    });
  }
}

@UseGuards(AdminGuard)
@Controller('admin')
class AdminController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  read(): { greeting: string } {
    this.metrics.counter('greetings_total', 'Greetings given').inc();

    return { greeting: 'hello' };
  }
}

@Injectable()
class Boot implements OnModuleInit {
  constructor(
    private readonly admin: TopicAdmin,
    private readonly topics: Topics,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.admin.ensure(sharedTopicPlans(this.topics));
  }
}

@Module({})
class SampleModule {
  static for(config: ServiceConfig): DynamicModule {
    return {
      module: SampleModule,
      imports: [
        MessagingModule.forRoot({
          brokers: config.kafkaBrokers,
          clientId: 'sample',
          prefix: config.topicPrefix,
          source: '/concord/sample',
        }),
        PersistenceModule.forRoot({ url: config.postgresUrl, schema: 'sample', migrations: [CreateSeen1763900000001] }),
      ],
      controllers: [ProgressHandler, AdminController],
      providers: [Boot],
    };
  }
}

describe('a service', () => {
  // Before useStack: hooks run in this order, and the database goes with the stack.
  afterAll(() => service?.stop());
  const stack = useStack();
  let service: RunningService;

  const start = (env: Record<string, string> = {}): Promise<RunningService> => {
    const config = readConfig(ServiceConfig, {
      CONCORD_KAFKA_BROKERS: stack.brokers.join(','),
      CONCORD_POSTGRES_URL: stack.postgresUrl,
      CONCORD_TOPIC_PREFIX: stack.topicPrefix,
      CONCORD_LOG_LEVEL: process.env['CONCORD_SPEC_LOG'] ?? 'silent',
      ...env,
    });

    return startService({
      name: 'sample',
      module: SampleModule.for(config),
      config,
      port: 0,
      server: (app) =>
        new KafkaBatchServer({
          kafka: app.get(KafkaConnection),
          consumer: `${stack.topicPrefix}sample`,
          positions: app.get(ConsumedOffsets),
          routes: [{ pattern: 'snapshots', topics: () => [app.get(Topics).snapshots], message: SnapshotProgress }],
        }),
    });
  };
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${service.url}${path}`, { headers });

  beforeAll(async () => {
    service = await start();
  }, 30_000);

  it('is live at once, and ready when Kafka, PostgreSQL and its partitions are there', async () => {
    expect((await get('/health/live')).status).toBe(200);
    await eventually(async () => (await get('/health/ready')).status === 200);
    expect(await (await get('/health/ready')).json()).toEqual({ ready: true, checks: { kafka: 'ok', postgres: 'ok', partitions: 'ok' } });
  });

  it('stores the effect of a batch and its position together (I7)', async () => {
    const topic = service.app.get(Topics).snapshots;
    const run = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
    const progress: SnapshotProgress = {
      kind: 'progress',
      run,
      area: 'sample',
      system: 'finance',
      table: 'ProjectsV2',
      status: 'read',
      rowsRead: 1,
      at: '2026-01-01T00:00:00Z',
    };
    await service.app.get(Publisher).publish([{ topic, key: run, value: progress, type: 'concord.snapshot-progress.v1' }]);

    await eventually(
      async () => (await service.app.get(ConsumedOffsets).read(`${stack.topicPrefix}sample`, [{ topic, partition: 0 }]))[0] === 1n,
    );
    expect(await (await get('/metrics')).text()).toMatch(/concord_messages_handled_total\{handler="snapshots",topic="[^"]+"\} 1/);
  });

  it('describes its admin API, and lets this machine in while no token is set', async () => {
    expect(await (await get('/admin')).json()).toEqual({ greeting: 'hello' });
    const openApi = (await (await get('/api-json')).json()) as { paths: object };
    expect(Object.keys(openApi.paths)).toEqual(expect.arrayContaining(['/admin', '/health/ready']));
  });

  it('asks for the token once one is set', async () => {
    const token = 'a token of more than sixteen characters';
    const guarded = await start({ CONCORD_ADMIN_TOKEN: token });
    try {
      const status = async (headers: Record<string, string>): Promise<number> => (await fetch(`${guarded.url}/admin`, { headers })).status;
      expect(await status({})).toBe(401);
      expect(await status({ authorization: `Bearer ${token}` })).toBe(200);
    } finally {
      await guarded.stop();
    }
  });

  it('stops within two seconds', async () => {
    const another = await start();
    await eventually(() => another.server?.isReady);
    const begun = Date.now();
    await another.stop();
    expect(Date.now() - begun).toBeLessThan(2_000);
  });
});
