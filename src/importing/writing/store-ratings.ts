import { namedPeople } from '../../database/named-people';
import type { Connection } from './connection';
import type { Accepted, Refused, StoredByKind } from '../reading/rows';
import { lookUpReferred } from './referred';
import { noCounts, refuse, type Memory, type Store, type StoreOptions } from './store';
import { createNumberedUsers, refuseErased } from './store-users';

const columns = { usuario_id: 'integer', filme_id: 'integer', avaliacao: 'real', avaliado_em: 'integer' } as const;

const withList = { ...columns, recomendacao_id: 'text' } as const;

type Rating = StoredByKind['avaliacoes'];

/** A rating to store. */
interface Incoming extends Rating {
  /** It had no time: it came after whatever is stored, which therefore does not matter. */
  readonly overwrites: boolean;
}

/**
 * Whether the rating of `novas` takes the place of the stored one, of which it differs. When both have a time, the newer
 * stays, as with PUT and POST; else the one that is written later. The same rating once more, without a time, leaves the
 * time that is known; without a list, that list.
 */
const replaces = `
  (novas.avaliacao <> guardadas.avaliacao
    OR (novas.avaliado_em IS NOT NULL AND (novas.avaliado_em <> COALESCE(guardadas.avaliado_em, -1)
      OR novas.recomendacao_id <> COALESCE(guardadas.recomendacao_id, ''))))
  AND (novas.sobrepoe = 1 OR guardadas.avaliado_em IS NULL OR novas.avaliado_em >= guardadas.avaliado_em)`;

/**
 * Insert or update ratings. Films and users are locked first, as by everybody who writes ratings: what is referred to and
 * compared with stays as it is until it is written. The profile version of each user whose ratings really change grows by one.
 */
export const storeRatings: Store<'avaliacoes'> = async (connection, rows, memory, options) => {
  const { refused, newUsers, knownUsers, single, repeated } = await sortOut(connection, rows, memory, options);
  const of = [await compare(connection, single, newUsers), await compareRepeated(connection, repeated)];
  const fresh = of.flatMap((one) => one.fresh);
  const changed = of.flatMap((one) => one.changed);
  const counts = {
    novos: fresh.length,
    alterados: changed.length,
    iguais: rows.length - refused.length - fresh.length - changed.length,
  };
  memory.users.add(newUsers);
  if (connection.writes) {
    await createNumberedUsers(connection, [...newUsers]);
    await write(connection, fresh, changed);
  }
  const users = options.createsUsers ? { ...noCounts(), novos: newUsers.size, iguais: knownUsers } : undefined;
  return { counts, refused, users };
};

/** Refuse what refers to nobody or nothing, and put the rows of each pair together, in their order. What follows holds few objects for each: there are millions. */
async function sortOut(
  connection: Connection,
  rows: readonly Accepted<Rating>[],
  memory: Memory,
  options: StoreOptions,
) {
  const found = await lookUpReferred(connection, memory, rows);
  // Looked up after the users, of whom one may have been erased a moment ago.
  const erased = await connection.erasedUsers(
    options.createsUsers ? rows.map(({ row }) => row.usuario_id).filter((id) => !memory.users.has(id)) : [],
  );
  const refused: Refused[] = [];
  const newUsers = new Set<number>();
  const incoming: Incoming[] = [];
  for (const accepted of rows) {
    const { row } = accepted;
    if (!memory.films.has(row.filme_id)) {
      refused.push(refuse(accepted, `filme ${row.filme_id} não existe`, `film ${row.filme_id} does not exist`));
      continue;
    }
    if (!memory.users.has(row.usuario_id)) {
      const erasedAt = erased.get(row.usuario_id);
      if (erasedAt !== undefined) {
        refused.push(refuseErased(accepted, row.usuario_id, erasedAt));
        continue;
      }
      if (!options.createsUsers) {
        refused.push(refuse(accepted, `usuário ${row.usuario_id} não existe`, `user ${row.usuario_id} does not exist`));
        continue;
      }
      newUsers.add(row.usuario_id);
    }
    const { usuario_id, filme_id, avaliacao, recomendacao_id } = row;
    const avaliado_em = row.avaliado_em ?? options.untimedAt ?? null;
    const overwrites = row.avaliado_em === null;
    incoming.push({ usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id, overwrites });
  }
  return { refused, newUsers, knownUsers: found.length, ...byPairs(incoming) };
}

/** Rows that are the only ones of their pair, by pair, and the others, pair by pair in the order in which they came. */
function byPairs(rows: Incoming[]): { single: Incoming[]; repeated: Incoming[][] } {
  const single: Incoming[] = [];
  const repeated: Incoming[][] = [];
  // Equal ones stay in their order.
  rows.sort(byPair);
  let begin = 0;
  while (begin < rows.length) {
    let end = begin + 1;
    while (end < rows.length && byPair(rows[begin], rows[end]) === 0) end++;
    if (end === begin + 1) single.push(rows[begin]);
    else repeated.push(rows.slice(begin, end));
    begin = end;
  }
  return { single, repeated };
}

/** What `replaces` says, of rows of one batch: what stands after one more of the same pair. */
function after(before: Rating | undefined, row: Incoming): Rating {
  if (!before) return row;
  const { avaliacao, avaliado_em, recomendacao_id: list, overwrites } = row;
  const differs =
    avaliacao !== before.avaliacao ||
    (avaliado_em !== null && (avaliado_em !== before.avaliado_em || (!!list && list !== before.recomendacao_id)));
  const isLater = overwrites || before.avaliado_em === null || (avaliado_em ?? Infinity) >= before.avaliado_em;
  return differs && isLater ? row : before;
}

