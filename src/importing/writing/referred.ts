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
  const { dialect } = connection;
  if (!connection.writes) {
    await memory.films.lookUp(connection, films);
    return memory.users.lookUp(connection, users);
  }
  memory.films.learn(films, await lockRows(connection, dialect, 'filmes', films, 'refer'));
  return memory.users.learn(users, await lockRows(connection, dialect, 'usuarios', users, 'change'));
}
