import { ConsumedOffsets } from '@concord/persistence';
import { KafkaBatchServer, KafkaConnection } from '@concord/messaging';
import { startService, type RunningService } from '@concord/service-kit';
import { Area, routesOf } from '@concord/sync-engine';
import type { SetupSyncConfig } from './config';
import { contractOfChanges } from './contract-of-changes';
import { SetupSyncModule } from './setup-sync.module';

/** Starts setup-sync. Replicas share the group, and so the partitions. */
export const startSetupSync = (config: SetupSyncConfig): Promise<RunningService> =>
  startService({
    name: 'setup-sync',
    module: SetupSyncModule.with(config),
    config,
    port: config.port,
    server: (app) => {
      const area = app.get(Area, { strict: false });
      return new KafkaBatchServer({
        kafka: app.get(KafkaConnection, { strict: false }),
        consumer: `${config.topicPrefix}setup-sync`,
        routes: routesOf(area, contractOfChanges(area.topics)),
        positions: app.get(ConsumedOffsets, { strict: false }),
        sessionTimeoutMs: config.kafkaSessionMs,
      });
    },
  });
