import { say } from '../../config/language';
import type { Signals } from '../../config/signals';
import { standingsOf, toldOpinions } from '../../events/spoken-events';
import { type Said, speaks } from '../../events/standing';
import type { Text } from '../../http/language';
import { MAX_RATING } from '../../ratings/profile';
import type { UserRatings } from '../../ratings/rating-stream';
import { UnusableSums } from './sums-file';

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

/** What somebody did with a film, and where it stood. */
interface PlacedEvent {
  readonly place: string;
  readonly user: number;
  readonly film: number;
  readonly event: Said;
}

type Placed = PlacedRating | PlacedEvent;

/**
 * Users with what they rated, and what their events, oldest first, say of other films. All of one user together: throws
 * UnusableSums where that is not so.
 */
export async function* usersOf(given: AsyncIterable<Placed>, signals: Signals): AsyncGenerator<UserRatings> {
  const done = new Set<number>();
  let ofUser: Placed[] = [];
  for await (const one of given) {
    if (ofUser.length > 0 && ofUser[0].user !== one.user) {
      done.add(ofUser[0].user);
      const user = userOf(ofUser, signals);
      if (user) yield user;
      ofUser = [];
    }
    if (done.has(one.user))
      throw new UnusableSums(
        say(
          `${one.place}: usuario_id ${one.user} já apareceu antes; o que é de um usuário vem junto`,
          `${one.place}: usuario_id ${one.user} came before; what is of one user comes together`,
        ),
      );
    ofUser.push(one);
  }
  const last = ofUser.length > 0 ? userOf(ofUser, signals) : null;
  if (last) yield last;
}

/**
 * The ratings of lines `usuario_id,filme_id,avaliacao,avaliado_em`, as PostgreSQL's COPY writes the columns of `avaliacoes` as CSV, a
 * line with their names before them or not; or of such objects in JSON, and with `"tipo":"evento"` the events of objects with `usuario_id`,
 * `filme_id`, `evento`, `valor` and `quando`. Moments are milliseconds since 1970. Throws UnusableSums that names source, line, field and value.
 */
export async function* placedInLines(lines: AsyncIterable<string>, source: string): AsyncGenerator<Placed> {
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '' || (number === 1 && text.startsWith('usuario_id'))) continue;
    const place = `${source}:${number}`;
    const fields = text.startsWith('{') ? fieldsOfObject(text, place) : fieldsOfCells(text, place);
    yield fields.tipo === 'evento' ? eventOf(fields, place) : ratingOf(fields, place);
  }
}

/** By film, as the database gives them, so that ratings of one moment stand in the same order; null when nothing is said. */
function userOf(given: readonly Placed[], signals: Signals): UserRatings | null {
  const rated = given.filter((one) => 'rating' in one).sort((a, b) => a.film - b.film);
  const said = given.flatMap((one) =>
    'event' in one && speaks(one.event.kind, signals) ? [{ ...one.event, filmId: one.film }] : [],
  );
  const told = toldOpinions(standingsOf(said, signals), new Set(rated.map(({ film }) => film)));
  if (rated.length === 0 && told.length === 0) return null;
  return {
    userId: given[0].user,
    filmIds: rated.map(({ film }) => film),
    ratings: rated.map(({ rating }) => rating),
    times: rated.map(({ time }) => time),
    told,
  };
}

type Fields = Readonly<Record<string, string>>;

function ratingOf(fields: Fields, place: string): PlacedRating {
  return {
    ...whoseAndOfWhat(fields, place),
    rating: take(fields, 'avaliacao', place, (value) => value >= 0 && value <= MAX_RATING),
    time: fields.avaliado_em ? take(fields, 'avaliado_em', place, Number.isFinite) : NaN,
  };
}

function eventOf(fields: Fields, place: string): PlacedEvent {
  const value = fields.valor ? take(fields, 'valor', place, (share) => share >= 0 && share <= 1) : null;
  const event = { kind: fields.evento, value, at: take(fields, 'quando', place, Number.isFinite) };
  return { ...whoseAndOfWhat(fields, place), event };
}

function whoseAndOfWhat(fields: Fields, place: string): Pick<Placed, 'place' | 'user' | 'film'> {
  const isId = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
  return { place, user: take(fields, 'usuario_id', place, isId), film: take(fields, 'filme_id', place, isId) };
}

const ID: Text = { pt: 'um número inteiro acima de 0', en: 'a whole number above 0' };
const MOMENT: Text = { pt: 'milissegundos desde 1970', en: 'milliseconds since 1970' };
const accepted = {
  usuario_id: ID,
  filme_id: ID,
  avaliacao: { pt: `um número de 0 a ${MAX_RATING}`, en: `a number from 0 to ${MAX_RATING}` },
  avaliado_em: { pt: `${MOMENT.pt}, ou nada`, en: `${MOMENT.en}, or nothing` },
  valor: { pt: 'um número de 0 a 1', en: 'a number from 0 to 1' },
  quando: MOMENT,
} satisfies Record<string, Text>;

function take(fields: Fields, name: keyof typeof accepted, place: string, isGood: (value: number) => boolean): number {
  const text = (fields[name] ?? '').trim();
  const value = text === '' ? NaN : Number(text);
  if (isGood(value)) return value;
  const given = JSON.stringify(text);
  const { pt, en } = accepted[name];
  throw new UnusableSums(
    say(`${place}: ${name}: recebeu ${given}; aceita ${pt}`, `${place}: ${name}: got ${given}; takes ${en}`),
  );
}

function fieldsOfCells(text: string, place: string): Fields {
  const cells = text.trim().split(',');
  if (cells.length < 3 || cells.length > 4)
    throw new UnusableSums(
      say(
        `${place}: ${cells.length} colunas; aceita usuario_id,filme_id,avaliacao,avaliado_em`,
        `${place}: ${cells.length} columns; it takes usuario_id,filme_id,avaliacao,avaliado_em`,
      ),
    );
  const [usuario_id, filme_id, avaliacao, avaliado_em = ''] = cells;
  return { usuario_id, filme_id, avaliacao, avaliado_em: avaliado_em.trim() };
}

function fieldsOfObject(text: string, place: string): Fields {
  try {
    const fields = Object.entries(JSON.parse(text) as object) as [string, unknown][];
    return Object.fromEntries(
      fields.map(([name, value]) => [
        name,
        typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value),
      ]),
    );
  } catch {
    throw new UnusableSums(say(`${place}: JSON inválido`, `${place}: invalid JSON`));
  }
}
