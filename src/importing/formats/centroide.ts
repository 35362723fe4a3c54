import type { FilmRow } from '../../films/film-row';
import type { UserRow } from '../../users/user-row';
import {
  parseEmail,
  parseId,
  parseMoment,
  parseRating,
  parseRequired,
  parseText,
  parseYear,
} from '../reading/parse-cells';
import type { Kind } from '../reading/rows';
import type { Format, FormatFile } from './format';

/** A line of an export. */
export type ExportLine =
  | ({ tipo: 'filme' } & FilmRow)
  | ({ tipo: 'usuario' } & UserRow)
  | { tipo: 'avaliacao'; usuario_id: number; filme_id: number; avaliacao: number; avaliado_em: string | null };

interface OwnFile<K extends Kind> extends FormatFile<K> {
  readonly ndjson: { readonly tipo: ExportLine['tipo'] };
}

const films: OwnFile<'filmes'> = {
  kind: 'filmes',
  usualName: 'filmes',
  ndjson: { tipo: 'filme' },
  label: 'filmes',
  required: ['id', 'titulo'],
  optional: ['genero', 'diretor', 'atores', 'ano'],
  toRow: (cells) => ({
    id: parseId(cells.id, 'id'),
    titulo: parseRequired(cells.titulo, 'titulo'),
    // A column that is not there leaves the film as it is; an empty cell empties it.
    ...(cells.genero === undefined ? {} : { genero: parseText(cells.genero, 'genero') }),
    ...(cells.diretor === undefined ? {} : { diretor: parseText(cells.diretor, 'diretor') }),
    ...(cells.atores === undefined ? {} : { atores: parseText(cells.atores, 'atores') }),
    ...(cells.ano === undefined ? {} : { ano: parseYear(cells.ano) }),
  }),
};

const users: OwnFile<'usuarios'> = {
  kind: 'usuarios',
  usualName: 'usuarios',
  ndjson: { tipo: 'usuario' },
  label: 'usuários',
  required: ['id', 'nome'],
  optional: ['email'],
  toRow: (cells) => ({
    id: parseId(cells.id, 'id'),
    nome: parseRequired(cells.nome, 'nome'),
    ...(cells.email === undefined ? {} : { email: parseEmail(cells.email) }),
  }),
};

const ratings: OwnFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  usualName: 'avaliacoes',
  ndjson: { tipo: 'avaliacao' },
  label: 'avaliações',
  required: ['usuario_id', 'filme_id', 'avaliacao'],
  optional: ['avaliado_em'],
  toRow: (cells) => ({
    usuario_id: parseId(cells.usuario_id, 'usuario_id'),
    filme_id: parseId(cells.filme_id, 'filme_id'),
    avaliacao: parseRating(cells.avaliacao),
    avaliado_em: parseMoment(cells.avaliado_em),
  }),
};

/** Our own files: CSV with a header, NDJSON, or an export, which is NDJSON of all three. */
export const centroide: Format = { files: [films, users, ratings] };
