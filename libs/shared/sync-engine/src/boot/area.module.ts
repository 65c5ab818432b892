import { type DynamicModule, Module } from '@nestjs/common';
import { MessagingModule } from '@concord/messaging';
import { PersistenceModule } from '@concord/persistence';
import type { ServiceConfig } from '@concord/service-kit';
import { flowMigrations } from '../flows/migrations/flow-tables.migration';
import { FlowsModule } from '../flows/flows.module';
import type { Flow } from '../flows/language/flow';
import { syncEngineMigrations } from '../migrations/migrations';
import { SyncEngineModule, type AreaOptions } from '../sync-engine.module';

/** What an area is told by its environment, whatever else it reads. */
export interface AreaConfig extends ServiceConfig {
  readonly port: number;
  /** Schema in PostgreSQL; the area's alone. */
  readonly schema: string;
}

export interface AreaServiceOptions extends AreaOptions {
  /** Documents that the area follows. */
  readonly flows?: readonly Flow[];
  /** Milliseconds between two looks for what no message tells of documents; default 2,000. */
  readonly flowLookMs?: number;
}

/** The root module of an area's service: database, Kafka, the engine with the area's maps, and what follows its documents. */
@Module({})
export class AreaModule {
  static of(config: AreaConfig, { flows = [], flowLookMs, ...options }: AreaServiceOptions): DynamicModule {
    return {
      module: AreaModule,
      imports: [
        PersistenceModule.forRoot({
          url: config.postgresUrl,
          schema: config.schema,
          migrations: [...syncEngineMigrations, ...(flows.length > 0 ? flowMigrations : [])],
        }),
        MessagingModule.forRoot({
          brokers: config.kafkaBrokers,
          clientId: options.area,
          prefix: config.topicPrefix,
          partitions: config.topicPartitions,
          source: `/concord/${options.area}`,
        }),
        SyncEngineModule.forArea(options),
        ...(flows.length > 0
          ? [
              FlowsModule.forArea({
                area: options.area,
                flows,
                maps: options.maps.map(({ id }) => id),
                foreignMaps: (options.foreign ?? []).map(({ id }) => id),
                kafkaSessionMs: config.kafkaSessionMs,
                ...(flowLookMs === undefined ? {} : { lookEveryMs: flowLookMs }),
              }),
            ]
          : []),
      ],
    };
  }
}
