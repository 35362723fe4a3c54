import { Inject, Injectable } from '@nestjs/common';
import { isMissingReference } from '../database/constraints';
import { Database } from '../database/database';
import { CLOCK, type Clock } from '../database/time';
import { FilmNotFound } from '../films/film-not-found';
import { Filme } from '../films/filme.entity';
import { UserNotFound } from '../users/user-not-found';
import { UsersService } from '../users/users.service';
import { Avaliacao } from './avaliacao.entity';
import type { Profile } from './profile';
import { RatingNotFound } from './rating-not-found';

interface ProfileRow {
  versao_perfil: number;
  filme_id: number | null;
  avaliacao: number;
  avaliado_em: number | null;
}

export interface PutRating {
  /** True when the user had not rated the film before. */
  readonly created: boolean;
  /** The rating that stands now … */
  readonly rating: number;
  /** … and its time, in milliseconds since 1970. */
  readonly ratedAt: number | null;
  readonly profileVersion: number;
}

/** Reads and writes who rated what. */
@Injectable()
export class RatingsService {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** The user's ratings as they are now, in one statement. Throws UserNotFound. */
  async profileOf(userId: number): Promise<Profile> {
    const rows = await this.database.query<ProfileRow>(
      `SELECT versao_perfil, filme_id, avaliacao, avaliado_em
       FROM usuarios LEFT JOIN avaliacoes ON usuario_id = id WHERE id = $1`,
      [userId],
    );
    const first = rows.at(0);
    if (!first) throw new UserNotFound(userId);
    const rated = rows.filter((row): row is ProfileRow & { filme_id: number } => row.filme_id !== null);
    // Ratings without a time count as the oldest; ties go by film, so that every database answers alike.
    rated.sort((a, b) => (a.avaliado_em ?? -Infinity) - (b.avaliado_em ?? -Infinity) || a.filme_id - b.filme_id);
    return {
      version: first.versao_perfil,
      filmIds: rated.map((row) => row.filme_id),
      ratings: rated.map((row) => row.avaliacao),
    };
  }

  /**
   * Rate a film. Of two ratings of the same film the newest stays: a rating made now takes the place of any other, one
   * with a time of its own only that of an older one. Throws UserNotFound, FilmNotFound.
   */
  put(userId: number, filmId: number, rating: number, ratedAt?: number): Promise<PutRating> {
    const writing = this.database.write(async (transaction) => {
      const profileVersion = await this.users.raiseProfileVersion(transaction, userId);
      if (!(await transaction.existsBy(Filme, { id: filmId }))) throw new FilmNotFound(filmId);
      const stored = await transaction.findOneBy(Avaliacao, { userId, filmId });
      if (stored && ratedAt !== undefined && ratedAt < (stored.ratedAt ?? -Infinity))
        return { created: false, rating: stored.rating, ratedAt: stored.ratedAt, profileVersion };
      const moment = ratedAt ?? this.now();
      await transaction.upsert(Avaliacao, { userId, filmId, rating, ratedAt: moment }, ['userId', 'filmId']);
      return { created: !stored, rating, ratedAt: moment, profileVersion };
    });
    return writing.catch((error: unknown) => {
      // Somebody deleted the film a moment ago: the user is ours until the transaction ends.
      throw isMissingReference(error) ? new FilmNotFound(filmId) : error;
    });
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
