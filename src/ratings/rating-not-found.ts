import { Problem } from '../http/problem';

export class RatingNotFound extends Problem {
  constructor(userId: number, filmId: number) {
    super(404, 'avaliacao-nao-encontrada', {
      pt: `O usuário ${userId} não avaliou o filme ${filmId}.`,
      en: `User ${userId} has not rated film ${filmId}.`,
    });
  }
}
