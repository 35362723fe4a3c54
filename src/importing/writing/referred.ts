import { lockRows } from '../../database/row-locks';
import type { Connection } from './connection';
import type { Memory } from './store';

/**
 * Know of these films and users which there are; where something is written, they stay as they are until it is: films first,
 * as everybody does (see locks.ts). Resolves to the users that turned out to exist.
 */
export async function lookUpReferred(
  connection: Connection,
  memory: Memory,
  rows: readonly { readonly row: { readonly filme_id: number; readonly usuario_id: number } }[],
): Promise<number[]> {
  const films = new Set(rows.map(({ row }) => row.filme_id));
  const users = new Set(rows.map(({ row }) => row.usuario_id));
  await lookUpFilms(connection, memory, films);
  if (!connection.writes) return memory.users.lookUp(connection, users);
  return memory.users.learn(users, await lockRows(connection, connection.dialect, 'usuarios', users, 'change'));
}

/** The same of films alone. */
export async function lookUpFilms(connection: Connection, memory: Memory, films: ReadonlySet<number>): Promise<void> {
  if (connection.writes)
    memory.films.learn(films, await lockRows(connection, connection.dialect, 'filmes', films, 'refer'));
  else await memory.films.lookUp(connection, films);
}
