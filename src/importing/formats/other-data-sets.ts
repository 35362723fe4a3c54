import { parseId, parseRating, parseRequired, parseSeconds, parseText, parseYear } from '../reading/parse-cells';
import { parseGenres } from '../reading/parse-genres';
import type { Format, FormatFile } from './format';
import { idOf, pairOf } from './ids-in-files';

const bookRatings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas do Book-Crossing', en: 'ratings of Book-Crossing' },
  required: ['User-ID', 'ISBN', 'Book-Rating'],
  createsUsers: true,
  toRow: (cells) => ({
    ...pairOf(idOf(cells['User-ID'], 'User-ID', 'usuarios'), idOf(cells.ISBN, 'ISBN', 'filmes', 'isbn')),
    ...parseRating(cells['Book-Rating']),
    avaliado_em: null,
  }),
};

const books: FormatFile<'filmes'> = {
  kind: 'filmes',
  label: { pt: 'livros do Book-Crossing', en: 'books of Book-Crossing' },
  required: ['ISBN', 'Book-Title', 'Book-Author', 'Year-Of-Publication'],
  leavesOthers: true,
  toRow: (cells, reader) => {
    const told = {
      titulo: parseRequired(cells['Book-Title'], 'titulo'),
      diretor: parseText(cells['Book-Author'] ?? '', 'diretor'),
      ano: reader.optional('ano', () => parseYear(cells['Year-Of-Publication']?.replace(/^0$/, '')), null),
    };
    const id = String(idOf(cells.ISBN, 'ISBN', 'filmes', 'isbn'));
    return { id: 0, ...told, mentions: { film: { identifiers: [id], own: true, ...told } } };
  },
};

const hetrecRatings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas do HetRec', en: 'ratings of HetRec' },
  required: ['userID', 'movieID', 'rating', 'date_day', 'date_month', 'date_year'],
  leavesOthers: true,
  createsUsers: true,
  toRow: (cells, reader) => {
    const two = (text = ''): string => text.trim().padStart(2, '0');
    const day = `${cells.date_year ?? ''}-${two(cells.date_month)}-${two(cells.date_day)}`;
    return {
      usuario_id: parseId(cells.userID, 'userID'),
      filme_id: parseId(cells.movieID, 'movieID'),
      ...parseRating(cells.rating),
      avaliado_em: reader.optional('avaliado_em', () => parseSeconds(day, reader.dates), null),
    };
  },
};

const hetrecFilms: FormatFile<'filmes'> = {
  kind: 'filmes',
  label: { pt: 'filmes do HetRec', en: 'films of HetRec' },
  required: ['id', 'title', 'imdbID', 'spanishTitle', 'year'],
  leavesOthers: true,
  toRow: (cells, reader) => ({
    id: parseId(cells.id, 'id'),
    titulo: parseRequired(cells.title, 'titulo'),
    ano: reader.optional('ano', () => parseYear(cells.year), null),
  }),
};

const anime: FormatFile<'filmes'> = {
  kind: 'filmes',
  label: { pt: 'animes do MyAnimeList', en: 'animes of MyAnimeList' },
  required: ['anime_id', 'name', 'genre'],
  leavesOthers: true,
  aliases: { anime_id: ['mal_id'], genre: ['genres'], name: ['title'] },
  toRow: (cells) => ({
    id: parseId(cells.anime_id, 'anime_id'),
    titulo: parseRequired(cells.name, 'titulo'),
    genero: parseGenres(cells.genre ?? ''),
  }),
};

/** Ratings of what has no titles: each is made by its number. */
const untitled = (name: string, source: string, from: number, to: number): FormatFile<'avaliacoes'> => ({
  kind: 'avaliacoes',
  label: { pt: `notas do ${name}`, en: `ratings of ${name}` },
  required: ['usuario', 'item', 'nota'],
  createsUsers: true,
  scale: { from, to },
  toRow: (cells) => {
    const item = (cells.item ?? '').trim();
    const id = idOf(item, 'item', 'filmes', source);
    return {
      ...pairOf(idOf(cells.usuario, 'usuario', 'usuarios'), id, { titulo: `${name} ${item}`, own: true }),
      ...parseRating(cells.nota),
      avaliado_em: null,
    };
  },
});

const filmTrust = untitled('FilmTrust', 'filmtrust', 0, 4);
const jester = untitled('Jester', 'jester', -10, 10);

/** Book-Crossing, HetRec (MovieLens with IMDb and Rotten Tomatoes), MyAnimeList, FilmTrust and Jester. */
export const otherDataSets: Format = {
  files: [bookRatings, books, hetrecRatings, hetrecFilms, anime],
  headerless: {
    label: { pt: 'ratings.txt (FilmTrust), jester_ratings.dat', en: 'ratings.txt (FilmTrust), jester_ratings.dat' },
    files: new Map([
      ['ratings.txt', { looks: /^\d+ \d+ [0-4]/, file: filmTrust, delimiter: ' ', columns: filmTrust.required }],
      [
        'jester_ratings.dat',
        { looks: /^\d+\t\t\d+\t\t-?[\d.]/, file: jester, delimiter: '\t\t', columns: jester.required },
      ],
    ]),
  },
};
