import {
  Inject,
  Injectable,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import { KafkaBatchServer, MessagingModule } from '@concord/messaging';
import { Database, PersistenceModule } from '@concord/persistence';
import { Metrics } from '@concord/service-kit';
import { TablesController } from './admin/tables.controller';
import { SettledWrites } from './apply/settled-writes';
import { WriteMarks } from './apply/write-marks';
import { Writers } from './apply/writers';
import { WritesHandler } from './apply/writes.handler';
import { CaptureFactory } from './capture/capture-factory';
import { CaptureStore } from './capture/capture-store';
import { CaptureService } from './capture/capture.service';
import { DirtyRecords } from './capture/dirty-records';
import { Leases } from './capture/leases';
import { Publishing } from './capture/publishing';
import { SnapshotRunner } from './capture/snapshot-runner';
import { SnapshotsHandler } from './capture/snapshots.handler';
import { Subscriptions } from './capture/subscriptions';
import { GatewayConfig, normalisedUrl } from './config';
import { DataverseClient } from './dataverse/dataverse-client';
import { DataverseMetadata } from './dataverse/dataverse-metadata';
import { DataverseWriter } from './dataverse/dataverse-writer';
import { EnvironmentIdentity } from './environment/environment-identity';
import { Environments } from './environment/environments';
import { Pauses } from './environment/pauses';
import { FinanceClient } from './finance/finance-client';
import { FinanceMetadata } from './finance/finance-metadata';
import { FinanceWriter } from './finance/finance-writer';
import { RoomForAnswers1764080000000 } from './migrations/room-for-answers.migration';
import { EnvironmentPauses1764040000000 } from './migrations/environment-pauses.migration';
import { SnapshotRunTables1764041000000 } from './migrations/snapshot-run-tables.migration';
import { GatewayTables1764000000000 } from './migrations/gateway-tables.migration';
import { WritesByLinkFirst1764110000000 } from './migrations/writes-by-link-first.migration';
import { WritesInOneRow1764060000000 } from './migrations/writes-in-one-row.migration';
import { DataverseHints } from './webhooks/dataverse-hints';
import { FinanceHints } from './webhooks/finance-hints';
import { WebhookRegistration } from './webhooks/webhook-registration';
import { WebhookGuard } from './webhooks/webhook.guard';
import { WebhooksController } from './webhooks/webhooks.controller';

const bootRetryMs = 1_000;

/** Starts what runs by itself, in the order it needs: subscriptions before the consumer asks for its topics, capture last. */
@Injectable()
export class Gateway implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Gateway');
  private server: KafkaBatchServer | undefined;
  private stopping = false;

  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(CaptureService) private readonly capture: CaptureService,
    @Inject(Environments) private readonly environments: Environments,
  ) {}

  /**
   * The consumer of writes takes up the topics of new tables from now on. Not before it runs: refreshed within its own start it would start
   * twice.
   */
  async consumeWith(server: KafkaBatchServer): Promise<void> {
    this.server = server;
    await server.refreshTopics();
  }

  async onModuleInit(): Promise<void> {
    // Kafka may be restarting at this very moment; a gateway that gives up then must be started again by somebody.
    for (let started = false; !started && !this.stopping;) {
      try {
        await this.subscriptions.start();
        started = true;
      } catch (error) {
        this.logger.warn(`Subscriptions cannot be read yet, trying again: ${String(error)}`);
        await this.subscriptions.close();
        await new Promise((resolve) => setTimeout(resolve, bootRetryMs));
      }
    }
    this.subscriptions.onChange(async () => {
      await this.server?.refreshTopics();
    });
    await this.capture.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.capture.stop();
    await this.subscriptions.close();
    await this.environments.close();
  }
}

