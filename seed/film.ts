/** A film of the catalogue, as `filmes.csv` gives it. Several values of a field are separated by ", ". */
export interface SeedFilm {
  readonly id: number;
  readonly titulo: string;
  readonly genero: string | null;
  readonly diretor: string | null;
  readonly atores: string | null;
  readonly ano: number | null;
}

/** Every genre that `filmes.csv` uses. The first genre of a film is its main one. */
export const GENRES = [
  'ação',
  'animação',
  'aventura',
  'biografia',
  'comédia',
  'crime',
  'documentário',
  'drama',
  'fantasia',
  'faroeste',
  'ficção científica',
  'guerra',
  'mistério',
  'musical',
  'romance',
  'suspense',
  'terror',
] as const;

export type Genre = (typeof GENRES)[number];

/** What the generator looks at in a film: its text fields taken apart once. */
export interface FilmTraits {
  readonly genres: readonly string[];
  readonly directors: readonly string[];
  readonly actors: readonly string[];
  readonly year: number | null;
}

export function traitsOf(film: SeedFilm): FilmTraits {
  return {
    genres: listed(film.genero),
    directors: listed(film.diretor),
    actors: listed(film.atores),
    year: film.ano,
  };
}

function listed(text: string | null): string[] {
  return text ? text.split(', ') : [];
}
