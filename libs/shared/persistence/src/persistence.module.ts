import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ConsumedOffset1763900000000 } from './migrations/consumed-offset.migration';
import { migrate } from './migrations/migrate';
import { ConsumedOffsets } from './offsets/consumed-offsets';
import { UnitOfWork } from './offsets/unit-of-work';
import { Database } from './transactions/database';

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- what TypeORM calls a migration class
type MigrationClass = Function;

export interface PersistenceOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** The service's own schema; made when missing, and first in the search path, so that SQL needs no prefix. */
  readonly schema: string;
  readonly migrations: readonly MigrationClass[];
  /** TypeORM entities, for what reads by repository. */
  readonly entities?: readonly MigrationClass[];
  /** Most connections at a time; default 10. */
  readonly poolSize?: number;
}

@Module({})
export class PersistenceModule {
  /** Global. At boot: schema, then migrations under an advisory lock. Provides Database, UnitOfWork, ConsumedOffsets and TypeORM's DataSource. */
  static forRoot(options: PersistenceOptions): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ ...dataSourceOptions(options), retryAttempts: 0, manualInitialization: true }),
          dataSourceFactory: async () => {
            const dataSource = new DataSource(dataSourceOptions(options));
            await migrate(dataSource, options);

            return dataSource;
          },
        }),
      ],
      providers: [Database, ConsumedOffsets, UnitOfWork],
      exports: [Database, ConsumedOffsets, UnitOfWork, TypeOrmModule],
    };
  }
}

/**
 * A frozen process that holds a transaction open would keep its successor waiting at the same rows; PostgreSQL ends such a transaction
 * after ten seconds, well within the consumer's session time-out of thirty.
 */
const IDLE_IN_TRANSACTION_MS = 10_000;

const dataSourceOptions = ({ url, schema, migrations, entities = [], poolSize = 10 }: PersistenceOptions): DataSourceOptions => ({
  type: 'postgres',
  url,
  schema,
  applicationName: `concord ${schema}`,
  poolSize,
  connectTimeoutMS: 5_000,
  migrations: [ConsumedOffset1763900000000, ...migrations],
  migrationsTableName: 'migration',
  entities: [...entities],
  extra: {
    // A plan is made for each execution: one that was kept from when a table was small would read all of it for every batch, until PostgreSQL looks again.
    options: `-c search_path=${schema},public -c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS} -c plan_cache_mode=force_custom_plan`,
    keepAlive: true,
    // Ten seconds, pg's own, are less than the time between two looks at a quiet system: each look would connect anew.
    idleTimeoutMillis: 60_000,
    // One that only listens says nothing for hours; what stands between forgets silent connections after minutes.
    keepAliveInitialDelayMillis: 30_000,
  },
});
