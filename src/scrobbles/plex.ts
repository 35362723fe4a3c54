import {
  deliveryId,
  filmsAmong,
  kindIn,
  partOf,
  userNamed,
  type Candidate,
  type Part,
  type Scrobble,
} from './scrobble';

/** `imdb://tt0078748`, and as agents of before wrote it, `com.plexapp.agents.themoviedb://348?lang=en`. */
const guid = /^(?:com\.plexapp\.agents\.)?(imdb|tmdb|themoviedb):\/\/([^/?]+)/;

/**
 * What Plex's webhooks say in the field `payload` of their form: of a film that was played past its 90 % (`media.scrobble`), who
 * saw it. They do not say when that was. Null for everything else. Throws InvalidFields.
 */
export function plexScrobble(payload: Part): Scrobble | null {
  if (kindIn(payload, 'event', 'media.scrobble') !== 'media.scrobble') return null;
  const metadata = partOf(payload.Metadata);
  if ((metadata.type ?? 'movie') !== 'movie') return null;
  const guids: readonly unknown[] = Array.isArray(metadata.Guid) ? metadata.Guid : [];
  const candidates = [...guids.map((one) => partOf(one).id), metadata.guid].flatMap(candidateIn);
  return {
    user: userNamed('plex', 'Account.title', partOf(payload.Account).title),
    films: filmsAmong(candidates, 'Metadata.Guid', metadata.Guid ?? metadata.guid),
    at: null,
    id: deliveryId('plex', payload),
  };
}

function candidateIn(text: unknown): Candidate[] {
  const found = typeof text === 'string' ? guid.exec(text) : null;
  return found ? [{ source: found[1] === 'imdb' ? 'imdb' : 'tmdb', code: found[2] }] : [];
}
