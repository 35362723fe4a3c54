import { parseId, parseMoment, parseRating, parseRequired, parseYear } from '../reading/parse-cells';
import type { Format, FormatFile, HeaderlessFile } from './format';

const ratings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas do Netflix Prize', en: 'ratings of the Netflix Prize' },
  required: ['filme', 'cliente', 'nota', 'dia'],
  createsUsers: true,
  rating: 'nota',
  toRow: (cells, reader) => ({
    usuario_id: parseId(cells.cliente, 'cliente'),
    filme_id: parseId(cells.filme, 'filme'),
    ...parseRating(cells.nota),
    avaliado_em: reader.optional('avaliado_em', () => parseMoment(cells.dia, 'avaliado_em', reader.dates), null),
  }),
};

const titles: FormatFile<'filmes'> = {
  kind: 'filmes',
  label: { pt: 'filmes do Netflix Prize', en: 'films of the Netflix Prize' },
  required: ['numero', 'lancado', 'nome'],
  toRow: (cells, reader) => ({
    id: parseId(cells.numero, 'id'),
    titulo: parseRequired(cells.nome, 'titulo'),
    ano: reader.optional('ano', () => parseYear(cells.lancado?.replace('NULL', '')), null),
  }),
};

const DELIMITER = '\t';

/** `1:` begins the ratings of film 1, each `customer,rating,day`. */
const blocks: HeaderlessFile = {
  looks: /^\d+:\s*\n\d+,\d/,
  file: ratings,
  delimiter: DELIMITER,
  columns: ratings.required,
  rewrite: () => {
    let film = '';
    return (line) => {
      const block = /^(\d+):\s*$/.exec(line)?.at(1);
      if (block === undefined) return [film, ...line.split(',')].join(DELIMITER);
      film = block;
      return null;
    };
  },
};

/** Titles have commas, and no quotes. */
const films: HeaderlessFile = {
  looks: /^\d+,(?:\d{4}|NULL),/,
  file: titles,
  delimiter: DELIMITER,
  columns: titles.required,
  rewrite: () => (line) => line.replace(/^([^,]*),([^,]*),/, `$1${DELIMITER}$2${DELIMITER}`),
};

/** The Netflix Prize: blocks of ratings, and `movie_titles`. */
export const netflix: Format = {
  files: [],
  headerless: {
    label: { pt: 'Netflix Prize: blocos "1:", movie_titles', en: 'Netflix Prize: blocks "1:", movie_titles' },
    files: new Map([
      ['movie_titles.csv', films],
      ['movie_titles.txt', films],
    ]),
    byLook: [blocks],
  },
};
