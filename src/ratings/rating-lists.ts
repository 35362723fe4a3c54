import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions';
import { Database } from '../database/database';
import type { Snapshot } from '../database/snapshot';
import { decodeCursor } from '../http/cursor';
import { pageOf, type Page } from '../http/page';
import type { PageQuery } from '../http/page.query';
import { eventsOf } from '../events/event-lists';
import { identified, identifiersOf } from '../identifiers/stored-identifiers';
import { isoTime } from '../http/iso-time';
import { UserNotFound } from '../users/user-not-found';
import { UsersService } from '../users/users.service';
import { RatingNotFound } from './rating-not-found';
import type { PersonalDataDto, RatingDto } from './rating.dto';
import { shownLists } from './shown-lists';

interface RatingRow {
  usuario_id: number;
  filme_id: number;
  avaliacao: number;
  avaliado_em: number | null;
  recomendacao_id: string | null;
}

/** The columns of a {@link RatingRow}, for a SELECT. */
const ratingColumns = 'usuario_id, filme_id, avaliacao, avaliado_em, recomendacao_id';

/** A rating without a time counts as the oldest. */
const WHEN = 'COALESCE(avaliado_em, -1)';
const ORDER = 'avaliado_em';

/** Lists what a user has rated. */
@Injectable()
export class RatingLists {
  constructor(
    private readonly database: Database,
    private readonly users: UsersService,
  ) {}

  /** One page of a user's ratings, newest first. Throws UserNotFound, and InvalidFields on a cursor that is none. */
  async page(userId: number, { limite: limit, cursor }: PageQuery): Promise<Page<RatingDto>> {
    const conditions = new Conditions().add('usuario_id = ?', userId);
    if (cursor) {
      const after = decodeCursor(cursor, ORDER, 'integer');
      conditions.add(`(${WHEN} < ? OR (${WHEN} = ? AND filme_id > ?))`, after.value, after.value, after.id);
    }
    await this.users.get(userId);
    const rows = await this.database.query<RatingRow>(
      `SELECT ${ratingColumns} FROM avaliacoes ${conditions.where}
       ORDER BY ${WHEN} DESC, filme_id LIMIT ${limit + 1}`,
      conditions.parameters,
    );
    const page = pageOf(rows, limit, (last) => ({ order: ORDER, value: last.avaliado_em ?? -1, id: last.filme_id }));
    return { ...page, items: page.items.map((row) => ({ ...row, avaliado_em: isoTime(row.avaliado_em) })) };
  }

  /** One rating. Throws RatingNotFound. */
  async one(userId: number, filmId: number): Promise<RatingDto> {
    const rows = await this.database.query<RatingRow>(
      `SELECT ${ratingColumns} FROM avaliacoes WHERE usuario_id = $1 AND filme_id = $2`,
      [userId, filmId],
    );
    const row = rows.at(0);
    if (!row) throw new RatingNotFound(userId, filmId);
    return { ...row, avaliado_em: isoTime(row.avaliado_em) };
  }

  /** All that is held about a user, of one moment, so that it belongs together. Throws UserNotFound. */
  async everythingAbout(userId: number): Promise<PersonalDataDto> {
    const snapshot = await this.database.snapshot();
    try {
      return await this.everythingIn(snapshot, userId);
    } finally {
      await snapshot.close();
    }
  }

  private async everythingIn(snapshot: Snapshot, userId: number): Promise<PersonalDataDto> {
    interface Row extends Omit<RatingRow, 'filme_id'> {
      nome: string;
      email: string | null;
      versao_perfil: number;
      filme_id: number | null;
      titulo: string;
    }
    const rows = await snapshot.query<Row>(
      `SELECT nome, email, versao_perfil, filme_id, titulo, avaliacao, avaliado_em, recomendacao_id
       FROM usuarios LEFT JOIN avaliacoes ON usuario_id = usuarios.id LEFT JOIN filmes ON filmes.id = filme_id
       WHERE usuarios.id = $1 ORDER BY ${WHEN} DESC, filme_id`,
      [userId],
    );
    const first = rows.at(0);
    if (!first) throw new UserNotFound(userId);
    const own = await identifiersOf(snapshot, this.database.dialect, 'usuarios', [userId]);
    return {
      usuario: identified({ id: userId, nome: first.nome, email: first.email }, own.get(userId)),
      avaliacoes: rows.flatMap(({ filme_id, titulo, avaliacao, avaliado_em, recomendacao_id }) =>
        filme_id === null ? [] : [{ filme_id, titulo, avaliacao, avaliado_em: isoTime(avaliado_em), recomendacao_id }],
      ),
      eventos: await eventsOf(snapshot, userId),
      exposicoes: await shownLists(snapshot, userId),
      versao_perfil: first.versao_perfil,
    };
  }
}
