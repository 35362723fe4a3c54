import type { NumberedTable } from '../database/dialect';
import type { Statements } from '../database/sql-value';
import type { Moved } from './merged';

/** The columns in which ratings and events name what is merged, and the other half of what they are about. */
export const columns = {
  filmes: { own: 'filme_id', other: 'usuario_id' },
  usuarios: { own: 'usuario_id', other: 'filme_id' },
} as const satisfies Record<NumberedTable, object>;

/** Give the ratings of the second to the first, in a transaction that holds both. What stays is deleted with the second. */
export async function moveRatings(
  transaction: Statements,
  of: NumberedTable,
  first: number,
  second: number,
): Promise<Moved> {
  const { own, other } = columns[of];
  const [{ todas, repetidas }] = (await transaction.query(
    `SELECT COUNT(*) AS todas, COUNT(primeira.${own}) AS repetidas FROM avaliacoes AS segunda
     LEFT JOIN avaliacoes AS primeira ON primeira.${own} = $1 AND primeira.${other} = segunda.${other}
     WHERE segunda.${own} = $2`,
    [first, second],
  )) as { todas: number; repetidas: number }[];
  await transaction.query(
    `INSERT INTO avaliacoes (${own}, ${other}, avaliacao, avaliado_em, recomendacao_id)
     SELECT CAST($1 AS BIGINT), ${other}, avaliacao, avaliado_em, recomendacao_id FROM avaliacoes WHERE ${own} = $2
     ON CONFLICT (usuario_id, filme_id) DO UPDATE
     SET avaliacao = excluded.avaliacao, avaliado_em = excluded.avaliado_em, recomendacao_id = excluded.recomendacao_id
     WHERE excluded.avaliado_em IS NOT NULL
       AND (avaliacoes.avaliado_em IS NULL OR excluded.avaliado_em > avaliacoes.avaliado_em)`,
    [first, second],
  );
  return { movidas: todas - repetidas, repetidas };
}

/**
 * The same of events. The usual id of an event has the number of its film (see usualEventId): it becomes that of the first,
 * so that the same event, sent again, is known. Of one person, an id that both have is of one event, or else the second's
 * gets another.
 */
export async function moveEvents(
  transaction: Statements,
  of: NumberedTable,
  first: number,
  second: number,
): Promise<Moved> {
  const { own } = columns[of];
  const [{ todas }] = (await transaction.query(`SELECT COUNT(*) AS todas FROM eventos WHERE ${own} = $1`, [
    second,
  ])) as { todas: number }[];
  if (of === 'filmes') {
    // Not every id that begins with the number: whoever sends events may have given one like it.
    const usual = (place: string): string =>
      `substr(id, 1, length(tipo) + ${String(second).length + 2}) = ${place} || '-' || tipo || '-'`;
    const renamed = (place: string): string => `${place} || substr(eventos.id, ${String(second).length + 1})`;
    await transaction.query(
      `UPDATE eventos SET id = ${renamed('$1')} WHERE filme_id = $2 AND ${usual('$3')} AND NOT EXISTS (
         SELECT 1 FROM eventos AS outro WHERE outro.usuario_id = eventos.usuario_id AND outro.id = ${renamed('$4')})`,
      [String(first), second, String(second), String(first)],
    );
    // What still has its usual id is there by that of the first.
    await transaction.query(`DELETE FROM eventos WHERE filme_id = $1 AND ${usual('$2')}`, [second, String(second)]);
  } else {
    const alike = `outro.usuario_id = $1 AND outro.id = eventos.id`;
    await transaction.query(
      `DELETE FROM eventos WHERE EXISTS (SELECT 1 FROM eventos AS outro WHERE ${alike}
         AND outro.filme_id = eventos.filme_id AND outro.tipo = eventos.tipo) AND usuario_id = $2`,
      [first, second],
    );
    await transaction.query(
      `UPDATE eventos SET id = 'unido-' || CAST(numero AS TEXT)
       WHERE EXISTS (SELECT 1 FROM eventos AS outro WHERE ${alike}) AND usuario_id = $2`,
      [first, second],
    );
  }
  const [{ movidas }] = (await transaction.query(`SELECT COUNT(*) AS movidas FROM eventos WHERE ${own} = $1`, [
    second,
  ])) as { movidas: number }[];
  await transaction.query(`UPDATE eventos SET ${own} = $1 WHERE ${own} = $2`, [first, second]);
  return { movidas, repetidas: todas - movidas };
}
