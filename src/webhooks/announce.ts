import { randomUUID } from 'node:crypto';
import type { Dialect } from '../database/dialect';
import type { Statements } from '../database/sql-value';
import type { Message } from './message';

/**
 * Have a message delivered to every webhook that asks for its type, in the transaction of what it tells of: it is delivered
 * exactly when that has happened. Nothing is sent here.
 */
export async function announce(transaction: Statements, dialect: Dialect, { type, data }: Message): Promise<void> {
  // A webhook that is being deleted is waited for, and gets nothing.
  await transaction.query(
    `INSERT INTO entregas (webhook_id, mensagem, tipo, dados, estado, tentativas, criada_em, proxima_em)
     SELECT id, $1, $2, $3, 'na_fila', 0, ${dialect.clock}, ${dialect.clock} FROM webhooks
     WHERE tipos LIKE $4 ${dialect.inOrder('refer')}`,
    [newMessageId(), type, JSON.stringify(data), `%"${type}"%`],
  );
}

/** The id by which a receiver knows that it has been told something before. */
export function newMessageId(): string {
  return `msg_${randomUUID().replaceAll('-', '')}`;
}
