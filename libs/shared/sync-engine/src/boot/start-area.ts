import { KafkaBatchServer, KafkaConnection } from '@concord/messaging';
import { ConsumedOffsets } from '@concord/persistence';
import { startService, type RunningService } from '@concord/service-kit';
import { Area } from '../area/area';
import { routesOf } from '../area/routes';
import { AreaModule, type AreaConfig, type AreaServiceOptions } from './area.module';
import { contractOfChanges } from './contract-of-changes';

/** Starts an area's service. Replicas share the consumer group, and so the partitions. */
export const startArea = (config: AreaConfig, options: AreaServiceOptions): Promise<RunningService> =>
  startService({
    name: options.area,
    module: AreaModule.of(config, options),
    config,
    port: config.port,
    server: (app) => {
      const area = app.get(Area, { strict: false });
      return new KafkaBatchServer({
        kafka: app.get(KafkaConnection, { strict: false }),
        consumer: `${config.topicPrefix}${options.area}`,
        routes: routesOf(area, contractOfChanges(area.topics)),
        positions: app.get(ConsumedOffsets, { strict: false }),
        sessionTimeoutMs: config.kafkaSessionMs,
      });
    },
  });
