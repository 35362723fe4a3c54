import { parse } from 'csv-parse/sync';
import { writeList } from '../../../src/recommendation/serving/write-list';

const film = (id: number, titulo: string, ano: number | null, ...identificadores: string[]) => ({
  ...{ id, titulo, ano, identificadores },
});

const films = [
  { ...film(1, 'Alien', 1979, 'imdb:tt0078748', 'loja:f-1', 'tmdb:348'), poster_url: 'https://example.com/1.jpg' },
  film(2, 'O "outro", e o mesmo', null, 'imdb:tt0000002'),
  film(3, 'Sem nada', 1990, 'loja:f-3', 'movielens:7'),
  film(4, 'Só lá', 2001, 'letterboxd:so-la'),
  { id: 5, titulo: 'Sem ids', ano: 1950 },
  film(6, 'Curto', 2002, 'letterboxd:boxd.it/aBc', 'tmdb:9'),
];

describe('a list in the format of others', () => {
  it('is of films with ids for Radarr, by each of the names that its lists read', () => {
    const { text, films: listed } = writeList(films, 'radarr');
    expect(JSON.parse(text)).toEqual([
      { title: 'Alien', imdb_id: 'tt0078748', tmdb_id: 348, id: 348, poster_url: 'https://example.com/1.jpg' },
      { title: 'O "outro", e o mesmo', imdb_id: 'tt0000002' },
      { title: 'Curto', tmdb_id: 9, id: 9 },
    ]);
    expect(listed.map(({ id }) => id)).toEqual([1, 2, 6]);
  });

  it('is what Trakt takes', () => {
    expect(JSON.parse(writeList(films, 'trakt').text)).toEqual({
      movies: [
        { title: 'Alien', year: 1979, ids: { imdb: 'tt0078748', tmdb: 348 } },
        { title: 'O "outro", e o mesmo', ids: { imdb: 'tt0000002' } },
        { title: 'Curto', year: 2002, ids: { tmdb: 9 } },
      ],
    });
    expect(JSON.parse(writeList([], 'trakt').text)).toEqual({ movies: [] });
  });

  it('is a table that Letterboxd imports, of the films that it has itself as well', () => {
    const { text, films: listed } = writeList(films, 'letterboxd');
    expect(text.split('\n')[0]).toBe('LetterboxdURI,tmdbID,imdbID,Title,Year');
    expect(parse(text)).toEqual([
      ['LetterboxdURI', 'tmdbID', 'imdbID', 'Title', 'Year'],
      ['', '348', 'tt0078748', 'Alien', '1979'],
      ['', '', 'tt0000002', 'O "outro", e o mesmo', ''],
      ['https://letterboxd.com/film/so-la/', '', '', 'Só lá', '2001'],
      ['https://boxd.it/aBc', '9', '', 'Curto', '2002'],
    ]);
    expect(listed.map(({ id }) => id)).toEqual([1, 2, 4, 6]);
  });
});
