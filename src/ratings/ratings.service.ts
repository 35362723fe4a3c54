import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from '../database/database';
import { lockRows } from '../database/row-locks';
import { CLOCK, type Clock } from '../database/clock';
import { goneFilms, joinedEvents, spokenKinds, standings, toldOpinions } from '../events/spoken-events';
import type { Ref } from '../identifiers/identifier';
import { resolveIdentifiers } from '../identifiers/stored-identifiers';
import { isDuplicateId } from '../database/database-errors';
import { FilmNotFound } from '../films/film-not-found';
import { UserNotFound } from '../users/user-not-found';
import { UsersService } from '../users/users.service';
import { Avaliacao } from './avaliacao.entity';
import type { Profile } from './profile';
import { RatingNotFound } from './rating-not-found';

interface ProfileRow {
  versao_perfil: number;
  /** `film,rating,time,film,rating,time,…` */
  notas: string | null;
  /** `film,"kind",value,time,…`, oldest first. */
  eventos: string | null;
}

/** Ratings without a time count as the oldest; ties go by film, so that every database answers alike. */
const OLDEST_FIRST = 'ORDER BY avaliado_em NULLS FIRST, filme_id';

/** A rating, whosever and of whatever film. */
interface StoredRating {
  /** From 0 to 5. */
  readonly rating: number;
  /** In milliseconds since 1970; null when nobody knows. */
  readonly ratedAt: number | null;
  /** The list that it names. */
  readonly recommendationId: string | null;
}

export interface PutRating {
  /** Whose it is, and of which film. */
  readonly userId: number;
  readonly filmId: number;
  /** True when the user had not rated the film before. */
  readonly created: boolean;
  /** The rating that stands now … */
  readonly stands: StoredRating;
  /** … and what was there before; null when there was none. */
  readonly earlier: StoredRating | null;
  readonly profileVersion: number;
}

/** When a film was rated, and whether that counts. */
export interface RatedWhen {
  /** In milliseconds since 1970; null when nobody knows; left out: now. */
  readonly at?: number | null;
  /** Whether the rating takes the place of a newer one as well. */
  readonly anyway: boolean;
}

/** Reads and writes who rated what. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The user's ratings, and what their events say, as they are now, in one statement. Throws UserNotFound. */
  async profileOf(userId: number): Promise<Profile> {
    const { signals } = this.settings;
    const time = `COALESCE(CAST(avaliado_em AS TEXT), 'null')`;
    const rated = `CAST(filme_id AS TEXT) || ',' || CAST(avaliacao AS TEXT) || ',' || ${time}`;
    // One text, read as JSON: making an object of each rating would take as long as scoring does.
    const rows = await this.database.queryPrepared<ProfileRow>(
      `SELECT versao_perfil, string_agg(${rated}, ',' ${OLDEST_FIRST}) AS notas,
         (SELECT ${joinedEvents} FROM eventos
          WHERE eventos.usuario_id = usuarios.id AND tipo IN ${spokenKinds(signals)}) AS eventos
       FROM usuarios LEFT JOIN avaliacoes ON usuario_id = id WHERE id = $1 GROUP BY id, versao_perfil`,
      [userId],
    );
    const profile = rows.at(0);
    if (!profile) throw new UserNotFound(userId);
    const numbers = JSON.parse(`[${profile.notas ?? ''}]`) as (number | null)[];
    const filmIds: number[] = [];
    const ratings: number[] = [];
    const times: (number | null)[] = [];
    for (let n = 0; n < numbers.length; n += 3) {
      filmIds.push(Number(numbers[n]));
      ratings.push(Number(numbers[n + 1]));
      times.push(numbers[n + 2]);
    }
    const known = new Set(filmIds);
    const standing = standings(profile.eventos, signals);
    return {
      version: profile.versao_perfil,
      filmIds,
      ratings,
      times,
      told: toldOpinions(standing, known),
      gone: goneFilms(standing, known),
    };
  }

  /**
   * Rate a film. Of two ratings of the same film the newest stays, unless this one is to stand anyway: a rating made now
   * takes the place of any other, one with a time of its own only that of an older one. With `creates`, a user with an id elsewhere who is not there is made.
   * Throws UserNotFound, FilmNotFound, UserErased.
   */
  put(
    user: Ref,
    film: Ref,
    { rating, recommendationId }: Omit<StoredRating, 'ratedAt'>,
    { at, anyway }: RatedWhen,
    creates = false,
  ): Promise<PutRating> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      const known = await resolveIdentifiers(transaction, dialect, 'filmes', [film]);
      const filmId = typeof film === 'number' ? film : known.get(film);
      if (filmId === undefined) throw new FilmNotFound(film);
      const userId = await this.users.idOf(transaction, user, creates);
      const films = await lockRows(transaction, dialect, 'filmes', [filmId], 'refer');
      const profileVersion = await this.users.raiseProfileVersion(transaction, userId);
      if (!films.has(filmId)) throw new FilmNotFound(filmId);
      const stored = await transaction.findOneBy(Avaliacao, { userId, filmId });
      const earlier = stored && {
        rating: stored.rating,
        ratedAt: stored.ratedAt,
        recommendationId: stored.recommendationId,
      };
      const ratedAt = at === undefined ? this.now() : at;
      if (earlier && !anyway && at !== undefined && (ratedAt ?? -Infinity) < (earlier.ratedAt ?? -Infinity))
        return { userId, filmId, created: false, stands: earlier, earlier, profileVersion };
      const stands = { rating, ratedAt, recommendationId };
      await transaction.upsert(Avaliacao, { userId, filmId, ...stands }, ['userId', 'filmId']);
      return { userId, filmId, created: !stored, stands, earlier, profileVersion };
    }, isDuplicateId);
  }

  /** Take a rating back; resolves to the new profile version. Throws UserNotFound, RatingNotFound. */
  remove(userId: number, filmId: number): Promise<number> {
    return this.database.write(async (transaction) => {
      const profileVersion = await this.users.raiseProfileVersion(transaction, userId);
      const { affected } = await transaction.delete(Avaliacao, { userId, filmId });
      if (!affected) throw new RatingNotFound(userId, filmId);
      return profileVersion;
    });
  }
}
