import { type DynamicModule, Module } from '@nestjs/common';
import { MessagingModule } from '@concord/messaging';
import { PersistenceModule } from '@concord/persistence';
import { SyncEngineModule, syncEngineMigrations } from '@concord/sync-engine';
import type { SetupSyncConfig } from './config';
import { setupMapsIn } from './maps/setup-maps';

/** Composition root: the engine, and every map of this area. */
@Module({})
export class SetupSyncModule {
  static with(config: SetupSyncConfig): DynamicModule {
    return {
      module: SetupSyncModule,
      imports: [
        PersistenceModule.forRoot({ url: config.postgresUrl, schema: config.schema, migrations: syncEngineMigrations }),
        MessagingModule.forRoot({
          brokers: config.kafkaBrokers,
          clientId: 'setup-sync',
          prefix: config.topicPrefix,
          partitions: config.topicPartitions,
          source: '/concord/setup-sync',
        }),
        SyncEngineModule.forArea({ area: 'setup-sync', maps: setupMapsIn(config.timeZone) }),
      ],
    };
  }
}
