import type { Dialect } from '../database/dialect';
import type { Statements } from '../database/sql-value';
import { announce } from '../webhooks/announce';

/**
 * How long it is known that a user was erased, in days. Exports and files of before may bring them back until they are
 * thrown away: these are commonly kept for a year, and some are found a month late.
 */
export const ERASURES_KEPT = 400;

const DAY = 86_400_000;

/**
 * Note in the transaction that deletes a user that they are not to be made again, and tell webhooks. `mergedInto`: who has
 * what was theirs; null when that is gone.
 */
export async function noteErasure(
  transaction: Statements,
  dialect: Dialect,
  userId: number,
  mergedInto: number | null,
): Promise<void> {
  await transaction.query(
    `INSERT INTO usuarios_apagados (id, apagado_em) VALUES ($1, ${dialect.clock})
     ON CONFLICT (id) DO UPDATE SET apagado_em = excluded.apagado_em`,
    [userId],
  );
  const data = { usuario_id: userId, unido_a: mergedInto };
  await announce(transaction, dialect, { type: 'usuario.apagado', data });
}

/** Forget the erasures of long ago. */
export async function forgetErasures(transaction: Statements, dialect: Dialect): Promise<void> {
  for (const table of ['usuarios_apagados', 'identificadores_apagados'])
    await transaction.query(`DELETE FROM ${table} WHERE apagado_em < ${dialect.clock} - ${ERASURES_KEPT * DAY}`);
}

/** When users were erased, in milliseconds since 1970, of those of the ids whose user was. */
export async function erasedUsers(
  statements: Statements,
  dialect: Dialect,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = (await statements.query(
    `SELECT id, apagado_em FROM usuarios_apagados WHERE id IN (SELECT value FROM ${dialect.integersIn()})`,
    [JSON.stringify(ids)],
  )) as { id: number; apagado_em: number }[];
  return new Map(rows.map(({ id, apagado_em }) => [id, apagado_em]));
}
