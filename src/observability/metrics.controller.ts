import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AlwaysOpen } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { PrometheusMetrics } from './prometheus-metrics';

/** For Prometheus. Nothing in it is personal; who should not see it is kept away by the proxy in front. */
@ApiTags('saúde')
@AlwaysOpen()
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: PrometheusMetrics) {}

  @Get()
  @ApiOperation({ summary: 'Métricas, no formato do Prometheus' })
  @ApiProduces('text/plain')
  @ApiOkResponse({
    content: { 'text/plain': { schema: { type: 'string' }, example: 'centroide_model_version 1\n' } },
  })
  @ApiProblems()
  async scrape(@Res() response: Response): Promise<void> {
    // Prometheus is near: compressing would cost more than sending.
    response
      .set('Cache-Control', 'no-store, no-transform')
      .type(this.metrics.contentType)
      .send(await this.metrics.text());
  }
}
