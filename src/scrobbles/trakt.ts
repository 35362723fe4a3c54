import {
  deliveryId,
  filmsAmong,
  isPart,
  momentIn,
  partOf,
  userNamed,
  wrongField,
  type Part,
  type Scrobble,
} from './scrobble';

/** From this on, in percent, Trakt itself counts something as watched. */
const WATCHED = 80;

/** What Trakt writes in the place of a moment that nobody knows. */
const untimed: readonly unknown[] = ['unknown', 'released'];

/** What items are of, beside films. */
const others: readonly string[] = ['show', 'season', 'episode', 'shows', 'seasons', 'episodes', 'person', 'list'];

/** An item, and where it stood, as messages name its fields. */
interface Item {
  readonly item: unknown;
  readonly path: string;
  readonly moviePath: string;
}

/**
 * Films that somebody has seen, of what Trakt's API takes and answers: one scrobble or item of a history, a list of them, or what
 * is sent to `/sync/history`. Episodes, and what only began, are left out. Throws InvalidFields.
 */
export function traktScrobbles(payload: Part | readonly unknown[]): Scrobble[] {
  return itemsIn(payload).flatMap(({ item, path, moviePath }) => {
    if (!isPart(item)) throw wrongField(path.slice(0, -1), item, { pt: 'um objeto', en: 'an object' });
    return isWatchedFilm(item, path) ? [scrobbleIn(item, path, moviePath)] : [];
  });
}

function itemsIn(payload: Part | readonly unknown[]): Item[] {
  if (isList(payload)) return payload.map((item, n) => ({ item, path: `${n}.`, moviePath: `${n}.movie.` }));
  const { movies } = payload;
  if (!Array.isArray(movies)) return [{ item: payload, path: '', moviePath: 'movie.' }];
  return movies.map((movie: unknown, n) => {
    const path = `movies.${n}.`;
    return { item: { movie, watched_at: partOf(movie).watched_at }, path, moviePath: path };
  });
}

function isList(payload: Part | readonly unknown[]): payload is readonly unknown[] {
  return Array.isArray(payload);
}

/** Throws InvalidFields where it is nothing of Trakt's. */
function isWatchedFilm(item: Part, path: string): boolean {
  const { type = 'movie', movie, action, progress } = item;
  if (type !== 'movie' || action === 'start' || action === 'pause') return false;
  if (movie === undefined) {
    if (others.some((field) => field in item)) return false;
    throw wrongField(`${path}movie`, movie, {
      pt: 'um filme como {"ids": {"imdb": "tt0078748"}}',
      en: 'a film like {"ids": {"imdb": "tt0078748"}}',
    });
  }
  return action !== undefined || typeof progress !== 'number' || progress >= WATCHED;
}

function scrobbleIn(item: Part, path: string, moviePath: string): Scrobble {
  const { ids } = partOf(item.movie);
  const codes = partOf(ids);
  const at = untimed.includes(item.watched_at) ? null : momentIn(`${path}watched_at`, item.watched_at);
  const name = partOf(item.user).username;
  return {
    user: name === undefined ? null : userNamed('trakt', `${path}user.username`, name),
    films: filmsAmong(
      [
        { source: 'imdb', code: codes.imdb },
        { source: 'tmdb', code: codes.tmdb },
        // All films of Trakt have one: in a history, none is in the way of the others.
        { source: 'trakt', code: codes.trakt },
      ],
      `${moviePath}ids`,
      ids,
    ),
    at,
    id: at === null ? deliveryId('trakt', item) : null,
  };
}
