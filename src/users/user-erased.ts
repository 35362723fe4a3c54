import { Problem } from '../http/problem';

/** A user who was erased is not made again by what still comes of them. */
export class UserErased extends Problem {
  constructor(identifier: string, erasedAt: number) {
    const day = new Date(erasedAt).toISOString().slice(0, 10);
    super(410, 'usuario-apagado', {
      pt: `O usuário ${identifier} foi apagado em ${day}. POST /usuarios com este identificador cria outro.`,
      en: `User ${identifier} was erased on ${day}. POST /usuarios with this identifier makes another one.`,
    });
  }
}
