import {
  deliveryId,
  filmsAmong,
  isTrue,
  kindIn,
  momentIn,
  partOf,
  userNamed,
  type Part,
  type Scrobble,
} from './scrobble';

/**
 * What Emby's webhooks send: of a film that was played to its end, or marked as played, who saw it. Null for everything else.
 * Throws InvalidFields.
 */
export function embyScrobble(payload: Part): Scrobble | null {
  const kind = kindIn(payload, 'Event', 'playback.stop');
  const isOver = kind === 'playback.stop' && isTrue(partOf(payload.PlaybackInfo).PlayedToCompletion);
  if (!isOver && kind !== 'item.markplayed') return null;
  const item = partOf(payload.Item);
  if ((item.Type ?? 'Movie') !== 'Movie') return null;
  const providers = partOf(item.ProviderIds);
  const at = momentIn('Date', payload.Date);
  return {
    user: userNamed('emby', 'User.Name', partOf(payload.User).Name),
    films: filmsAmong(
      [
        // Plugins write the names of providers in either way.
        { source: 'imdb', code: providers.Imdb ?? providers.IMDB ?? providers.imdb },
        { source: 'tmdb', code: providers.Tmdb ?? providers.TMDB ?? providers.tmdb },
      ],
      'Item.ProviderIds',
      item.ProviderIds,
    ),
    at,
    id: at === null ? deliveryId('emby', payload) : null,
  };
}
