import { deliveryId, filmsAmong, isTrue, kindIn, momentIn, userNamed, type Part, type Scrobble } from './scrobble';

/**
 * What Jellyfin's webhook plugin sends with all properties: of a film that was played to its end, who saw it. Null for everything
 * else. Throws InvalidFields.
 */
export function jellyfinScrobble(payload: Part): Scrobble | null {
  if (kindIn(payload, 'NotificationType', 'PlaybackStop') !== 'PlaybackStop') return null;
  // A template of somebody's own may leave the type out: who sends films alone has no need of it.
  if ((payload.ItemType ?? 'Movie') !== 'Movie' || !isTrue(payload.PlayedToCompletion)) return null;
  const at = momentIn('UtcTimestamp', payload.UtcTimestamp);
  return {
    user: userNamed('jellyfin', 'NotificationUsername', payload.NotificationUsername ?? payload.Username),
    films: filmsAmong(
      [
        { source: 'imdb', code: payload.Provider_imdb },
        { source: 'tmdb', code: payload.Provider_tmdb },
      ],
      'Provider_imdb, Provider_tmdb',
      payload.Provider_imdb ?? payload.Provider_tmdb,
    ),
    at,
    id: at === null ? deliveryId('jellyfin', payload) : null,
  };
}