const providersFor = (config: GatewayConfig): Provider[] => {
  const dataverseUrl = normalisedUrl(config.dataverseUrl);
  const financeUrl = normalisedUrl(config.financeUrl);
  return [
    { provide: GatewayConfig, useValue: config },
    {
      provide: Pauses,
      useFactory: (database: Database) => new Pauses(database),
      inject: [Database],
    },
    {
      // Whoever sends requests waits for this: nobody sends before what another process, also one that was killed, was told to wait is over.
      provide: Environments,
      useFactory: (metrics: Metrics, pauses: Pauses) => Environments.recalling(config, metrics, pauses),
      inject: [Metrics, Pauses],
    },
    { provide: DataverseClient, useFactory: (of: Environments) => new DataverseClient(of.dataverse), inject: [Environments] },
    { provide: FinanceClient, useFactory: (of: Environments) => new FinanceClient(of.finance), inject: [Environments] },
    { provide: DataverseMetadata, useFactory: (client: DataverseClient) => new DataverseMetadata(client), inject: [DataverseClient] },
    { provide: FinanceMetadata, useFactory: (client: FinanceClient) => new FinanceMetadata(client), inject: [FinanceClient] },
    {
      provide: EnvironmentIdentity,
      useFactory: (database: Database, client: DataverseClient) => new EnvironmentIdentity(database, client, dataverseUrl, financeUrl),
      inject: [Database, DataverseClient],
    },
    { provide: Leases, useFactory: (database: Database) => new Leases(database), inject: [Database] },
    { provide: CaptureStore, useFactory: (database: Database) => new CaptureStore(database), inject: [Database] },
    { provide: DirtyRecords, useFactory: (database: Database) => new DirtyRecords(database), inject: [Database] },
    { provide: WriteMarks, useFactory: (database: Database) => new WriteMarks(database), inject: [Database] },
    { provide: SettledWrites, useFactory: (database: Database) => new SettledWrites(database), inject: [Database] },
    Publishing,
    SnapshotRunner,
    Subscriptions,
    CaptureService,
    DataverseHintsProvider,
    FinanceHintsProvider,
    WebhookGuard,
    {
      provide: WebhookRegistration,
      useFactory: (client: DataverseClient, metadata: DataverseMetadata) =>
        new WebhookRegistration(client, metadata, config.publicUrl, config.webhookSecret),
      inject: [DataverseClient, DataverseMetadata],
    },
    {
      provide: Writers,
      useFactory: (dataverse: DataverseClient, ofDataverse: DataverseMetadata, finance: FinanceClient, ofFinance: FinanceMetadata) =>
        new Writers(
          new DataverseWriter(dataverse, ofDataverse, config.applyRetryMs),
          new FinanceWriter(finance, ofFinance, config.applyRetryMs),
        ),
      inject: [DataverseClient, DataverseMetadata, FinanceClient, FinanceMetadata],
    },
    {
      provide: CaptureFactory,
      useFactory: (
        dataverse: DataverseClient,
        ofDataverse: DataverseMetadata,
        finance: FinanceClient,
        ofFinance: FinanceMetadata,
        store: CaptureStore,
        publishing: Publishing,
        marks: WriteMarks,
        dirty: DirtyRecords,
      ) =>
        new CaptureFactory({
          dataverse: { client: dataverse, metadata: ofDataverse },
          finance: { client: finance, metadata: ofFinance },
          store,
          publishing,
          marks,
          dirty,
          pageSize: config.pageSize,
          pollMs: config.dataversePollMs,
          sweeps: { smallMs: config.sweepSmallMs, mediumMs: config.sweepMediumMs, largeMs: config.sweepLargeMs },
        }),
      inject: [DataverseClient, DataverseMetadata, FinanceClient, FinanceMetadata, CaptureStore, Publishing, WriteMarks, DirtyRecords],
    },
    Gateway,
  ];
};

const DataverseHintsProvider: Provider = {
  provide: DataverseHints,
  useFactory: (subscriptions: Subscriptions, capture: CaptureService, metadata: DataverseMetadata) =>
    new DataverseHints(subscriptions, capture, metadata),
  inject: [Subscriptions, CaptureService, DataverseMetadata],
};

const FinanceHintsProvider: Provider = {
  provide: FinanceHints,
  useFactory: (subscriptions: Subscriptions, capture: CaptureService, dirty: DirtyRecords, metadata: FinanceMetadata) =>
    new FinanceHints(subscriptions, capture, dirty, metadata),
  inject: [Subscriptions, CaptureService, DirtyRecords, FinanceMetadata],
};

@Module({})
export class GatewayModule {
  static with(config: GatewayConfig): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        PersistenceModule.forRoot({
          url: config.postgresUrl,
          schema: config.schema,
          migrations: [
            GatewayTables1764000000000,
            EnvironmentPauses1764040000000,
            SnapshotRunTables1764041000000,
            WritesInOneRow1764060000000,
            RoomForAnswers1764080000000,
            WritesByLinkFirst1764110000000,
          ],
          poolSize: 20,
        }),
        MessagingModule.forRoot({
          brokers: config.kafkaBrokers,
          clientId: 'gateway',
          prefix: config.topicPrefix,
          partitions: config.topicPartitions,
          source: '/concord/gateway',
        }),
      ],
      controllers: [WritesHandler, SnapshotsHandler, WebhooksController, TablesController],
      providers: providersFor(config),
    };
  }
}
