import { send } from './client';

const pathOf = (userId: number, filmId: number): string => `/usuarios/${userId}/avaliacoes/${filmId}`;

/** Rate a film for a user, for the first time or anew. */
export async function putRating(userId: number, filmId: number, value: number): Promise<void> {
  await send(pathOf(userId, filmId), { method: 'PUT', body: { avaliacao: value } });
}

export async function removeRating(userId: number, filmId: number): Promise<void> {
  await send(pathOf(userId, filmId), { method: 'DELETE' });
}
