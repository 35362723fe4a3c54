import { InvalidFields, Problem } from '../http/problem';
import type { Ref } from '../identifiers/identifier';

export class FilmNotFound extends Problem {
  constructor(id: number | string) {
    super(404, 'filme-nao-encontrado', {
      pt: `Filme com ID ${id} não encontrado.`,
      en: `There is no film with ID ${id}.`,
    });
  }
}

/** Films that a body names are not there. field: where each is named. */
export function unknownFilms(films: readonly { readonly ref: Ref; readonly field: string }[]): InvalidFields {
  return new InvalidFields(
    films.map(({ ref, field }) => ({
      field,
      message: { pt: `o filme ${ref} não existe`, en: `film ${ref} does not exist` },
    })),
  );
}