/** In the order of the primary key, which is the fast way to insert and the safe one to lock. */
function byPair(a: Rating, b: Rating): number {
  return a.usuario_id - b.usuario_id || a.filme_id - b.filme_id;
}

/** The same as {@link compare} of pairs with several rows: what stands when they were written one after the other. */
async function compareRepeated(connection: Connection, rowsOfPairs: readonly Incoming[][]) {
  if (rowsOfPairs.length === 0) return { fresh: [], changed: [] };
  const people = namedPeople(
    'usuario_id',
    rowsOfPairs.map(([{ usuario_id }]) => usuario_id),
  );
  const found = await connection.query<Rating>(
    `SELECT usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id
     FROM ${connection.dialect.rowsIn({ usuario: 'integer', filme: 'integer' })} CROSS JOIN avaliacoes
     WHERE usuario_id = novas.usuario AND filme_id = novas.filme ${people.condition}`,
    [JSON.stringify(rowsOfPairs.map(([{ usuario_id, filme_id }]) => [usuario_id, filme_id])), ...people.parameters],
  );
  const stored = new Map(found.map((rating) => [pairOf(rating), rating]));
  const fresh: Rating[] = [];
  const changed: Rating[] = [];
  for (const rows of rowsOfPairs) {
    const before = stored.get(pairOf(rows[0]));
    const outcome = rows.reduce<Rating | undefined>(after, before);
    if (!outcome || outcome === before) continue;
    if (!before) fresh.push(outcome);
    else if (isOther(outcome, before)) changed.push(outcome);
  }
  return { fresh, changed };
}

function isOther(a: Rating, b: Rating): boolean {
  const isSameList = (a.recomendacao_id ?? null) === (b.recomendacao_id ?? null);
  return a.avaliacao !== b.avaliacao || a.avaliado_em !== b.avaliado_em || !isSameList;
}

function pairOf({ usuario_id, filme_id }: Rating): string {
  return `${usuario_id}/${filme_id}`;
}

/** Tell the ratings that are new and those that change a stored one from those that change nothing. */
async function compare(connection: Connection, ratings: Incoming[], newUsers: ReadonlySet<number>) {
  // Who is new has no ratings to compare with.
  const candidates = ratings.filter(({ usuario_id }) => !newUsers.has(usuario_id));
  const fresh = ratings.filter(({ usuario_id }) => newUsers.has(usuario_id));
  if (candidates.length === 0) return { fresh, changed: [] };
  const people = namedPeople(
    'guardadas.usuario_id',
    candidates.map(({ usuario_id }) => usuario_id),
  );
  const positions = { posicao: 'integer', sobrepoe: 'integer', ...withList } as const;
  // CROSS JOIN makes SQLite go through the new rows and look each up, not the other way around.
  const groups = await connection.query<{ muda: number; posicoes: string }>(
    `SELECT muda, string_agg(CAST(posicao AS TEXT), ',') AS posicoes FROM (
       SELECT posicao, CASE WHEN ${replaces} THEN 1 ELSE 0 END AS muda
       FROM ${connection.dialect.rowsIn(positions)} CROSS JOIN avaliacoes AS guardadas
       WHERE guardadas.usuario_id = novas.usuario_id AND guardadas.filme_id = novas.filme_id ${people.condition}
     ) AS encontradas GROUP BY muda`,
    [
      JSON.stringify(
        candidates.map((row, n) => [n, Number(row.overwrites), ...values(row), row.recomendacao_id ?? null]),
      ),
      ...people.parameters,
    ],
  );
  const outcome = new Map(groups.flatMap(({ muda, posicoes }) => posicoes.split(',').map((n) => [Number(n), muda])));
  return {
    fresh: fresh.concat(candidates.filter((_, n) => !outcome.has(n))),
    changed: candidates.filter((_, n) => outcome.get(n) === 1),
  };
}

/** fresh: of pairs that have no rating; changed: of pairs that have another. */
async function write(connection: Connection, fresh: readonly Rating[], changed: readonly Rating[]): Promise<void> {
  const users = new Set([...fresh, ...changed].map(({ usuario_id }) => usuario_id));
  if (users.size === 0) return;
  await connection.query(
    `UPDATE usuarios SET versao_perfil = versao_perfil + 1
     WHERE id IN (SELECT id FROM ${connection.dialect.rowsIn({ id: 'integer' })})`,
    [JSON.stringify(Array.from(users, (id) => [id]))],
  );
  // Whoever writes ratings holds their users first, so that what is new stays so.
  const plain = fresh.filter(({ recomendacao_id }) => !recomendacao_id).sort(byPair);
  if (plain.length > 0) await connection.insert('avaliacoes', columns, plain.map(values));
  // Few ratings name a list: only numbers are loaded.
  const others = [...changed, ...fresh.filter(({ recomendacao_id }) => recomendacao_id)].sort(byPair);
  if (others.length === 0) return;
  await connection.query(
    `INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id)
     SELECT usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id FROM ${connection.dialect.rowsIn(withList)} WHERE true
     ON CONFLICT (usuario_id, filme_id) DO UPDATE
     SET avaliacao = excluded.avaliacao, avaliado_em = excluded.avaliado_em, recomendacao_id = excluded.recomendacao_id`,
    [JSON.stringify(others.map((row) => [...values(row), row.recomendacao_id ?? null]))],
  );
}

function values({ usuario_id, filme_id, avaliacao, avaliado_em }: Rating) {
  return [usuario_id, filme_id, avaliacao, avaliado_em];
}
