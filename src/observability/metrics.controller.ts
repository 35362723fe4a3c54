import { Controller, Get, Header } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/api-docs';
import { AlwaysOpen } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { ResponseHead, type Head } from '../http/response-head.decorator';
import { PrometheusMetrics } from './prometheus-metrics';

/** For Prometheus. Nothing in it is personal; who should not see it is kept away by the proxy in front. */
@ApiTags('health')
@AlwaysOpen()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: PrometheusMetrics) {}

  @Get()
  @ApiOperation({
    operationId: 'getMetrics',
    summary: { pt: 'Métricas, no formato do Prometheus', en: 'Metrics, in the format of Prometheus' },
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({
    content: { 'text/plain': { schema: { type: 'string' }, example: 'centroide_model_version 1\n' } },
  })
  @ApiProblems()
  // Prometheus is near: compressing would cost more than sending.
  @Header('Cache-Control', 'no-store, no-transform')
  async scrape(@ResponseHead() head: Head): Promise<string> {
    head.set('Content-Type', this.metrics.contentType);
    return this.metrics.text();
  }
}
