import { filmByTitle, rememberTitle, type FilmTitles } from '../../../src/importing/writing/film-titles';

const titlesOf = (films: readonly [id: number, titulo: string, ano: number | null][]): FilmTitles => {
  const titles: FilmTitles = new Map();
  for (const [id, titulo, ano] of films) rememberTitle(titles, { id, titulo, ano });
  return titles;
};

describe('a film by its title and year', () => {
  const titles = titlesOf([
    [4, 'Alien', 1979],
    [2, 'Alien', 1980],
    [3, 'Aliens', 1986],
    [6, 'Heat', null],
    [5, 'Ran', 1985],
    [7, 'Ran', 1985],
    [8, 'Solaris (Солярис)', 1972],
    [9, 'Up', 2009],
    [10, 'Up', null],
    [11, 'Bridge (Part One)', 1988],
    [12, 'Tower (Episode 1)', 1990],
    [13, 'Se7en (a.k.a. Seven 2)', 1995],
  ]);

  it.each([
    ['Alien', 1979, 4],
    ['Alien', 1981, 2],
    // As good as the other by the year, and the first.
    ['The Alien', 1978, 4],
    ['Alien', 1990, null],
    ['Alien', undefined, null],
    ['Aliens', undefined, 3],
    ['Heat', 1995, 6],
    ['Ran', 1985, 5],
    ['Ran', undefined, null],
    ['Солярис', 1973, 8],
    ['Up', 2015, null],
    ['Gone', 2000, null],
    // The part is what tells them apart.
    ['Bridge: Part One', 1988, 11],
    ['Bridge (Part Two)', 1988, null],
    ['Tower (Episode 2)', 1990, null],
    ['Tower (Episódio II)', 1990, null],
    ['Tower', 1990, null],
    ['Se7en', 1995, 13],
    ['Seven 2', 1995, 13],
  ])('%s of %s', (titulo, ano, expected) => {
    expect(filmByTitle(titles, { titulo, ano })).toBe(expected);
  });

  it('by other names of it, when they are of one film', () => {
    expect(filmByTitle(titles, { titulo: 'Gone', outros: ['Aliens', 'Solaris'], ano: 1986 })).toBe(3);
    expect(filmByTitle(titles, { titulo: 'Gone', outros: ['Aliens', 'Aliens (a.k.a. Alien 2)'] })).toBe(3);
    expect(filmByTitle(titles, { titulo: 'Aliens', outros: ['Solaris'] })).toBe(null);
  });
});
