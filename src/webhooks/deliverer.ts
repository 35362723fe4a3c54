import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { say } from '../config/language';
import { SETTINGS, type Settings } from '../config/settings';
import { CLOCK, type Clock } from '../database/clock';
import { DeliveryQueue, type DueDelivery } from './delivery-queue';
import { ReceiverAddresses } from './receiver-address';
import { sendMessage } from './send-message';

/** Pause between two looks whether there is something to send, in milliseconds. */
const POLL_MS = 2_000;

/**
 * Sends what webhooks are to be told, beside the requests: to each one message after the other, so that a receiver that is slow
 * keeps nothing from the others. Every server does; which of them sends a message the queue decides.
 */
@Injectable()
export class Deliverer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Webhooks');
  private readonly addresses: ReceiverAddresses;
  private readonly stop = new AbortController();
  /** What is being sent, by webhook. */
  private readonly sending = new Map<number, Promise<void>>();
  private looking: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private isFailing = false;

  constructor(
    private readonly queue: DeliveryQueue,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(SETTINGS) settings: Settings,
  ) {
    this.addresses = new ReceiverAddresses(settings.webhookPrivate);
  }

  onApplicationBootstrap(): void {
    this.poll();
  }

  /** What is being sent is broken off, and sent again by whoever looks once it counts as dead. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    clearTimeout(this.timer);
    await this.looking;
    await Promise.all(this.sending.values());
  }

  private poll(): void {
    this.looking = this.look().then(() => {
      if (!this.isStopped()) this.timer = setTimeout(() => this.poll(), POLL_MS);
    });
  }

  private async look(): Promise<void> {
    await this.unlessItFails(async () => {
      for (const webhookId of await this.queue.due()) {
        if (this.sending.has(webhookId) || this.isStopped()) continue;
        const sending = this.unlessItFails(() => this.sendAll(webhookId));
        this.sending.set(
          webhookId,
          sending.finally(() => this.sending.delete(webhookId)),
        );
      }
    });
  }

  private async sendAll(webhookId: number): Promise<void> {
    while (!this.isStopped()) {
      const due = await this.queue.take(webhookId);
      if (!due) return;
      await this.send(due);
    }
  }

  private async send(due: DueDelivery): Promise<void> {
    const { messageId: id, type, url, secret } = due;
    const answer = await sendMessage(
      { url, secret, id, body: bodyOf(due) },
      this.addresses,
      this.now(),
      this.stop.signal,
    );
    if ('failure' in answer && this.isStopped()) return;
    if ((await this.queue.note(due, answer)) !== 'falhou') return;
    const reason = 'status' in answer ? answer.status : answer.failure;
    // Not where it was to go: an address may hold a secret.
    this.logger.error(
      say(
        `A mensagem ${id} (${type}) não chegou ao webhook ${due.webhookId} em ${due.attempt} tentativas, e se desistiu dela: ${reason}`,
        `Message ${id} (${type}) did not reach webhook ${due.webhookId} in ${due.attempt} attempts, and was given up: ${reason}`,
      ),
    );
  }

  /** What fails is the database: it is looked at again soon, and said once. */
  private async unlessItFails(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing && !this.isStopped())
        this.logger.error(
          `${say('Por ora nada se envia a webhooks', 'Nothing is sent to webhooks for now')}: ${String(error)}`,
        );
      this.isFailing = true;
    }
  }

  private isStopped(): boolean {
    return this.stop.signal.aborted;
  }
}

/** Of each attempt the same, as the scheme has it. */
function bodyOf({ type, createdAt, data }: DueDelivery): string {
  return `{"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(new Date(createdAt).toISOString())},"data":${data}}`;
}
