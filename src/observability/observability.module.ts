import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { Settings } from '../config/settings';
import { GracefulShutdown } from '../http/graceful-shutdown';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { MetricsServer } from './metrics-server';
import { PrometheusMetrics } from './prometheus-metrics';
import { StoredCounts } from './stored-counts';

/** What those who run the server see of it: health, metrics, and an end that drops no request. */
@Module({})
export class ObservabilityModule {
  /** `status`: the module that gives ModelStatus and TrainingStatus. */
  static of(status: Type, { metricsPort }: Settings): DynamicModule {
    const alone = metricsPort !== null;
    return {
      module: ObservabilityModule,
      imports: [status],
      controllers: alone ? [HealthController] : [HealthController, MetricsController],
      providers: [GracefulShutdown, StoredCounts, PrometheusMetrics, ...(alone ? [MetricsServer] : [])],
      exports: [GracefulShutdown, PrometheusMetrics],
    };
  }
}
