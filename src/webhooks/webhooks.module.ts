import { Module } from '@nestjs/common';
import { Deliverer } from './deliverer';
import { DeliveryQueue } from './delivery-queue';
import { WebhooksController } from './webhooks.controller';
import { WebhooksService } from './webhooks.service';

/** Tells other programs what happens here. What happens writes itself down where it does: see `announce`. */
@Module({ controllers: [WebhooksController], providers: [WebhooksService, DeliveryQueue, Deliverer] })
export class WebhooksModule {}
