import type { Statements } from '../database/sql-value';

/*
 * What becomes of kept answers when the people go whom they tell of. That the requests were carried out stays known, and nothing
 * else: sent again, none brings anybody back.
 */

const EMPTY = 'UPDATE respostas_guardadas SET resumo = NULL, resposta = NULL, usuario_id = NULL';

/** In the transaction that erases a person, after it. */
export async function forgetAnswersOf(transaction: Statements, userId: number): Promise<void> {
  await transaction.query(`${EMPTY} WHERE usuario_id = $1`, [userId]);
}

/** In the transaction that puts other people in the place of all. */
export async function forgetAnswersOfAll(transaction: Statements): Promise<void> {
  await transaction.query(`${EMPTY} WHERE usuario_id IS NOT NULL`);
}

/** In the transaction that makes two people one: what is kept of the second is of the first from now on. */
export async function passAnswersOn(transaction: Statements, first: number, second: number): Promise<void> {
  await transaction.query('UPDATE respostas_guardadas SET usuario_id = $1 WHERE usuario_id = $2', [first, second]);
}
