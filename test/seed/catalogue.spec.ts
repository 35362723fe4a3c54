import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENRES, traitsOf } from '../../seed/film';
import { readCatalogue } from './catalogue';
import { some } from '../support/some';

describe('the embedded catalogue', () => {
  const films = readCatalogue();
  const traits = films.map(traitsOf);

  it('has the header of the API and at least 240 films', () => {
    const [header] = readFileSync(join(process.cwd(), 'seed/filmes.csv'), 'utf8').split('\n');
    expect(header).toBe('id,titulo,genero,diretor,atores,ano');
    expect(films.length).toBeGreaterThanOrEqual(240);
  });

  it('numbers the films 1 to N', () => {
    expect(films.map((film) => film.id)).toEqual(films.map((_, place) => place + 1));
  });

  it('has no film twice', () => {
    const keys = films.map((film) => `${film.titulo.toLowerCase()} ${film.ano ?? ''}`);
    expect(new Set(keys).size).toBe(films.length);
  });

  it('has a title, a director and a plausible year for each film', () => {
    for (const film of some(films)) {
      expect(film.titulo).toBe(film.titulo.trim().normalize('NFC'));
      expect(film.titulo).not.toBe('');
      expect(film.diretor).toBeTruthy();
      expect(Number.isInteger(film.ano)).toBe(true);
      expect(film.ano).toBeGreaterThanOrEqual(1930);
      expect(film.ano).toBeLessThanOrEqual(2026);
    }
  });

  it('names two to four different actors, and separates names by a comma and a space', () => {
    for (const { directors, actors } of some(traits)) {
      expect(actors.length).toBeGreaterThanOrEqual(2);
      expect(actors.length).toBeLessThanOrEqual(4);
      for (const names of [directors, actors]) {
        expect(new Set(names).size).toBe(names.length);
        for (const name of some(names)) expect(name).toMatch(/^[^\s,;|"](?:[^,;|"]*[^\s,;|"])?$/);
      }
    }
  });

  it('uses one to three genres of the closed list, and every genre of the list', () => {
    const known = new Set<string>(GENRES);
    for (const { genres } of some(traits)) {
      expect(genres.length).toBeGreaterThanOrEqual(1);
      expect(genres.length).toBeLessThanOrEqual(3);
      expect(new Set(genres).size).toBe(genres.length);
      expect(genres.filter((genre) => !known.has(genre))).toEqual([]);
    }
    expect(new Set(traits.map(({ genres }) => genres[0])).size).toBe(GENRES.length);
  });

  it.each(['comédia', 'romance', 'ficção científica', 'ação', 'drama'])(
    'has 35 films or more that are mainly %s',
    (genre) => {
      expect(traits.filter(({ genres }) => genres[0] === genre).length).toBeGreaterThanOrEqual(35);
    },
  );

  it('covers ten decades', () => {
    const decades = new Set(films.map((film) => Math.floor((film.ano ?? 0) / 10)));
    expect([...decades].sort((a, b) => a - b)).toEqual([193, 194, 195, 196, 197, 198, 199, 200, 201, 202]);
  });

  it('mixes the genres: no twenty films in a row share fewer than six main genres', () => {
    for (let start = 0; start + 20 <= traits.length; start++) {
      const main = new Set(traits.slice(start, start + 20).map(({ genres }) => genres[0]));
      expect(main.size).toBeGreaterThanOrEqual(6);
    }
  });

  it('has the Brazilian films that people will look for', () => {
    const titles = new Set(films.map((film) => film.titulo));
    for (const title of ['Cidade de Deus', 'Central do Brasil', 'O Auto da Compadecida', 'Bacurau', 'Aquarius']) {
      expect(titles).toContain(title);
    }
  });
});
