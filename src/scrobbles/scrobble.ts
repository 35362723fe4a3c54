import { createHash } from 'node:crypto';
import { InvalidIdentifier, parseIdentifier } from '../identifiers/identifier';
import { LAST_MOMENT, momentOf } from '../http/iso-time';
import type { Text } from '../http/language';
import { InvalidFields } from '../http/problem';
import { received } from '../http/validation.pipe';

/** A film that somebody has seen to its end, as a media server tells it. */
export interface Scrobble {
  /** Who: an id elsewhere; null where the server does not say. */
  readonly user: string | null;
  /** Ids elsewhere of the film, one or several. */
  readonly films: readonly string[];
  /** In milliseconds since 1970; null where the server does not say: it is now. */
  readonly at: number | null;
  /** Of the event: the same of every delivery of the same notification; null: its film and moment tell it. */
  readonly id: string | null;
}

/** An object in JSON of others, of which nothing is known before it is looked at. */
export type Part = Readonly<Record<string, unknown>>;

/** Media servers, by the source of the ids elsewhere of their people. */
type Server = 'jellyfin' | 'plex' | 'emby' | 'trakt';

export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object within another; without fields where there is none. */
export function partOf(value: unknown): Part {
  return isPart(value) ? value : {};
}

/** What came in a field of a notification cannot be taken. */
export function wrongField(field: string, value: unknown, accepted: Text): InvalidFields {
  return new InvalidFields([{ field, message: received(value, accepted) }]);
}

/** What a notification is about. Throws InvalidFields where it does not say. */
export function kindIn(payload: Part, field: string, example: string): string {
  const kind = payload[field];
  if (typeof kind === 'string' && kind !== '') return kind;
  throw wrongField(field, kind, { pt: `um texto como ${example}`, en: `text like ${example}` });
}

/** Templates write `true` as text, too. */
export function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** The id elsewhere of whoever has this name on a server. Throws InvalidFields. */
export function userNamed(server: Server, field: string, name: unknown): string {
  if (typeof name === 'string')
    try {
      return parseIdentifier(`${server}:${name}`, 'usuarios');
    } catch (error) {
      if (!(error instanceof InvalidIdentifier)) throw error;
    }
  throw wrongField(field, name, { pt: 'um nome de 1 a 200 caracteres', en: 'a name of 1 to 200 characters' });
}

/** What may be an id of a film elsewhere. */
export interface Candidate {
  readonly source: 'imdb' | 'tmdb' | 'trakt';
  readonly code: unknown;
}

/**
 * Those that are ids of films; media servers keep what somebody has typed as well. field, came: where they stood, and what was
 * there. Throws InvalidFields where none is.
 */
export function filmsAmong(candidates: readonly Candidate[], field: string, came: unknown): string[] {
  const films = candidates.flatMap(({ source, code }) => {
    if (typeof code !== 'string' && typeof code !== 'number') return [];
    try {
      return [parseIdentifier(`${source}:${code}`, 'filmes')];
    } catch (error) {
      if (error instanceof InvalidIdentifier) return [];
      throw error;
    }
  });
  if (films.length > 0) return films;
  throw wrongField(field, came, {
    pt: 'o id do filme no IMDb, como tt0078748, ou no TMDB, como 348',
    en: "the film's id at IMDb, like tt0078748, or at TMDB, like 348",
  });
}

/** In milliseconds since 1970; null where nothing came. Throws InvalidFields on what is no moment. */
export function momentIn(field: string, value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  const moment = typeof value === 'string' ? momentOf(value) : null;
  if (moment !== null && moment >= 0 && moment <= LAST_MOMENT) return moment;
  throw wrongField(field, value, {
    pt: 'um momento como 2026-10-31T21:15:00Z, de 1970 a 2099',
    en: 'a moment like 2026-10-31T21:15:00Z, from 1970 to 2099',
  });
}

/** By what a notification is known again that does not say when it was. */
export function deliveryId(server: Server, payload: unknown): string {
  return `${server}-${createHash('sha256').update(JSON.stringify(payload)).digest('base64url')}`;
}
