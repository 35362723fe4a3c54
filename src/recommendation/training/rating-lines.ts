import { say } from '../../config/language';
import { MAX_RATING } from '../../ratings/profile';
import type { UserRatings } from '../../ratings/rating-stream';
import { UnusableSums } from './sums-file';

const COLUMNS = ['usuario_id', 'filme_id', 'avaliacao', 'avaliado_em'];

/** One rating, and where it stood, for messages. */
export interface PlacedRating {
  readonly place: string;
  readonly user: number;
  readonly film: number;
  /** From 0 to 5. */
  readonly rating: number;
  /** Milliseconds since 1970; NaN when unknown. */
  readonly time: number;
}

/** Ratings, all of one user together, user by user. Throws UnusableSums where those of a user are not together. */
export async function* usersOf(ratings: AsyncIterable<PlacedRating>): AsyncGenerator<UserRatings> {
  const done = new Set<number>();
  let ofUser: PlacedRating[] = [];
  for await (const rating of ratings) {
    if (ofUser.length > 0 && ofUser[0].user !== rating.user) {
      done.add(ofUser[0].user);
      yield ratingsOf(ofUser);
      ofUser = [];
    }
    if (done.has(rating.user))
      throw new UnusableSums(
        say(
          `${rating.place}: usuario_id ${rating.user} já apareceu antes; as avaliações de um usuário vêm juntas`,
          `${rating.place}: usuario_id ${rating.user} came before; the ratings of one user come together`,
        ),
      );
    ofUser.push(rating);
  }
  if (ofUser.length > 0) yield ratingsOf(ofUser);
}

/**
 * The ratings of lines `usuario_id,filme_id,avaliacao,avaliado_em`, as PostgreSQL's COPY writes the columns of `avaliacoes` as CSV, a
 * line with their names before them or not, or of such objects in JSON. Throws UnusableSums that names source, line, field and value.
 */
export async function* ratingsOfLines(lines: AsyncIterable<string>, source: string): AsyncGenerator<PlacedRating> {
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '' || (number === 1 && text.startsWith('usuario_id'))) continue;
    yield parseLine(text, `${source}:${number}`);
  }
}

/** By film, as the database gives them, so that ratings of one moment stand in the same order. */
function ratingsOf(given: PlacedRating[]): UserRatings {
  const sorted = given.sort((a, b) => a.film - b.film);
  return {
    userId: sorted[0].user,
    filmIds: sorted.map(({ film }) => film),
    ratings: sorted.map(({ rating }) => rating),
    times: sorted.map(({ time }) => time),
    told: [],
  };
}

function parseLine(text: string, place: string): PlacedRating {
  const [user, film, rating, time = ''] = text.startsWith('{') ? cellsOfObject(text, place) : cellsOf(text, place);
  const isId = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
  const accepted = {
    id: { pt: 'um número inteiro acima de 0', en: 'a whole number above 0' },
    rating: { pt: `um número de 0 a ${MAX_RATING}`, en: `a number from 0 to ${MAX_RATING}` },
    time: { pt: 'milissegundos desde 1970, ou nada', en: 'milliseconds since 1970, or nothing' },
  };
  const take = (
    name: string,
    cell: string,
    isGood: (value: number) => boolean,
    { pt, en }: { pt: string; en: string },
  ): number => {
    const value = cell.trim() === '' ? NaN : Number(cell);
    if (isGood(value)) return value;
    const given = JSON.stringify(cell);
    throw new UnusableSums(
      say(`${place}: ${name}: recebeu ${given}; aceita ${pt}`, `${place}: ${name}: got ${given}; takes ${en}`),
    );
  };
  return {
    place,
    user: take('usuario_id', user, isId, accepted.id),
    film: take('filme_id', film, isId, accepted.id),
    rating: take('avaliacao', rating, (value) => value >= 0 && value <= MAX_RATING, accepted.rating),
    time: take('avaliado_em', time, (value) => time.trim() === '' || Number.isFinite(value), accepted.time),
  };
}

function cellsOf(text: string, place: string): string[] {
  const cells = text.trim().split(',');
  if (cells.length >= 3 && cells.length <= 4) return cells;
  throw new UnusableSums(
    say(
      `${place}: ${cells.length} colunas; aceita ${COLUMNS.join()}`,
      `${place}: ${cells.length} columns; it takes ${COLUMNS.join()}`,
    ),
  );
}

function cellsOfObject(text: string, place: string): string[] {
  try {
    const fields = JSON.parse(text) as Record<string, unknown>;
    return COLUMNS.map((name) => String(fields[name] ?? ''));
  } catch {
    throw new UnusableSums(say(`${place}: JSON inválido`, `${place}: invalid JSON`));
  }
}
