import { deliveryId, filmsAmong, isPart, momentIn, partOf, userNamed, wrongField, type Part, type Scrobble } from './scrobble';

/** From this on, in percent, Trakt itself counts something as watched. */
const WATCHED = 80;

/** What Trakt writes in the place of a moment that nobody knows. */
const untimed: readonly unknown[] = ['unknown', 'released'];

/**
 * Films that somebody has seen, of what Trakt's API takes and answers: one scrobble or item of a history, a list of them, or what
 * is sent to `/sync/history`. Episodes, and what only began, are left out. Throws InvalidFields.
 */
export function traktScrobbles(payload: Part | readonly unknown[]): Scrobble[] {
  return itemsIn(payload).flatMap((item, n) => {
    if (!isPart(item)) throw wrongField(String(n), item, { pt: 'um objeto', en: 'an object' });
    return isWatched(item) ? [scrobbleIn(item)] : [];
  });
}

function itemsIn(payload: Part | readonly unknown[]): readonly unknown[] {
  if (isList(payload)) return payload;
  const { movies } = payload;
  if (!Array.isArray(movies)) return [payload];
  return movies.map((movie: unknown) => ({ movie, watched_at: partOf(movie).watched_at }));
}

function isList(payload: Part | readonly unknown[]): payload is readonly unknown[] {
  return Array.isArray(payload);
}

function isWatched({ type = 'movie', movie, action, progress }: Part): boolean {
  if (type !== 'movie' || movie === undefined || action === 'start' || action === 'pause') return false;
  return action !== undefined || typeof progress !== 'number' || progress >= WATCHED;
}

function scrobbleIn(item: Part): Scrobble {
  const ids = partOf(partOf(item.movie).ids);
  const at = untimed.includes(item.watched_at) ? null : momentIn('watched_at', item.watched_at);
  const name = partOf(item.user).username;
  return {
    user: name === undefined ? null : userNamed('trakt', 'user.username', name),
    films: filmsAmong([
      { source: 'imdb', field: 'movie.ids.imdb', code: ids.imdb },
      { source: 'tmdb', field: 'movie.ids.tmdb', code: ids.tmdb },
    ]),
    at,
    id: at === null ? deliveryId('trakt', item) : null,
  };
}
