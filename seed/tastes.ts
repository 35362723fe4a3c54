import type { FilmTraits, Genre } from './film';

/** Something people like: genres above all, and for some a time or the people who made the film. */
export interface Taste {
  readonly name: string;
  /** How common the taste is. */
  readonly share: number;
  /** Liking per genre, 1 for what the taste is about, below 0 for what it avoids. */
  readonly genres: Partial<Record<Genre, number>>;
  /** First and last year of the time that the taste prefers. */
  readonly years?: readonly [number, number];
  /** Directors and actors it looks for. */
  readonly makers?: readonly string[];
}

/** The tastes of users 1 to 5, in that order. */
export const CLEAR_TASTES: readonly Taste[] = [
  { name: 'comedy', share: 5, genres: { comédia: 1, animação: 0.2, terror: -0.4, guerra: -0.4, drama: -0.1 } },
  { name: 'romance', share: 5, genres: { romance: 1, musical: 0.3, ação: -0.4, terror: -0.5, guerra: -0.2 } },
  {
    name: 'science fiction',
    share: 6,
    genres: { 'ficção científica': 1, fantasia: 0.1, romance: -0.4, musical: -0.5, comédia: -0.2 },
  },
  { name: 'action', share: 5, genres: { ação: 1, guerra: 0.2, crime: 0.15, romance: -0.4, musical: -0.5 } },
  { name: 'drama', share: 5, genres: { drama: 1, biografia: 0.3, ação: -0.4, terror: -0.4, fantasia: -0.3 } },
];

/** Every taste that a person can have. */
export const TASTES: readonly Taste[] = [
  ...CLEAR_TASTES,
  {
    name: 'mystery',
    share: 3,
    genres: { suspense: 1, mistério: 1, crime: 0.3, musical: -0.4 },
    makers: ['Alfred Hitchcock', 'David Fincher', 'David Lynch'],
  },
  { name: 'horror', share: 2, genres: { terror: 1.3, suspense: 0.3, romance: -0.5, musical: -0.5 } },
  {
    name: 'crime',
    share: 3,
    genres: { crime: 1, suspense: 0.2, faroeste: 0.2, fantasia: -0.3 },
    makers: ['Martin Scorsese', 'Quentin Tarantino', 'Robert De Niro', 'Al Pacino', 'Joel Coen'],
  },
  {
    name: 'family',
    share: 3,
    genres: { animação: 1.1, fantasia: 0.7, musical: 0.5, aventura: 0.3, crime: -0.5, terror: -0.6 },
    makers: ['Hayao Miyazaki', 'Pete Docter'],
  },
  {
    name: 'adventure of the eighties',
    share: 3,
    genres: { aventura: 1, fantasia: 0.5, 'ficção científica': 0.2, drama: -0.3 },
    years: [1975, 1994],
    makers: ['Steven Spielberg', 'Harrison Ford', 'Robert Zemeckis'],
  },
  {
    name: 'old Hollywood',
    share: 2,
    genres: { mistério: 0.3, romance: 0.3, comédia: 0.3, musical: 0.4, faroeste: 0.4 },
    years: [1930, 1966],
    makers: ['Billy Wilder', 'John Ford', 'Humphrey Bogart', 'James Stewart', 'Cary Grant'],
  },
  {
    name: 'Brazilian cinema',
    share: 4,
    genres: { drama: 0.3, comédia: 0.2, biografia: 0.2 },
    makers: [
      ...['Fernanda Montenegro', 'Fernanda Torres', 'Wagner Moura', 'Selton Mello', 'Lázaro Ramos', 'Sônia Braga'],
      ...['Regina Casé', 'Rodrigo Santoro', 'Leandra Leal', 'Kleber Mendonça Filho', 'Walter Salles', 'Guel Arraes'],
      ...['Karim Aïnouz', 'Glauber Rocha', 'Jorge Furtado', 'Eduardo Coutinho', 'José Padilha', 'Marieta Severo'],
      ...['Irandhir Santos', 'João Miguel', 'Alexandre Rodrigues', 'José Dumont', 'Glória Pires', 'Daniel de Oliveira'],
    ],
  },
  {
    name: 'masters of world cinema',
    share: 3,
    genres: { drama: 0.4, documentário: 0.3, ação: -0.1 },
    makers: [
      ...['Akira Kurosawa', 'Ingmar Bergman', 'Federico Fellini', 'François Truffaut', 'Jean-Luc Godard'],
      ...['Andrei Tarkovsky', 'Yasujirō Ozu', 'Wong Kar-wai', 'Pedro Almodóvar', 'Bong Joon-ho', 'Michael Haneke'],
      ...['Agnès Varda', 'Werner Herzog', 'Park Chan-wook', 'Jean Renoir', 'Asghar Farhadi', 'Alfonso Cuarón'],
    ],
  },
  { name: 'war and the west', share: 2, genres: { guerra: 1, faroeste: 1, biografia: 0.3, musical: -0.4 } },
  {
    name: 'new blockbusters',
    share: 3,
    genres: { ação: 0.4, aventura: 0.5, 'ficção científica': 0.3, fantasia: 0.3, documentário: -0.4 },
    years: [2001, 2026],
    makers: ['Christopher Nolan', 'Denis Villeneuve', 'Peter Jackson', 'Robert Downey Jr.'],
  },
];

/** A film's first genre says most about it. */
const GENRE_WEIGHTS = [1, 0.55, 0.4];
const YEARS_BONUS = 0.4;
const MAKER_BONUS = 0.7;

/** How well a film suits a taste: about 1 when it is what the taste is about, 0 when it is not, below when avoided. */
export function affinity(taste: Taste, film: FilmTraits): number {
  const liking: Partial<Record<string, number>> = taste.genres;
  let sum = film.genres
    .slice(0, GENRE_WEIGHTS.length)
    .reduce((total, genre, rank) => total + GENRE_WEIGHTS[rank] * (liking[genre] ?? 0), 0);
  if (taste.years && film.year !== null && film.year >= taste.years[0] && film.year <= taste.years[1]) {
    sum += YEARS_BONUS;
  }
  if (taste.makers?.some((maker) => film.directors.includes(maker) || film.actors.includes(maker))) sum += MAKER_BONUS;
  return Math.min(sum, 1.4);
}
