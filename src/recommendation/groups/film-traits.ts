/** What a film's words are made from: names with ", " between them. */
export interface DescribedFilm {
  readonly genero: string;
  readonly diretor: string;
  readonly atores: string;
}

/** Actors that count: the first are the ones people know. */
export const MOST_ACTORS = 5;

/** Words that tell the engine what a film is before anybody rates it: `g:drama`, `d:agnès varda`, `a:toshiro mifune`. */
export function filmTraits({ genero, diretor, atores }: DescribedFilm): string[] {
  return [
    ...names(genero).map((name) => `${GENRE}${name}`),
    ...names(diretor).map((name) => `d:${name}`),
    ...names(atores)
      .slice(0, MOST_ACTORS)
      .map((name) => `a:${name}`),
  ];
}

/** What the word of a genre begins with. */
export const GENRE = 'g:';

function names(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}
