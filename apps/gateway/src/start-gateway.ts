import { SnapshotProgress, SnapshotRequest, Topics, WriteMessage } from '@concord/contracts';
import { KafkaBatchServer, KafkaConnection } from '@concord/messaging';
import { ConsumedOffsets } from '@concord/persistence';
import { startService, type RunningService } from '@concord/service-kit';
import { Subscriptions } from './capture/subscriptions';
import type { GatewayConfig } from './config';
import { Gateway, GatewayModule } from './gateway.module';

/** Requests and progress share a topic. */
const snapshotMessage = (value: unknown): typeof SnapshotRequest | typeof SnapshotProgress =>
  (value as { kind?: unknown } | null)?.kind === 'progress' ? SnapshotProgress : SnapshotRequest;

/** Starts a gateway as configured; several on one database and one Kafka share the work. */
export const startGateway = async (config: GatewayConfig): Promise<RunningService> => {
  const service = await startService({
    name: 'gateway',
    module: GatewayModule.with(config),
    config,
    port: config.port,
    server: (app) => {
      const subscriptions = app.get(Subscriptions);
      const topics = app.get(Topics);
      return new KafkaBatchServer({
        kafka: app.get(KafkaConnection),
        consumer: `${config.topicPrefix}gateway`,
        positions: app.get(ConsumedOffsets),
        sessionTimeoutMs: config.kafkaSessionMs,
        routes: [
          { pattern: 'writes', topics: () => subscriptions.writesTopics(), message: WriteMessage },
          { pattern: 'snapshots', topics: () => [topics.snapshots], message: snapshotMessage },
        ],
      });
    },
  });
  if (service.server) await service.app.get(Gateway).consumeWith(service.server);
  return service;
};
