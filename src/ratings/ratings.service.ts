import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SETTINGS, type Settings } from '../config/settings';
import { Database } from '../database/database';
import { WrittenTogether } from '../database/written-together';
import { lockRows } from '../database/row-locks';
import { CLOCK, type Clock } from '../database/clock';
import { goneFilms, joinedEvents, spokenKinds, standings, toldOpinions } from '../events/spoken-events';
import type { Ref } from '../identifiers/identifier';
import { resolveIdentifiers } from '../identifiers/stored-identifiers';
import { isDuplicateId } from '../database/database-errors';
import { present } from '../invariants';
import { FilmNotFound } from '../films/film-not-found';
import { UserNotFound } from '../users/user-not-found';
import { UsersService } from '../users/users.service';
import { Avaliacao } from './avaliacao.entity';
import type { Profile } from './profile';
import { RatingNotFound } from './rating-not-found';
import { writeRatings, type NewRating, type PutRating, type RatedWhen } from './write-ratings';

interface ProfileRow {
  versao_perfil: number;
  /** `film,rating,time,film,rating,time,…` */
  notas: string | null;
  /** `film,"kind",value,time,…`, oldest first. */
  eventos: string | null;
}

/** Ratings without a time count as the oldest; ties go by film, so that every database answers alike. */
const OLDEST_FIRST = 'ORDER BY avaliado_em NULLS FIRST, filme_id';

/** A rating that somebody sends. */
interface SentRating extends Omit<NewRating, 'userId' | 'filmId'> {
  readonly user: Ref;
  readonly film: Ref;
  /** Whether a user with an id elsewhere who is not there is made. */
  readonly creates: boolean;
}

/** Reads and writes who rated what. */
@Injectable()
export class RatingsService {
  private readonly sent: WrittenTogether<SentRating, PutRating>;

  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.sent = new WrittenTogether(database, {
      together: (transaction, ratings) => this.putTogether(transaction, ratings),
      alone: (rating) => this.putAlone(rating),
    });
  }

  /** The user's ratings, and what their events say, as they are now, in one statement. Throws UserNotFound. */
  async profileOf(userId: number): Promise<Profile> {
    const { signals } = this.settings;
    const time = `COALESCE(CAST(avaliado_em AS TEXT), 'null')`;
    const rated = `CAST(filme_id AS TEXT) || ',' || CAST(avaliacao AS TEXT) || ',' || ${time}`;
    // One text, read as JSON: making an object of each rating would take as long as scoring does. The number is said to both tables, so that
    // PostgreSQL plans one partition of each, not all of them.
    const rows = await this.database.queryPrepared<ProfileRow>(
      `SELECT versao_perfil, string_agg(${rated}, ',' ${OLDEST_FIRST}) AS notas,
         (SELECT ${joinedEvents} FROM eventos
          WHERE eventos.usuario_id = $1 AND tipo IN ${spokenKinds(signals)}) AS eventos
       FROM usuarios LEFT JOIN avaliacoes ON usuario_id = id WHERE id = $2 GROUP BY id, versao_perfil`,
      [userId, userId],
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
    { rating, recommendationId }: Pick<NewRating, 'rating' | 'recommendationId'>,
    { at, anyway }: RatedWhen,
    creates = false,
  ): Promise<PutRating> {
    return this.sent.write({ user, film, rating, recommendationId, at, anyway, creates });
  }

  /** Those whose users and films are there, and held by nobody else. */
  private async putTogether(transaction: EntityManager, ratings: readonly SentRating[]): Promise<(PutRating | null)[]> {
    const { dialect } = this.database;
    const found = {
      films: await resolveIdentifiers(
        transaction,
        dialect,
        'filmes',
        ratings.map(({ film }) => film),
      ),
      users: await resolveIdentifiers(
        transaction,
        dialect,
        'usuarios',
        ratings.map(({ user }) => user),
      ),
    };
    const numbered = ratings.map(({ user, film, ...rating }) => ({
      ...rating,
      userId: typeof user === 'number' ? user : found.users.get(user),
      filmId: typeof film === 'number' ? film : found.films.get(film),
    }));
    const ids = (of: 'userId' | 'filmId') =>
      new Set(numbered.flatMap(({ [of]: id }) => (id === undefined ? [] : [id])));
    const films = await lockRows(transaction, dialect, 'filmes', ids('filmId'), 'refer', 'at once');
    const users = await lockRows(transaction, dialect, 'usuarios', ids('userId'), 'change', 'at once');
    const isHeld = (rating: (typeof numbered)[number]): rating is typeof rating & NewRating =>
      rating.userId !== undefined &&
      users.has(rating.userId) &&
      rating.filmId !== undefined &&
      films.has(rating.filmId);
    const written = (await writeRatings(transaction, dialect, numbered.filter(isHeld), this.now())).values();
    return numbered.map((rating) => (isHeld(rating) ? present(written.next().value, 'a rating written') : null));
  }

  private putAlone({ user, film, creates, ...rating }: SentRating): Promise<PutRating> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      const found = await resolveIdentifiers(transaction, dialect, 'filmes', [film]);
      const filmId = typeof film === 'number' ? film : found.get(film);
      if (filmId === undefined) throw new FilmNotFound(film);
      const userId = await this.users.idOf(transaction, user, creates);
      const films = await lockRows(transaction, dialect, 'filmes', [filmId], 'refer');
      const users = await lockRows(transaction, dialect, 'usuarios', [userId], 'change');
      if (!users.has(userId)) throw new UserNotFound(userId);
      if (!films.has(filmId)) throw new FilmNotFound(filmId);
      return (await writeRatings(transaction, dialect, [{ ...rating, userId, filmId }], this.now()))[0];
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
