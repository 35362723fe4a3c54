import { Problem } from '../http/problem';

export class CoverNotFound extends Problem {
  constructor(id: number) {
    super(404, 'capa-nao-encontrada', {
      pt: `O filme com ID ${id} não tem capa em arquivo.`,
      en: `The film with ID ${id} has no cover in a file.`,
    });
  }
}
