import { Problem } from '../http/problem';

export class FilmNotFound extends Problem {
  constructor(id: number | string) {
    super(404, 'filme-nao-encontrado', {
      pt: `Filme com ID ${id} não encontrado.`,
      en: `There is no film with ID ${id}.`,
    });
  }
}
