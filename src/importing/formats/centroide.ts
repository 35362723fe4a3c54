import type { EventRow } from '../../events/event-row';
import { HIGHEST_AGE, LONGEST_FILM, type extraColumns, type FilmRow, type StoredFilm } from '../../films/film-row';
import type { IdentifiedUser } from '../../users/user-row';
import {
  InvalidCell,
  parseAddress,
  parseAttributes,
  parseEmail,
  parseIdentifiers,
  parseMoment,
  parseNames,
  parseRating,
  parseRef,
  parseRequired,
  parseShare,
  parseText,
  parseWhole,
  parseYear,
} from '../reading/parse-cells';
import { parseGenres } from '../reading/parse-genres';
import type { Cells } from '../reading/records';
import type { RowReader } from '../reading/row-reader';
import type { FilmInput, Kind } from '../reading/rows';
import type { Format, FormatFile } from './format';

/** A line of an export. */
export type ExportLine =
  | ({ tipo: 'filme' } & FilmRow)
  | ({ tipo: 'usuario' } & IdentifiedUser)
  | {
      tipo: 'avaliacao';
      usuario_id: number;
      filme_id: number;
      avaliacao: number;
      avaliado_em: string | null;
      recomendacao_id?: string;
    }
  | ({ tipo: 'evento'; evento: string; quando: string } & Omit<EventRow, 'tipo' | 'quando'>);

interface OwnFile<K extends Kind> extends FormatFile<K> {
  readonly ndjson: NonNullable<FormatFile<K>['ndjson']> & { readonly tipo: ExportLine['tipo'] };
}

/** A film, its genres read in some way. A column that is not there leaves the film as it is; an empty cell empties it. */
const filmOf =
  (genres: (text: string) => string) =>
  (cells: Cells, reader: RowReader): FilmInput => ({
    id: parseRef(cells.id, 'id', 'filmes'),
    titulo: parseRequired(cells.titulo, 'titulo'),
    ...(cells.genero === undefined ? {} : { genero: genres(cells.genero) }),
    ...(cells.diretor === undefined ? {} : { diretor: parseText(cells.diretor, 'diretor') }),
    ...(cells.atores === undefined ? {} : { atores: parseText(cells.atores, 'atores') }),
    ...(cells.ano === undefined ? {} : { ano: reader.optional('ano', () => parseYear(cells.ano), undefined) }),
    ...extrasOf(cells, reader),
    ...(cells.identificadores === undefined
      ? {}
      : { identificadores: parseIdentifiers(cells.identificadores, 'filmes') }),
  });

/** How each of the other columns is read; what is empty is not known. */
const extras: { readonly [Name in keyof typeof extraColumns]: (text: string) => StoredFilm[Name] } = {
  poster_url: parseAddress,
  sinopse: (text) => parseText(text, 'sinopse') || null,
  duracao: (text) => parseWhole(text, 'duracao', 1, LONGEST_FILM),
  idioma: (text) => parseText(parseNames(text), 'idioma') || null,
  pais: (text) => parseText(parseNames(text), 'pais') || null,
  classificacao: (text) => parseWhole(text, 'classificacao', 0, HIGHEST_AGE),
  disponivel_de: (text) => parseMoment(text, 'disponivel_de'),
  disponivel_ate: (text) => parseMoment(text, 'disponivel_ate'),
  atributos: parseAttributes,
};
const extraNames = Object.keys(extras) as (keyof typeof extras)[];

function extrasOf(cells: Cells, reader: RowReader): Partial<StoredFilm> {
  return Object.fromEntries(
    extraNames.flatMap((name) => {
      const text = cells[name];
      return text === undefined ? [] : [[name, reader.optional(name, () => extras[name](text), undefined)]];
    }),
  );
}

const films: OwnFile<'filmes'> = {
  kind: 'filmes',
  usualName: 'filmes',
  ndjson: { tipo: 'filme', toRow: filmOf((text) => parseText(text, 'genero')) },
  label: { pt: 'filmes', en: 'films' },
  required: ['id', 'titulo'],
  optional: ['genero', 'diretor', 'atores', 'ano', ...extraNames, 'identificadores'],
  aliases: {
    id: ['filme_id', 'film_id', 'movie_id', 'item_id', 'filme', 'codigo'],
    titulo: ['title', 'name', 'nome', 'film', 'movie_title'],
    genero: ['generos', 'genre', 'genres', 'categoria', 'categorias'],
    diretor: ['diretores', 'director', 'directors', 'direcao'],
    atores: ['elenco', 'cast', 'actors', 'ator'],
    ano: ['year', 'release_year', 'ano_de_lancamento', 'lancamento'],
  },
  toRow: filmOf(parseGenres),
};

const users: OwnFile<'usuarios'> = {
  kind: 'usuarios',
  usualName: 'usuarios',
  ndjson: { tipo: 'usuario' },
  label: { pt: 'usuários', en: 'users' },
  required: ['id', 'nome'],
  optional: ['email', 'identificadores'],
  toRow: (cells) => ({
    id: parseRef(cells.id, 'id', 'usuarios'),
    nome: parseRequired(cells.nome, 'nome'),
    ...(cells.email === undefined ? {} : { email: parseEmail(cells.email) }),
    ...(cells.identificadores === undefined
      ? {}
      : { identificadores: parseIdentifiers(cells.identificadores, 'usuarios') }),
  }),
};

const ratings: OwnFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  usualName: 'avaliacoes',
  ndjson: { tipo: 'avaliacao' },
  label: { pt: 'avaliações', en: 'ratings' },
  required: ['usuario_id', 'filme_id', 'avaliacao'],
  optional: ['avaliado_em', 'recomendacao_id'],
  toRow: (cells, reader) => ({
    usuario_id: parseRef(cells.usuario_id, 'usuario_id', 'usuarios'),
    filme_id: parseRef(cells.filme_id, 'filme_id', 'filmes'),
    ...parseRating(cells.avaliacao),
    avaliado_em: reader.optional(
      'avaliado_em',
      () => parseMoment(cells.avaliado_em, 'avaliado_em', reader.dates),
      null,
    ),
    recomendacao_id: reader.optional('recomendacao_id', () => listOf(cells), null),
  }),
};

/** The list that a rating or an event names. */
function listOf(cells: Cells): string | null {
  return parseText(cells.recomendacao_id ?? '', 'recomendacao_id') || null;
}

const events: OwnFile<'eventos'> = {
  kind: 'eventos',
  usualName: 'eventos',
  ndjson: { tipo: 'evento' },
  label: { pt: 'eventos', en: 'events' },
  required: ['usuario_id', 'filme_id', 'tipo', 'quando'],
  optional: ['id', 'valor', 'recomendacao_id', 'evento'],
  toRow: (cells, { dates }) => {
    const quando = parseMoment(cells.quando, 'quando', dates);
    if (quando === null) throw new InvalidCell('quando vazio', 'quando is empty');
    const filme_id = parseRef(cells.filme_id, 'filme_id', 'filmes');
    // In an export `tipo` says that the line is an event.
    const tipo = parseRequired(cells.evento ?? cells.tipo, 'tipo');
    return {
      id: parseText(cells.id ?? '', 'id') || null,
      usuario_id: parseRef(cells.usuario_id, 'usuario_id', 'usuarios'),
      filme_id,
      tipo,
      valor: parseShare(cells.valor, 'valor'),
      quando,
      recomendacao_id: listOf(cells),
    };
  },
};

/** Our own files: CSV with a header, NDJSON, or an export, which is NDJSON of all of them. */
export const centroide: Format = { files: [films, users, ratings, events] };
