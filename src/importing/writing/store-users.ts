import { searchText } from '../../database/fold';
import type { Ref } from '../../identifiers/identifier';
import { usualName } from '../../users/identified-users';
import { userColumns, type UserRow } from '../../users/user-row';
import { lockedIfWriting, type Connection } from './connection';
import type { Accepted, Refused } from '../reading/rows';
import { noCounts, refuse, type Store } from './store';

const columns = { id: 'integer', nome: 'text', email: 'text', busca_nome: 'text' } as const;

/**
 * Insert or update users: those who are merged with are locked, so that nobody changes or erases them meanwhile. An email
 * belongs to one user: whoever had it first. Who was erased is not made again.
 */
export const storeUsers: Store<'usuarios'> = async (connection, rows, memory) => {
  const own = await storedUsers(connection, rows);
  const stored = own.concat(await ownersOfEmails(connection, rows));
  const isStored = new Set(own.map(({ id }) => id));
  // Looked up after the users, of whom one may have been erased a moment ago.
  const erased = await connection.erasedUsers(rows.map(({ row }) => row.id).filter((id) => !isStored.has(id)));
  const users = new Map(stored.map((user) => [user.id, user]));
  const ownerOf = new Map(stored.map(({ email, id }) => [email, id]));
  const changed = new Map<number, UserRow>();
  const counts = noCounts();
  const refused: Refused[] = [];
  for (const accepted of rows) {
    const { row } = accepted;
    const erasedAt = erased.get(row.id);
    if (erasedAt !== undefined) {
      refused.push(refuseErased(accepted, row.id, erasedAt));
      continue;
    }
    const before = users.get(row.id);
    const user: UserRow = {
      id: row.id,
      nome: row.nome ?? before?.nome ?? usualName(row.id),
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
  await write(connection, own, [...changed.values()]);
  return { counts, refused };
};

type UserRows = Parameters<Store<'usuarios'>>[1];

async function storedUsers(connection: Connection, rows: UserRows): Promise<UserRow[]> {
  return connection.query<UserRow>(
    `SELECT ${userColumns} FROM usuarios
     WHERE id IN (SELECT id FROM ${connection.dialect.rowsIn({ id: 'integer' })}) ${lockedIfWriting(connection)}`,
    [JSON.stringify(rows.map(({ row }) => [row.id]))],
  );
}

async function ownersOfEmails(connection: Connection, rows: UserRows): Promise<UserRow[]> {
  return connection.query<UserRow>(
    `SELECT ${userColumns} FROM usuarios
     WHERE email IN (SELECT email FROM ${connection.dialect.rowsIn({ email: 'text' })})`,
    [JSON.stringify(rows.map(({ row }) => [row.email ?? null]))],
  );
}

/** A row that would bring an erased user back. */
export function refuseErased(accepted: Accepted<unknown>, id: Ref, erasedAt: number): Refused {
  const day = new Date(erasedAt).toISOString().slice(0, 10);
  return refuse(accepted, `usuário ${id} foi apagado em ${day}`, `user ${id} was erased on ${day}`);
}

async function write(connection: Connection, stored: readonly UserRow[], users: readonly UserRow[]): Promise<void> {
  if (!connection.writes) return;
  const before = new Map(stored.map((user) => [user.id, user]));
  const changed = users.filter(({ id }) => before.has(id));
  // Emails that are given up first: somebody else in the batch may take one.
  await update(
    connection,
    changed.flatMap(({ id, nome, email }) => {
      const had = before.get(id)?.email ?? null;
      return had === null || had === email ? [] : [{ id, nome, email: null }];
    }),
  );
  await insert(
    connection,
    users.filter(({ id }) => !before.has(id)),
  );
  await update(connection, changed);
}

/** Fails as a duplicate when somebody has made one of them, or taken an email, meanwhile. */
async function insert(connection: Connection, users: readonly UserRow[]): Promise<void> {
  if (users.length === 0) return;
  const ids = users.map(({ id }) => id);
  await connection.dialect.insertWithIds(connection, 'usuarios', ids, () =>
    connection.query(
      `INSERT INTO usuarios (id, nome, email, busca_nome)
       SELECT id, nome, email, busca_nome FROM ${connection.dialect.rowsIn(columns)}`,
      [rowsOf(users)],
    ),
  );
}

async function update(connection: Connection, users: readonly UserRow[]): Promise<void> {
  if (users.length === 0) return;
  await connection.query(
    `UPDATE usuarios SET nome = novas.nome, email = novas.email, busca_nome = novas.busca_nome
     FROM ${connection.dialect.rowsIn(columns)} WHERE usuarios.id = novas.id`,
    [rowsOf(users)],
  );
}

function rowsOf(users: readonly UserRow[]): string {
  return JSON.stringify(users.map(({ id, nome, email }) => [id, nome, email, searchText(nome)]));
}

/** Make users of whom nothing but the number is known. Whoever is there already stays as they are. */
export async function createNumberedUsers(connection: Connection, ids: readonly number[]): Promise<void> {
  if (!connection.writes || ids.length === 0) return;
  await connection.dialect.insertWithIds(connection, 'usuarios', ids, () =>
    connection.query(
      `INSERT INTO usuarios (id, nome, busca_nome)
       SELECT id, nome, busca_nome FROM ${connection.dialect.rowsIn({ id: 'integer', nome: 'text', busca_nome: 'text' })} WHERE true
       ON CONFLICT (id) DO NOTHING`,
      [JSON.stringify(ids.map((id) => [id, usualName(id), searchText(usualName(id))]))],
    ),
  );
}
