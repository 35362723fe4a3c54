import { namedPeople } from '../database/named-people';
import type { Dialect } from '../database/dialect';
import type { Statements } from '../database/sql-value';
import { known } from '../invariants';

/** A rating, whosever and of whatever film. */
interface StoredRating {
  /** From 0 to 5. */
  readonly rating: number;
  /** In milliseconds since 1970; null when nobody knows. */
  readonly ratedAt: number | null;
  /** The list that it names. */
  readonly recommendationId: string | null;
}

/** When a film was rated, and whether that counts. */
export interface RatedWhen {
  /** In milliseconds since 1970; null when nobody knows; left out: now. */
  readonly at?: number | null;
  /** Whether the rating takes the place of a newer one as well. */
  readonly anyway: boolean;
}

/** A rating to be written. */
export interface NewRating extends RatedWhen {
  /** Whose it is, and of which film. */
  readonly userId: number;
  readonly filmId: number;
  readonly rating: number;
  readonly recommendationId: string | null;
}

export interface PutRating {
  /** Whose it is, and of which film. */
  readonly userId: number;
  readonly filmId: number;
  /** True when the user had not rated the film before. */
  readonly created: boolean;
  /** The rating that stands now … */
  readonly stands: StoredRating;
  /** … and what was there before; null when there was none. */
  readonly earlier: StoredRating | null;
  readonly profileVersion: number;
}

interface Row {
  usuario: number;
  versao_perfil: number;
  filme: number;
  /** Null where there is no rating. */
  avaliacao: number | null;
  avaliado_em: number | null;
  recomendacao_id: string | null;
}

/**
 * Write ratings in a transaction that holds their users and films: what comes of each is as if they were written one after
 * the other, in their order, and the versions of profiles grow with each. now: milliseconds since 1970.
 */
export async function writeRatings(
  transaction: Statements,
  dialect: Dialect,
  ratings: readonly NewRating[],
  now: number,
): Promise<PutRating[]> {
  if (ratings.length === 0) return [];
  const pairs = new Map(ratings.map((one) => [pairOf(one), [one.userId, one.filmId]]));
  const people = namedPeople(
    'usuario_id',
    ratings.map(({ userId }) => userId),
  );
  // CROSS JOIN makes SQLite look each of them up, instead of going through all that there are.
  const rows = (await transaction.query(
    `SELECT usuario, versao_perfil, filme, avaliacao, avaliado_em, recomendacao_id
     FROM ${dialect.rowsIn({ usuario: 'integer', filme: 'integer' })} CROSS JOIN usuarios
       LEFT JOIN avaliacoes ON usuario_id = usuario AND filme_id = filme ${people.condition}
     WHERE usuarios.id = usuario`,
    [JSON.stringify([...pairs.values()]), ...people.parameters],
  )) as Row[];
  const versions = new Map(rows.map((row) => [row.usuario, row.versao_perfil]));
  const standing = new Map(rows.map((row) => [pairOf({ userId: row.usuario, filmId: row.filme }), storedIn(row)]));
  const changed = new Map<string, readonly (number | string | null)[]>();
  const results = ratings.map((one): PutRating => {
    const { userId, filmId, rating, recommendationId } = one;
    const pair = pairOf(one);
    const earlier = standing.get(pair) ?? null;
    const profileVersion = known(versions, userId) + 1;
    versions.set(userId, profileVersion);
    const ratedAt = one.at === undefined ? now : one.at;
    if (earlier && isOutdone(one, earlier))
      return { userId, filmId, created: false, stands: earlier, earlier, profileVersion };
    const stands = { rating, ratedAt, recommendationId };
    standing.set(pair, stands);
    changed.set(pair, [userId, filmId, rating, ratedAt, recommendationId]);
    return { userId, filmId, created: !earlier, stands, earlier, profileVersion };
  });
  await transaction.query(
    `UPDATE usuarios SET versao_perfil = versao
     FROM ${dialect.rowsIn({ usuario: 'integer', versao: 'integer' })} WHERE usuarios.id = usuario`,
    [JSON.stringify([...versions])],
  );
  await transaction.query(
    `INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id)
     SELECT usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id FROM ${dialect.rowsIn(columns)} WHERE true
     ON CONFLICT (usuario_id, filme_id) DO UPDATE
     SET avaliacao = excluded.avaliacao, avaliado_em = excluded.avaliado_em, recomendacao_id = excluded.recomendacao_id`,
    [JSON.stringify([...changed.values()])],
  );
  return results;
}

const columns = {
  usuario_id: 'integer',
  filme_id: 'integer',
  avaliacao: 'real',
  avaliado_em: 'integer',
  recomendacao_id: 'text',
} as const;

/** Of two ratings with times of their own the newer stands, unless the other is to stand anyway. */
function isOutdone({ at, anyway }: RatedWhen, { ratedAt }: StoredRating): boolean {
  return !anyway && at !== undefined && (at ?? -Infinity) < (ratedAt ?? -Infinity);
}

function storedIn({ avaliacao, avaliado_em, recomendacao_id }: Row): StoredRating | null {
  if (avaliacao === null) return null;
  return { rating: avaliacao, ratedAt: avaliado_em, recommendationId: recomendacao_id };
}

function pairOf({ userId, filmId }: Pick<NewRating, 'userId' | 'filmId'>): string {
  return `${userId}/${filmId}`;
}
