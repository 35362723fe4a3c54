import type { UserRow } from '../../users/user-row';
import { advanceIds, type Connection } from './connection';
import type { Refused } from '../reading/rows';
import { noCounts, refuse, type Store } from './store';

const columns = { id: 'integer', nome: 'text', email: 'text' } as const;

/** Insert or update users. An email belongs to one user: whoever had it first. */
export const storeUsers: Store<'usuarios'> = async (connection, rows, memory) => {
  const stored = await connection.query<UserRow>(
    `SELECT id, nome, email FROM usuarios
     WHERE id IN (SELECT id FROM ${connection.dialect.rowsIn(columns)})
     UNION SELECT id, nome, email FROM usuarios
     WHERE email IN (SELECT email FROM ${connection.dialect.rowsIn(columns, '$2')})`,
    asParameters(rows.map(({ row }) => row)),
  );
  const users = new Map(stored.map((user) => [user.id, user]));
  const ownerOf = new Map(stored.map(({ email, id }) => [email, id]));
  const changed = new Map<number, UserRow>();
  const counts = noCounts();
  const refused: Refused[] = [];
  for (const accepted of rows) {
    const { row } = accepted;
    const before = users.get(row.id);
    const user: UserRow = {
      id: row.id,
      nome: row.nome,
      email: row.email === undefined ? (before?.email ?? null) : row.email,
    };
    const owner = user.email === null ? undefined : ownerOf.get(user.email);
    if (owner !== undefined && owner !== user.id) {
      const email = JSON.stringify(user.email);
      refused.push(
        refuse(accepted, `email ${email} já é do usuário ${owner}`, `email ${email} already belongs to user ${owner}`),
      );
    } else if (before?.nome === user.nome && before.email === user.email) {
      counts.iguais++;
    } else {
      counts[before ? 'alterados' : 'novos']++;
      users.set(user.id, user);
      changed.set(user.id, user);
      if (before) ownerOf.delete(before.email);
      ownerOf.set(user.email, user.id);
    }
  }
  memory.users.add(users.keys());
  await write(connection, [...changed.values()]);
  return { counts, refused };
};

/** The same rows twice: SQLite numbers parameters in the order in which they appear. */
function asParameters(rows: { id: number; nome: string; email?: string | null }[]): [string, string] {
  const json = JSON.stringify(rows.map(({ id, nome, email }) => [id, nome, email ?? null]));
  return [json, json];
}

async function write(connection: Connection, users: UserRow[]): Promise<void> {
  if (!connection.writes || users.length === 0) return;
  // Who holds an email that another of these users takes over gives it up in the same step: row by row it would be held twice.
  await connection.query(
    `UPDATE usuarios SET email = NULL WHERE email IN (SELECT email FROM ${connection.dialect.rowsIn(columns)})`,
    [asParameters(users)[0]],
  );
  await connection.query(
    `INSERT INTO usuarios (id, nome, email)
     SELECT id, nome, email FROM ${connection.dialect.rowsIn(columns)} WHERE true
     ON CONFLICT (id) DO UPDATE SET nome = excluded.nome, email = excluded.email`,
    [asParameters(users)[0]],
  );
  await advanceIds(
    connection,
    'usuarios',
    users.map(({ id }) => id),
  );
}

/** Make users of whom nothing but the number is known. Whoever is there already stays as they are. */
export async function createNumberedUsers(connection: Connection, ids: readonly number[]): Promise<void> {
  if (!connection.writes || ids.length === 0) return;
  await connection.query(
    `INSERT INTO usuarios (id, nome)
     SELECT id, nome FROM ${connection.dialect.rowsIn({ id: 'integer', nome: 'text' })} WHERE true
     ON CONFLICT (id) DO NOTHING`,
    [JSON.stringify(ids.map((id) => [id, `Usuário ${id}`]))],
  );
  await advanceIds(connection, 'usuarios', ids);
}
