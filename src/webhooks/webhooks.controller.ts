import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '../http/api-docs';
import { Once } from '../access/once';
import { RequiresScope } from '../access/required-scope';
import { ApiProblems } from '../http/api-problems';
import { IdPipe } from '../http/id.pipe';
import { Lang } from '../http/lang.decorator';
import type { Language } from '../http/language';
import type { Page } from '../http/page';
import { Paged } from '../http/page.interceptor';
import { PageQuery } from '../http/page.query';
import { tellLocation } from '../http/public-path';
import { ResponseHead, type Head } from '../http/response-head.decorator';
import { KEPT_DAYS } from './delivery-queue';
import { CreatedWebhookDto, DeliveryDto, deliveryDto, NewWebhookBody, WebhookDto, webhookDto } from './webhook.dto';
import { WebhooksService } from './webhooks.service';

@ApiTags('webhooks')
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  @Get()
  @RequiresScope('admin')
  @ApiOperation({
    operationId: 'listWebhooks',
    summary: {
      pt: 'Os endereços que são avisados do que acontece, do mais antigo ao mais novo',
      en: 'The addresses that are told what happens, from the oldest to the newest',
    },
  })
  @ApiOkResponse({ type: [WebhookDto] })
  @ApiProblems()
  async list(): Promise<WebhookDto[]> {
    return (await this.webhooks.list()).map(webhookDto);
  }

  @Post()
  @RequiresScope('admin')
  @Once()
  @ApiOperation({
    operationId: 'createWebhook',
    summary: {
      pt: 'Cria um webhook e mostra o seu segredo, esta única vez',
      en: 'Creates a webhook and shows its secret, this once',
    },
    description: {
      pt:
        'Cada mensagem é um POST de JSON, `{"type", "timestamp", "data"}`, só com ids, assinado como em Standard Webhooks ' +
        '(`webhook-id`, `webhook-timestamp`, `webhook-signature`). Respondida de 200 a 299, está entregue; senão é enviada de ' +
        'novo por um dia, cada vez mais espaçada, com o mesmo `webhook-id`. Pode chegar mais de uma vez.',
      en:
        'Each message is a POST of JSON, `{"type", "timestamp", "data"}`, with ids alone, signed as in Standard Webhooks ' +
        '(`webhook-id`, `webhook-timestamp`, `webhook-signature`). Answered by 200 to 299 it is delivered; else it is sent again ' +
        'for a day, at growing intervals, by the same `webhook-id`. It may arrive more than once.',
    },
  })
  @ApiCreatedResponse({ type: CreatedWebhookDto })
  @ApiProblems(409)
  async create(@Body() body: NewWebhookBody): Promise<CreatedWebhookDto> {
    const webhook = await this.webhooks.create(body);
    return { ...webhookDto(webhook), segredo: webhook.secret };
  }

  @Delete(':id')
  @RequiresScope('admin')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteWebhook',
    summary: {
      pt: 'Apaga um webhook, e o que ainda lhe seria enviado',
      en: 'Deletes a webhook, and what was still to be sent to it',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiNoContentResponse({ description: { pt: 'Apagado', en: 'Deleted' } })
  @ApiProblems(404)
  remove(@Param('id', IdPipe) id: number): Promise<void> {
    return this.webhooks.remove(id);
  }

  @Post(':id/teste')
  @RequiresScope('admin')
  @Once()
  @HttpCode(202)
  @ApiOperation({
    operationId: 'sendTestMessage',
    summary: {
      pt: 'Envia a um webhook uma mensagem `webhook.teste`, pelo mesmo caminho das outras',
      en: 'Sends a webhook a message `webhook.teste`, the way all others go',
    },
    description: {
      pt: 'O que foi dela está em `GET /webhooks/{id}/entregas`.',
      en: 'What became of it is in `GET /webhooks/{id}/entregas`.',
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @ApiAcceptedResponse({ type: DeliveryDto, headers: { Location: { schema: { type: 'string' } } } })
  @ApiProblems(404)
  async test(
    @Param('id', IdPipe) id: number,
    @ResponseHead() head: Head,
    @Lang() language: Language,
  ): Promise<DeliveryDto> {
    const delivery = await this.webhooks.test(id);
    tellLocation(head, `/webhooks/${id}/entregas`);
    return deliveryDto(delivery, language);
  }

  @Get(':id/entregas')
  @RequiresScope('admin')
  @ApiOperation({
    operationId: 'listWebhookDeliveries',
    summary: {
      pt: 'O que foi enviado a um webhook e o que ainda será, do mais novo ao mais antigo, em páginas',
      en: 'What was sent to a webhook and what still will be, from the newest to the oldest, in pages',
    },
    description: {
      pt: `Cada entrega fica guardada por ${KEPT_DAYS} dias.`,
      en: `Each delivery is kept for ${KEPT_DAYS} days.`,
    },
  })
  @ApiParam({ name: 'id', type: 'integer', example: 1 })
  @Paged(DeliveryDto, { pt: 'Quantas há em todas as páginas', en: 'How many there are on all pages' })
  @ApiProblems(404)
  async deliveries(
    @Param('id', IdPipe) id: number,
    @Query() query: PageQuery,
    @Lang() language: Language,
  ): Promise<Page<DeliveryDto>> {
    const page = await this.webhooks.deliveries(id, query);
    return { ...page, items: page.items.map((delivery) => deliveryDto(delivery, language)) };
  }
}
