import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { SETTINGS, type Settings } from '../config/settings';
import { CLOCK, type Clock } from '../database/clock';
import { Database } from '../database/database';
import { decodeCursor } from '../http/cursor';
import { pageOf, type Page } from '../http/page';
import type { PageQuery } from '../http/page.query';
import { newMessageId } from './announce';
import { Delivery } from './delivery.entity';
import { TEST_TYPE } from './message';
import { AddressRefused, ReceiverAddresses } from './receiver-address';
import { AddressNotOpen, MOST_WEBHOOKS, TooManyWebhooks, WebhookNotFound } from './webhook-problems';
import type { NewWebhookBody } from './webhook.dto';
import { Webhook } from './webhook.entity';

/** As the scheme takes them: 24 to 64. */
const SECRET_BYTES = 32;

/** What deliveries are listed by, as their cursors have it. */
const ORDER = 'id';

/** Keeps the addresses that are told what happens here. */
@Injectable()
export class WebhooksService {
  private readonly addresses: ReceiverAddresses;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.addresses = new ReceiverAddresses(settings.webhookPrivate);
  }

  /** All of them, the oldest first. */
  list(): Promise<Webhook[]> {
    return this.database.manager.find(Webhook, { order: { id: 'ASC' } });
  }

  /** Throws AddressNotOpen, TooManyWebhooks. */
  async create({ url, tipos }: NewWebhookBody): Promise<Webhook> {
    await this.assertOpen(url);
    const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
    const fields = { url, types: tipos, secret, createdAt: this.now() };
    return this.database.write(async (transaction) => {
      await this.database.dialect.lock(transaction, 'webhooks');
      if ((await transaction.count(Webhook)) >= MOST_WEBHOOKS) throw new TooManyWebhooks();
      const { identifiers } = await transaction.insert(Webhook, fields);
      return { ...fields, id: Number(identifiers[0].id) };
    });
  }

  /** Delete a webhook, and what it was still to be told. Throws WebhookNotFound. */
  async remove(id: number): Promise<void> {
    const { affected } = await this.database.write((transaction) => transaction.delete(Webhook, { id }));
    if (!affected) throw new WebhookNotFound(id);
  }

  /** Have a message sent that tells of nothing, the way all others go. Throws WebhookNotFound. */
  test(id: number): Promise<Delivery> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      const held = `SELECT id FROM webhooks WHERE id = $1 ${dialect.inOrder('refer')}`;
      if ((await transaction.query<unknown[]>(held, [id])).length === 0) throw new WebhookNotFound(id);
      const { identifiers } = await transaction.insert(Delivery, {
        webhookId: id,
        messageId: newMessageId(),
        type: TEST_TYPE,
        data: JSON.stringify({ webhook_id: id }),
        state: 'na_fila',
        attempts: 0,
        createdAt: () => dialect.clock,
        nextAt: () => dialect.clock,
      });
      return transaction.findOneByOrFail(Delivery, { id: Number(identifiers[0].id) });
    });
  }

  /** What a webhook was told, or is to be, the newest first. Throws WebhookNotFound, InvalidFields on a cursor that is none. */
  async deliveries(webhookId: number, { limite: limit, cursor }: PageQuery): Promise<Page<Delivery>> {
    const before = cursor === undefined ? {} : { id: LessThan(decodeCursor(cursor, ORDER, 'integer').id) };
    const { manager } = this.database;
    if (!(await manager.existsBy(Webhook, { id: webhookId }))) throw new WebhookNotFound(webhookId);
    const rows = await manager.find(Delivery, {
      where: { webhookId, ...before },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const page = pageOf(rows, limit, ({ id }) => ({ order: ORDER, value: id, id }));
    return { ...page, total: await manager.countBy(Delivery, { webhookId }) };
  }

  private async assertOpen(url: string): Promise<void> {
    if (!URL.canParse(url)) throw new AddressNotOpen(url);
    await this.addresses.assertOpen(url).catch((error: unknown) => {
      throw error instanceof AddressRefused ? new AddressNotOpen(url) : error;
    });
  }
}
