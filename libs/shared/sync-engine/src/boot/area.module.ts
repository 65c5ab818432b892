import { type DynamicModule, Module } from '@nestjs/common';
import { MessagingModule } from '@concord/messaging';
import { PersistenceModule } from '@concord/persistence';
import type { ServiceConfig } from '@concord/service-kit';
import { syncEngineMigrations } from '../migrations/migrations';
import { SyncEngineModule, type AreaOptions } from '../sync-engine.module';

/** What an area is told by its environment, whatever else it reads. */
export interface AreaConfig extends ServiceConfig {
  readonly port: number;
  /** Schema in PostgreSQL; the area's alone. */
  readonly schema: string;
}

/** The root module of an area's service: database, Kafka, and the engine with the area's maps. */
@Module({})
export class AreaModule {
  static of(config: AreaConfig, options: AreaOptions): DynamicModule {
    return {
      module: AreaModule,
      imports: [
        PersistenceModule.forRoot({ url: config.postgresUrl, schema: config.schema, migrations: syncEngineMigrations }),
        MessagingModule.forRoot({
          brokers: config.kafkaBrokers,
          clientId: options.area,
          prefix: config.topicPrefix,
          partitions: config.topicPartitions,
          source: `/concord/${options.area}`,
        }),
        SyncEngineModule.forArea(options),
      ],
    };
  }
}
