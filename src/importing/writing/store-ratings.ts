import type { Connection } from './connection';
import type { Accepted, RatingInput, Refused } from '../reading/rows';
import { noCounts, refuse, type Memory, type Store, type StoreOptions } from './store';
import { createNumberedUsers } from './store-users';

const columns = { usuario_id: 'integer', filme_id: 'integer', avaliacao: 'real', avaliado_em: 'integer' } as const;

/**
 * Whether the rating `coming` takes the place of the rating `stored`: it is newer, or says something else at the same
 * moment. A rating without a time is older than all others.
 */
const replaces = (coming: string, stored: string): string =>
  `(COALESCE(${coming}.avaliado_em, -1) > COALESCE(${stored}.avaliado_em, -1)
    OR (COALESCE(${coming}.avaliado_em, -1) = COALESCE(${stored}.avaliado_em, -1)
      AND ${coming}.avaliacao <> ${stored}.avaliacao))`;

/**
 * Insert or update ratings: of a user's ratings of one film, the newest stays. The profile version of each user whose
 * ratings really change grows by one.
 */
export const storeRatings: Store<'avaliacoes'> = async (connection, rows, memory, options) => {
  const { refused, newUsers, knownUsers, ratings } = await sortOut(connection, rows, memory, options);
  const { fresh, changed } = await compare(connection, ratings, newUsers);
  const counts = {
    novos: fresh.length,
    alterados: changed.length,
    iguais: rows.length - refused.length - fresh.length - changed.length,
  };
  memory.users.add(newUsers);
  if (connection.writes) {
    await createNumberedUsers(connection, [...newUsers]);
    await write(connection, [...fresh, ...changed]);
  }
  const users = options.createsUsers ? { ...noCounts(), novos: newUsers.size, iguais: knownUsers } : undefined;
  return { counts, refused, users };
};

/** Refuse what refers to nobody or nothing, and keep the newest where a pair comes more than once. */
async function sortOut(
  connection: Connection,
  rows: readonly Accepted<RatingInput>[],
  memory: Memory,
  options: StoreOptions,
) {
  await memory.films.lookUp(
    connection,
    rows.map(({ row }) => row.filme_id),
  );
  const found = await memory.users.lookUp(
    connection,
    rows.map(({ row }) => row.usuario_id),
  );
  const refused: Refused[] = [];
  const newUsers = new Set<number>();
  const newest = new Map<string, RatingInput>();
  for (const accepted of rows) {
    const { row } = accepted;
    if (!memory.films.has(row.filme_id)) {
      refused.push(refuse(accepted, `filme ${row.filme_id} não existe`, `film ${row.filme_id} does not exist`));
      continue;
    }
    if (!memory.users.has(row.usuario_id)) {
      if (!options.createsUsers) {
        refused.push(refuse(accepted, `usuário ${row.usuario_id} não existe`, `user ${row.usuario_id} does not exist`));
        continue;
      }
      newUsers.add(row.usuario_id);
    }
    const pair = `${row.usuario_id}/${row.filme_id}`;
    const other = newest.get(pair);
    if (!other || (row.avaliado_em ?? -1) >= (other.avaliado_em ?? -1)) newest.set(pair, row);
  }
  return { refused, newUsers, knownUsers: found.length, ratings: [...newest.values()].sort(byPair) };
}

/** In the order of the primary key, which is the fast way to insert and the safe one to lock. */
function byPair(a: RatingInput, b: RatingInput): number {
  return a.usuario_id - b.usuario_id || a.filme_id - b.filme_id;
}

/** Tell the ratings that are new and those that change a stored one from those that change nothing. */
async function compare(connection: Connection, ratings: RatingInput[], newUsers: ReadonlySet<number>) {
  // Who is new has no ratings to compare with.
  const candidates = ratings.filter(({ usuario_id }) => !newUsers.has(usuario_id));
  const fresh = ratings.filter(({ usuario_id }) => newUsers.has(usuario_id));
  if (candidates.length === 0) return { fresh, changed: [] };
  const positions = { posicao: 'integer', ...columns } as const;
  // CROSS JOIN makes SQLite go through the new rows and look each up, not the other way around.
  const groups = await connection.query<{ muda: number; posicoes: string }>(
    `SELECT muda, string_agg(CAST(posicao AS TEXT), ',') AS posicoes FROM (
       SELECT posicao, CASE WHEN ${replaces('novas', 'guardadas')} THEN 1 ELSE 0 END AS muda
       FROM ${connection.dialect.rowsIn(positions)} CROSS JOIN avaliacoes AS guardadas
       WHERE guardadas.usuario_id = novas.usuario_id AND guardadas.filme_id = novas.filme_id
     ) AS encontradas GROUP BY muda`,
    [JSON.stringify(candidates.map((row, n) => [n, ...values(row)]))],
  );
  const outcome = new Map(groups.flatMap(({ muda, posicoes }) => posicoes.split(',').map((n) => [Number(n), muda])));
  return {
    fresh: fresh.concat(candidates.filter((_, n) => !outcome.has(n))),
    changed: candidates.filter((_, n) => outcome.get(n) === 1),
  };
}

async function write(connection: Connection, ratings: RatingInput[]): Promise<void> {
  if (ratings.length === 0) return;
  const users = new Set(ratings.map(({ usuario_id }) => usuario_id));
  // Users first, then ratings: the order in which a single rating is written, so that neither waits for the other.
  await connection.query(
    `UPDATE usuarios SET versao_perfil = versao_perfil + 1
     WHERE id IN (SELECT id FROM ${connection.dialect.rowsIn({ id: 'integer' })})`,
    [JSON.stringify(Array.from(users, (id) => [id]))],
  );
  const rows = ratings.sort(byPair).map(values);
  const { from, parameters } = await connection.bring('avaliacoes', columns, rows);
  await connection.query(
    `INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em)
     SELECT usuario_id, filme_id, avaliacao, avaliado_em FROM ${from} WHERE true
     ON CONFLICT (usuario_id, filme_id) DO UPDATE
     SET avaliacao = excluded.avaliacao, avaliado_em = excluded.avaliado_em
     WHERE ${replaces('excluded', 'avaliacoes')}`,
    parameters,
  );
}

function values({ usuario_id, filme_id, avaliacao, avaliado_em }: RatingInput) {
  return [usuario_id, filme_id, avaliacao, avaliado_em];
}
