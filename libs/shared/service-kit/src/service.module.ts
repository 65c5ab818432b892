import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AdminGuard } from './admin/admin.guard';
import { SERVICE_CONFIG, type ServiceConfig } from './configuration/service-config';
import { HealthChecks } from './health/health-checks';
import { HealthController } from './health/health.controller';
import { pinoOptions } from './logging/pino-options';
import { Metrics } from './metrics/metrics';
import { MetricsController } from './metrics/metrics.controller';

/** What every service has, around the service's own module. Global. */
@Module({})
export class ServiceModule {
  static around(name: string, config: ServiceConfig, module: Type | DynamicModule): DynamicModule {
    return {
      module: ServiceModule,
      global: true,
      imports: [LoggerModule.forRoot(pinoOptions(name, config.logLevel)), module],
      controllers: [HealthController, MetricsController],
      providers: [{ provide: SERVICE_CONFIG, useValue: config }, HealthChecks, Metrics, AdminGuard],
      exports: [SERVICE_CONFIG, HealthChecks, Metrics, AdminGuard],
    };
  }
}
