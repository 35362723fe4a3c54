import { say } from '../../config/language';
import { MAX_RATING } from '../../ratings/profile';
import type { UserRatings } from '../../ratings/rating-stream';
import { UnusableSums } from './sums-file';

interface Line {
  readonly user: number;
  readonly film: number;
  readonly rating: number;
  /** Milliseconds since 1970; NaN when unknown. */
  readonly time: number;
}

/**
 * The ratings of lines `usuario_id,filme_id,avaliacao,avaliado_em`, as PostgreSQL's COPY writes the columns of `avaliacoes` as CSV, a
 * line with their names before them or not: all of one user together. Throws UnusableSums that names source, line, field
 * and value.
 */
export async function* usersOfLines(lines: AsyncIterable<string>, source: string): AsyncGenerator<UserRatings> {
  const done = new Set<number>();
  let ofUser: Line[] = [];
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '' || (number === 1 && text.startsWith('usuario_id'))) continue;
    const line = parseLine(text, `${source}:${number}`);
    if (ofUser.length > 0 && ofUser[0].user !== line.user) {
      done.add(ofUser[0].user);
      yield ratingsOf(ofUser);
      ofUser = [];
    }
    if (done.has(line.user))
      throw new UnusableSums(
        say(
          `${source}:${number}: usuario_id ${line.user} já apareceu antes; as linhas de um usuário vêm juntas`,
          `${source}:${number}: usuario_id ${line.user} came before; the lines of one user come together`,
        ),
      );
    ofUser.push(line);
  }
  if (ofUser.length > 0) yield ratingsOf(ofUser);
}

/** By film, as the database gives them, so that ratings of one moment stand in the same order. */
function ratingsOf(lines: Line[]): UserRatings {
  const sorted = lines.sort((a, b) => a.film - b.film);
  return {
    userId: sorted[0].user,
    filmIds: sorted.map(({ film }) => film),
    ratings: sorted.map(({ rating }) => rating),
    times: sorted.map(({ time }) => time),
    told: [],
  };
}

function parseLine(text: string, place: string): Line {
  const cells = text.trim().split(',');
  if (cells.length < 3 || cells.length > 4)
    throw new UnusableSums(
      say(
        `${place}: ${cells.length} colunas; aceita usuario_id,filme_id,avaliacao,avaliado_em`,
        `${place}: ${cells.length} columns; it takes usuario_id,filme_id,avaliacao,avaliado_em`,
      ),
    );
  const [user, film, rating, time = ''] = cells;
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
    user: take('usuario_id', user, isId, accepted.id),
    film: take('filme_id', film, isId, accepted.id),
    rating: take('avaliacao', rating, (value) => value >= 0 && value <= MAX_RATING, accepted.rating),
    time: take('avaliado_em', time, (value) => time.trim() === '' || Number.isFinite(value), accepted.time),
  };
}
