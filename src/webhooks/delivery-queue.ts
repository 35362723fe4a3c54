import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import type { Answer } from './send-message';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Pauses after attempts that failed, in milliseconds: a day in all. What fails once more after the last is given up. */
export const PAUSES: readonly number[] = [
  ...[5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE],
  ...[2 * HOUR, 6 * HOUR, 16 * HOUR],
];

/** Whoever sends a message and has not said within this what became of it counts as dead, in milliseconds: the next one sends it again. */
const LEASE_MS = 30 * SECOND;

/** How long a delivery is kept after what it tells of, once it has ended, in days. */
export const KEPT_DAYS = 30;

/** Most that are forgotten when another has ended: those that ended long ago are the first of all. */
const FORGOTTEN_AT_ONCE = 100;

/** A message that this process alone is to send now. */
export interface DueDelivery {
  readonly id: number;
  readonly webhookId: number;
  readonly messageId: string;
  readonly type: string;
  /** JSON. */
  readonly data: string;
  /** When it happened, in milliseconds since 1970. */
  readonly createdAt: number;
  /** How many times it has been sent, this one included. */
  readonly attempt: number;
  readonly url: string;
  readonly secret: string;
}

/**
 * What webhooks are still to be told, in the database: whatever is announced stays there until it was delivered or is given
 * up. Any server may send it; a row is taken for a while by the clock of the database, so that what a server that died was about
 * to send is sent by another one, or by it once it is back.
 */
@Injectable()
export class DeliveryQueue {
  constructor(private readonly database: Database) {}

  /** The webhooks to which something is to be sent now. */
  async due(): Promise<number[]> {
    const rows = await this.database.query<{ webhook_id: number }>(
      `SELECT DISTINCT webhook_id FROM entregas WHERE ${this.isDue} ORDER BY webhook_id`,
    );
    return rows.map(({ webhook_id }) => webhook_id);
  }

  /** Take the oldest message that is to be sent to a webhook now; null when there is none. */
  take(webhookId: number): Promise<DueDelivery | null> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      // Of two who look at the same time, the second finds what the first has left.
      const due = `SELECT id FROM entregas WHERE webhook_id = $1 AND ${this.isDue} ${dialect.inOrder('change')} LIMIT 1`;
      const next = (await transaction.query<{ id: number }[]>(due, [webhookId])).at(0);
      if (!next) return null;
      await transaction.query(
        `UPDATE entregas SET tentativas = tentativas + 1, tentada_em = ${dialect.clock}, proxima_em = ${dialect.clock} + ${LEASE_MS}
         WHERE id = $1`,
        [next.id],
      );
      const taken = await transaction.query<DueDelivery[]>(
        `SELECT entregas.id AS "id", webhook_id AS "webhookId", mensagem AS "messageId", tipo AS "type", dados AS "data",
           criada_em AS "createdAt", tentativas AS "attempt", url AS "url", segredo AS "secret"
         FROM entregas JOIN webhooks ON webhooks.id = webhook_id WHERE entregas.id = $1`,
        [next.id],
      );
      return taken.at(0) ?? null;
    });
  }

  /** Note what became of an attempt. Resolves to the state that the delivery is left in. */
  note({ id, attempt }: DueDelivery, answer: Answer): Promise<'entregue' | 'na_fila' | 'falhou'> {
    const { clock } = this.database.dialect;
    const status = 'status' in answer ? answer.status : null;
    const isDelivered = status !== null && status >= 200 && status < 300;
    const pause = isDelivered ? undefined : PAUSES.at(attempt - 1);
    const state = isDelivered ? 'entregue' : pause === undefined ? 'falhou' : 'na_fila';
    const next = pause === undefined ? 'NULL' : `${clock} + ${pause}`;
    // Another server may have taken it meanwhile, for this one was slow: then it counts that it has arrived, and nothing else.
    const ours = isDelivered ? '' : `AND tentativas = ${attempt}`;
    return this.database.write(async (transaction) => {
      await transaction.query(
        `UPDATE entregas SET estado = $1, resposta = $2, falha = $3, proxima_em = ${next}
         WHERE id = $4 AND estado = 'na_fila' ${ours}`,
        [state, status, 'failure' in answer ? answer.failure : null, id],
      );
      if (state !== 'na_fila') await this.forget(transaction);
      return state;
    });
  }

  private async forget(transaction: EntityManager): Promise<void> {
    await transaction.query(
      `DELETE FROM entregas WHERE estado <> 'na_fila' AND criada_em < ${this.database.dialect.clock} - ${KEPT_DAYS * DAY}
       AND id IN (SELECT id FROM entregas ORDER BY id LIMIT ${FORGOTTEN_AT_ONCE})`,
    );
  }

  private get isDue(): string {
    return `estado = 'na_fila' AND proxima_em <= ${this.database.dialect.clock}`;
  }
}
