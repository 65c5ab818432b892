import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { KafkaBatchServer, KafkaConnection, PassThroughRpcFilter } from '@concord/messaging';
import { Database } from '@concord/persistence';
import { Logger } from 'nestjs-pino';
import { describeApi } from './admin/describe-api';
import type { ServiceConfig } from './configuration/service-config';
import { HealthChecks } from './health/health-checks';
import { consumerMetrics } from './metrics/consumer-metrics';
import { Metrics } from './metrics/metrics';
import { ServiceModule } from './service.module';

export interface ServiceOptions {
  /** e.g. `setup-sync` */
  readonly name: string;
  /** The service's own module: imports MessagingModule and PersistenceModule, ensures its topics in onModuleInit. */
  readonly module: Type | DynamicModule;
  readonly config: ServiceConfig;
  readonly port: number;
  /** Makes the consumer, out of what the module provides; absent: the service consumes nothing. */
  readonly server?: (app: INestApplication) => KafkaBatchServer;
}

export interface RunningService {
  readonly app: NestFastifyApplication;
  readonly server: KafkaBatchServer | undefined;
  /** e.g. `http://127.0.0.1:4111` */
  readonly url: string;
  /** What SIGTERM does: no new batch, those at work end, connections close. */
  stop(): Promise<void>;
}

/** Starts a service: HTTP first, so that its health can be asked while it waits for the rest, then its consumer. */
export const startService = async ({ name, module, config, port, server: makeServer }: ServiceOptions): Promise<RunningService> => {
  const app = await NestFactory.create<NestFastifyApplication>(
    ServiceModule.around(name, config, module),
    // Keep-alive connections would hold up a stop until their time-out.
    new FastifyAdapter({ forceCloseConnections: true }),
    { bufferLogs: true, abortOnError: false },
  );
  try {
    app.useLogger(app.get(Logger));
    app.enableShutdownHooks();
    const server = makeServer?.(app);
    if (server) connect(app, server);
    checkHealth(app, server);
    describeApi(app, name);
    await app.listen(port, config.host);
    await app.startAllMicroservices();

    return { app, server, url: await app.getUrl(), stop: () => app.close() };
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
};

const connect = (app: NestFastifyApplication, server: KafkaBatchServer): void => {
  server.nameHandlers(app);
  server.observe(consumerMetrics(app.get(Metrics)));
  app.connectMicroservice({ strategy: server }).useGlobalFilters(new PassThroughRpcFilter());
};

const checkHealth = (app: NestFastifyApplication, server: KafkaBatchServer | undefined): void => {
  const checks = app.get(HealthChecks);
  const kafka = optional(app, KafkaConnection);
  const database = optional(app, Database);
  if (kafka) checks.add({ name: 'kafka', check: () => kafka.ping() });
  if (database) checks.add({ name: 'postgres', check: () => database.ping() });
  if (server) {
    checks.add({
      name: 'partitions',
      check: () => {
        if (!server.isReady) throw new Error('the consumer has not joined its group yet, or cannot read its positions');
      },
    });
  }
};

const optional = <T>(app: NestFastifyApplication, type: Type<T>): T | undefined => {
  try {
    return app.get(type, { strict: false });
  } catch {
    return undefined;
  }
};
