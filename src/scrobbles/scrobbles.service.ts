import { Injectable } from '@nestjs/common';
import type { Pace } from '../access/heavy-work';
import { isPerson, type Identity } from '../access/identity';
import { Database } from '../database/database';
import { FilmNotFound } from '../films/film-not-found';
import type { BodyRow } from '../http/body-rows';
import type { Ref } from '../identifiers/identifier';
import { resolveIdentifiers } from '../identifiers/stored-identifiers';
import { BatchService } from '../importing/batch/batch.service';
import { wrongField, type Scrobble } from './scrobble';
import type { ScrobblesDto } from './scrobble.dto';

interface Taken {
  readonly counts: ScrobblesDto;
  /** Where all are of one user: the version of their profile that has them. */
  readonly profileVersion: number | null;
}

/** Keeps films that media servers have seen people watch as events of kind `assistiu`. */
@Injectable()
export class ScrobblesService {
  constructor(
    private readonly database: Database,
    private readonly batches: BatchService,
  ) {}

  /**
   * All of them or none, but for films that the catalogue does not have. Whoever is not there is made, by their id elsewhere.
   * caller: who sends them; a person, only their own. person: who saw what says nobody. Throws FilmNotFound where
   * there is none of the films, InvalidFields, InvalidRows, NotOfPerson.
   */
  async take(
    scrobbles: readonly Scrobble[],
    caller: Identity | null,
    pace: Pace,
    person: Ref | null = null,
  ): Promise<Taken> {
    const films = await resolveIdentifiers(
      this.database,
      this.database.dialect,
      'filmes',
      scrobbles.flatMap((scrobble) => scrobble.films),
    );
    const rows: BodyRow[] = [];
    const missing: Scrobble[] = [];
    for (const [n, scrobble] of scrobbles.entries()) {
      const filmId = scrobble.films.map((one) => films.get(one)).find((id) => id !== undefined);
      if (filmId === undefined) missing.push(scrobble);
      else rows.push({ row: n + 1, value: eventOf(scrobble, userOf(scrobble, caller, person), filmId) });
    }
    if (rows.length === 0 && missing.length > 0) throw new FilmNotFound(missing[0].films.join(', '));
    const { counts, profileVersion } = await this.batches.events(rows, caller, pace, true);
    return { counts: { ...counts, nao_encontrados: missing.map((scrobble) => scrobble.films[0]) }, profileVersion };
  }
}

/** Throws InvalidFields. */
function userOf({ user }: Scrobble, caller: Identity | null, person: Ref | null): Ref {
  const found = user ?? person ?? (isPerson(caller) ? caller.userId : null);
  if (found !== null) return found;
  throw wrongField('usuario', undefined, {
    pt: 'quem viu: um número, ou fonte:codigo, como trakt:ana',
    en: 'who has seen it: a number, or source:code, like trakt:ana',
  });
}

/** As it stands in `POST /eventos`. */
function eventOf({ id, at }: Scrobble, usuario_id: Ref, filme_id: number): object {
  return { id, usuario_id, filme_id, tipo: 'assistiu', quando: at === null ? null : new Date(at).toISOString() };
}
