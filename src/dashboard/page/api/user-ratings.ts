import { noted } from '../state/changes';
import { rating, t } from '../state/locale';
import type { PutRating, Rating } from './answer-types';
import { ask, get, send } from './client';

interface RatedFilm {
  readonly id: number;
  readonly titulo: string;
}

const pathOf = (userId: number, filmId: number): string => `/usuarios/${userId}/avaliacoes/${filmId}`;

/** Rate a film for a user, for the first time or anew, so that it can be taken back. */
export async function putRating(userId: number, film: RatedFilm, value: number): Promise<void> {
  const path = pathOf(userId, film.id);
  const { body } = await ask<PutRating>(path, { method: 'PUT', body: { avaliacao: value } });
  const { anterior } = body;
  noted({
    text: () => t.value.changes.rated(film.titulo, rating(value)),
    place: () => t.value.pickers.userNumber(userId),
    revert: () => (anterior ? send(path, { method: 'PUT', body: anterior }) : send(path, { method: 'DELETE' })),
  });
}

export async function removeRating(userId: number, film: RatedFilm): Promise<void> {
  const path = pathOf(userId, film.id);
  const { avaliacao, avaliado_em, recomendacao_id } = await get<Rating>(path);
  await send(path, { method: 'DELETE' });
  noted({
    text: () => t.value.changes.unrated(film.titulo),
    place: () => t.value.pickers.userNumber(userId),
    revert: () => send(path, { method: 'PUT', body: { avaliacao, avaliado_em, recomendacao_id } }),
  });
}
