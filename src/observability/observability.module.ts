import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { GracefulShutdown } from '../http/graceful-shutdown';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { PrometheusMetrics } from './prometheus-metrics';
import { StoredCounts } from './stored-counts';

/** What those who run the server see of it: health, metrics, and an end that drops no request. */
@Module({})
export class ObservabilityModule {
  /** `status`: the module that gives ModelStatus and TrainingStatus. */
  static of(status: Type): DynamicModule {
    return {
      module: ObservabilityModule,
      imports: [status],
      controllers: [HealthController, MetricsController],
      providers: [GracefulShutdown, StoredCounts, PrometheusMetrics],
      exports: [GracefulShutdown, PrometheusMetrics],
    };
  }
}
