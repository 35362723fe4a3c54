import { Problem } from '../http/problem';

export class UserNotFound extends Problem {
  constructor(id: number | string) {
    super(404, 'usuario-nao-encontrado', {
      pt: `Usuário com ID ${id} não encontrado.`,
      en: `There is no user with ID ${id}.`,
    });
  }
}
