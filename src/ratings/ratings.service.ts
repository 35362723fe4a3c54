import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { CLOCK, type Clock } from '../database/time';
import { FilmNotFound } from '../films/film-not-found';
import { Filme } from '../films/filme.entity';
import { UserNotFound } from '../users/user-not-found';
import { UsersService } from '../users/users.service';
import { Avaliacao } from './avaliacao.entity';
import type { Profile } from './profile';

interface ProfileRow {
  versao_perfil: number;
  filme_id: number | null;
  avaliacao: number;
  avaliado_em: number | null;
}

export interface PutRating {
  /** True when the user had not rated the film before. */
  readonly created: boolean;
  /** Time of the rating, in milliseconds since 1970. */
  readonly ratedAt: number;
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

  /** Rate a film; a second rating of the same film replaces the first. Throws UserNotFound, FilmNotFound. */
  put(userId: number, filmId: number, rating: number): Promise<PutRating> {
    return this.database.write(async (transaction) => {
      const profileVersion = await this.users.raiseProfileVersion(transaction, userId);
      if (!(await transaction.existsBy(Filme, { id: filmId }))) throw new FilmNotFound(filmId);
      const ratedAt = this.now();
      const created = !(await transaction.existsBy(Avaliacao, { userId, filmId }));
      await transaction.upsert(Avaliacao, { userId, filmId, rating, ratedAt }, ['userId', 'filmId']);
      return { created, ratedAt, profileVersion };
    });
  }
}
