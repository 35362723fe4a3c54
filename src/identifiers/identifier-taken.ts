import type { NumberedTable } from '../database/dialect';
import { Problem } from '../http/problem';

/** Somebody else has the id elsewhere. */
export class IdentifierTaken extends Problem {
  constructor(of: NumberedTable, identifier: string, owner: number) {
    const words = of === 'filmes' ? { pt: 'filme', en: 'film' } : { pt: 'usuário', en: 'user' };
    super(409, 'identificador-em-uso', {
      pt: `O identificador ${identifier} já é do ${words.pt} ${owner}.`,
      en: `The identifier ${identifier} already belongs to ${words.en} ${owner}.`,
    });
  }
}
