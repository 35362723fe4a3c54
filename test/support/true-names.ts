import { traitName, traitsOf, type FilmWithTraits } from '../../src/films/film-traits';
import type { Language } from '../../src/http/language';

type NamedFilm = FilmWithTraits & { readonly titulo: string; readonly pais?: string };

/**
 * What a group's name says that is not so: of which fewer than half of its twenty most typical films have it, or no more of
 * them than of all films; or a film that is none of them. typical: the first twenty of the group.
 */
export function untrueIn(
  name: string,
  language: Language,
  typical: readonly NamedFilm[],
  all: readonly NamedFilm[],
): string[] {
  const likeFilms = /^(?:como|like) (.*)$/.exec(name.replace(/ \(\d+\)$/, ''))?.[1];
  if (likeFilms !== undefined) {
    const titles = typical.map(({ titulo }) => titulo);
    const and = language === 'pt' ? ' e ' : ' and ';
    const isPair = titles.some((one) => titles.some((other) => likeFilms === `${one}${and}${other}`));
    return isPair || titles.includes(likeFilms) ? [] : [name];
  }
  const has = (film: NamedFilm, part: string): boolean =>
    film.pais === part || traitsOf(film).some((trait) => traitName(trait, language) === part);
  const share = (films: readonly NamedFilm[], part: string): number =>
    films.filter((film) => has(film, part)).length / films.length;
  return name.split(/ · |, /).filter((part) => share(typical, part) < 0.5 || share(typical, part) <= share(all, part));
}
